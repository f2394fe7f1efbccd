import { sql } from "kysely";
import type { ArrivalClaim } from "../ports/call-carrier.ts";
import type { Database } from "./database.ts";
import { livingNodes } from "./nodes.ts";

/** A call that came in, and the process that a carrier told of it. */
interface Arrival {
  readonly carrier: string;
  readonly carrierCallId: string;
  readonly node: number;
}

/**
 * Notes that a carrier brought a call to a process, unless it had brought it to one that lives. Returns whose it is: of
 * processes that ask in the same instant all hear of the same one.
 */
export async function claimArrival(database: Database, arrival: Arrival): Promise<ArrivalClaim> {
  const { carrier, carrierCallId, node } = arrival;
  for (;;) {
    const { rows } = await sql<{ inherited: boolean }>`
      insert into call_arrivals as a (carrier, carrier_call_id, node) values (${carrier}, ${carrierCallId}, ${node})
      on conflict (carrier, carrier_call_id) do update set node = excluded.node, arrived_at = now()
        where a.node not in ${livingNodes}
      returning xmax <> 0 as inherited
    `.execute(database);
    const [claimed] = rows;
    if (claimed) return { node, how: claimed.inherited ? "inherited" : "first" };
    const known = await findArrival(database, carrier, carrierCallId);
    // It was forgotten in the same moment.
    if (known !== undefined) return { node: known, how: "known" };
  }
}

async function findArrival(database: Database, carrier: string, carrierCallId: string): Promise<number | undefined> {
  const row = await database
    .selectFrom("call_arrivals")
    .select("node")
    .where("carrier", "=", carrier)
    .where("carrier_call_id", "=", carrierCallId)
    .executeTakeFirst();
  return row?.node;
}

/** Forgets calls that came in before that time. */
export async function deleteArrivals(database: Database, before: Date): Promise<void> {
  await database.deleteFrom("call_arrivals").where("arrived_at", "<", before).execute();
}
