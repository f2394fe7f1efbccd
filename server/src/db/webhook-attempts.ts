import { type Insertable, type Selectable, sql } from "kysely";
import type { DeliveryVerdict, WebhookTrigger } from "../domain/webhook-delivery.ts";
import type { Database } from "./database.ts";
import { type ClaimedJob, isHeld } from "./jobs.ts";
import type { Schema } from "./schema.ts";
import { lockPlaces, type NewDelivery } from "./webhook-deliveries.ts";

/** An attempt's row. */
export type WebhookAttemptRow = Selectable<Schema["webhook_attempts"]>;

/** A request to an endpoint and what came of it. */
export type NewAttempt = Required<
  Omit<Insertable<Schema["webhook_attempts"]>, "delivery_id" | "number" | "endpoint_id">
>;

const LANE_COLUMNS = [
  "id",
  "endpoint_id",
  "conversation_id",
  "type",
  "livemode",
  "payload",
  "attempts",
  "failures",
  "next_trigger",
  "next_attempt_at",
] as const;

/** A pending delivery with what one must know to send it. */
export type LaneRow = Pick<Selectable<Schema["webhook_deliveries"]>, (typeof LANE_COLUMNS)[number]> &
  Pick<
    Selectable<Schema["webhook_endpoints"]>,
    "url" | "is_enabled" | "sealed_key" | "sealed_next_key" | "switches_at"
  > & {
    /** In how many ms it is due; 0 when it is. */
    wait: number;
  };

/** Reads what is pending in a lane (the deliveries of one conversation to one endpoint), oldest first. */
export async function readLane(
  database: Database,
  lane: { endpointId: string; conversationId: string },
  limit: number,
): Promise<LaneRow[]> {
  return database
    .selectFrom("webhook_deliveries as d")
    .innerJoin("webhook_endpoints as e", "e.id", "d.endpoint_id")
    .select(LANE_COLUMNS.map((column) => `d.${column}` as const))
    .select(["e.url", "e.is_enabled", "e.sealed_key", "e.sealed_next_key", "e.switches_at"])
    .select(sql<number>`greatest(0, ceil(extract(epoch from d.next_attempt_at - now()) * 1000))::float8`.as("wait"))
    .where("d.endpoint_id", "=", lane.endpointId)
    .where("d.conversation_id", "=", lane.conversationId)
    .where("d.status", "=", "pending")
    .orderBy("d.position")
    .limit(limit)
    .execute();
}

/**
 * Stores an attempt at a delivery together with what becomes of that, unless the job under which it was made is another
 * process's by now. A failure of what was replayed meanwhile does not put the replay off. Returns whether it was stored.
 */
export async function storeAttempt(
  database: Database,
  attempt: NewAttempt & { head: LaneRow; job: ClaimedJob },
  verdict: DeliveryVerdict,
): Promise<boolean> {
  const { head } = attempt;
  const isRetried = verdict.next === "retry";
  const delay = isRetried ? verdict.delay : 0;
  const isReplayed = sql<boolean>`next_attempt_at <> ${head.next_attempt_at} and ${isRetried}`;
  const { rows } = await sql<{ number: number }>`
    with settled as (
      update webhook_deliveries set
        status = ${isRetried ? "pending" : verdict.next},
        attempts = attempts + 1,
        failures = case when ${isReplayed} then failures else failures + ${attempt.error === null ? 0 : 1} end,
        next_trigger = case when ${isReplayed} then next_trigger else 'retry' end,
        next_attempt_at = case when ${isReplayed} then next_attempt_at
          when ${isRetried} then now() + ${delay}::float8 * interval '1 millisecond' end,
        last_error = ${attempt.error},
        settled_at = case when ${isRetried} then null else now() end
      where id = ${head.id} and status = 'pending' and ${isHeld(attempt.job)}
      returning id, endpoint_id, attempts
    )
    insert into webhook_attempts (delivery_id, number, endpoint_id, trigger, at, duration_ms, request_url,
      request_headers, response_status, response_headers, response_body, error)
    select id, attempts, endpoint_id, ${attempt.trigger}, ${attempt.at}, ${attempt.duration_ms},
      ${attempt.request_url}, ${attempt.request_headers}, ${attempt.response_status}, ${attempt.response_headers},
      ${attempt.response_body}, ${attempt.error}
    from settled
    returning number
  `.execute(database);
  return rows.length > 0;
}

/** A delivery that was tried once, and settled by that. */
export interface SettledDelivery extends NewDelivery {
  attempt: NewAttempt & { trigger: Extract<WebhookTrigger, "event"> };
}

/** Stores deliveries that were settled by their only attempt, with it, in their order. */
export async function insertSettledDeliveries(
  database: Database,
  deliveries: readonly SettledDelivery[],
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await lockPlaces.execute(transaction);
    for (const { id, endpointId, envelope, attempt } of deliveries) {
      const isStored = await insertSettled(transaction, { id, endpointId, envelope, attempt });
      if (!isStored) continue;
      await transaction
        .insertInto("webhook_attempts")
        .values({ ...attempt, delivery_id: id, endpoint_id: endpointId, number: 1 })
        .execute();
    }
  });
}

/** One for an endpoint that was deleted meanwhile is left out. */
async function insertSettled(transaction: Database, delivery: SettledDelivery): Promise<boolean> {
  const { id, endpointId, envelope, attempt } = delivery;
  const { numAffectedRows } = await sql`
    insert into webhook_deliveries (id, endpoint_id, conversation_id, event_id, type, livemode, payload, status,
      attempts, failures, next_trigger, last_error, created_at, settled_at)
    select ${id}, e.id, ${envelope.conversation_id}, ${envelope.id}, ${envelope.payload.type}, ${envelope.livemode},
      ${JSON.stringify(envelope)}, ${attempt.error === null ? "delivered" : "dead"}, 1,
      ${attempt.error === null ? 0 : 1}, 'retry', ${attempt.error}, ${envelope.created_at}::timestamptz, now()
    from webhook_endpoints e where e.id = ${endpointId} for key share
  `.execute(transaction);
  return numAffectedRows === 1n;
}

/** Reads the attempts of a delivery, newest first, at most `limit`. */
export async function listAttempts(
  database: Database,
  deliveryId: string,
  limit: number,
): Promise<WebhookAttemptRow[]> {
  return database
    .selectFrom("webhook_attempts")
    .selectAll()
    .where("delivery_id", "=", deliveryId)
    .orderBy("number", "desc")
    .limit(limit)
    .execute();
}
