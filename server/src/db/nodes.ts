import { sql } from "kysely";
import pg from "pg";
import type { Database } from "./database.ts";

/** The class of the advisory locks by which processes show that they are alive: "OPER" in ASCII. */
const LOCK_CLASS = 0x4f504552;

/** This process among those that share the database, once it has entered. */
export interface Node {
  id: number;
  /** Resolves when the process can no longer prove that it is alive, so that it must give up what it holds. */
  lost: Promise<void>;
  leave(): Promise<void>;
}

/**
 * Enters this process among those that share the database, reachable for the others at `url`. It counts as alive as
 * long as its connection holds an advisory lock: the database frees it the moment the process dies, so what it held
 * can be taken over at once.
 */
export async function enterNode(databaseUrl: string, url: string): Promise<Node> {
  const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
  const lost = new Promise<void>((resolve) => {
    client.on("error", () => resolve());
    client.on("end", () => resolve());
  });
  await client.connect();
  try {
    return { ...(await entered(client, url)), lost };
  } catch (error) {
    // Whoever tries again and again must not use up the database's connections.
    await client.end();
    throw error;
  }
}

async function entered(client: pg.Client, url: string): Promise<Omit<Node, "lost">> {
  // A peer that vanishes without a word (power, network) is noticed within half a minute.
  await client.query("set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4");
  const { rows } = await client.query<{ id: number }>("insert into nodes (url) values ($1) returning id", [url]);
  const id = (rows[0] as { id: number }).id;
  await client.query("select pg_advisory_lock($1, $2)", [LOCK_CLASS, id]);
  return {
    id,
    async leave() {
      await client.query("delete from nodes where id = $1", [id]);
      await client.end();
    },
  };
}

/** Tells in SQL whether a node is alive. The locks of all databases of a cluster stand in one list. */
export const isAlive = (
  node: "conversations.holder" | "nodes.id" | "jobs.holder" | "phone_calls.holder",
) => sql<boolean>`exists (
  select 1 from pg_locks
  where locktype = 'advisory' and classid = ${sql.lit(LOCK_CLASS)} and objid = ${sql.ref(node)} and granted
    and database = (select oid from pg_database where datname = current_database())
)`;

/** Lists in SQL the nodes that are alive, for where many rows are looked at: the list of locks is read once. */
export const livingNodes = sql<number>`(
  select objid::bigint::integer from pg_locks
  where locktype = 'advisory' and classid = ${sql.lit(LOCK_CLASS)} and granted
    and database = (select oid from pg_database where datname = current_database())
)`;

/** Returns where a living process is reached; undefined for one that does not live. */
export async function nodeUrl(database: Database, id: number): Promise<string | undefined> {
  const row = await database
    .selectFrom("nodes")
    .select("url")
    .where("id", "=", id)
    .where(isAlive("nodes.id"))
    .executeTakeFirst();
  return row?.url;
}

/** Forgets processes that are no longer alive. */
export async function deleteDeadNodes(database: Database): Promise<void> {
  await database
    .deleteFrom("nodes")
    .where((eb) => eb.not(isAlive("nodes.id")))
    .where("started_at", "<", sql<Date>`now() - interval '1 minute'`)
    .execute();
}
