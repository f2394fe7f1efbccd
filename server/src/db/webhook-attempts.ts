import { type CompiledQuery, type Insertable, type RawBuilder, type Selectable, sql } from "kysely";
import type { DeliveryVerdict } from "../domain/webhook-delivery.ts";
import type { Database } from "./database.ts";
import type { Lane } from "./delivery-lanes.ts";
import type { Schema } from "./schema.ts";

/** An attempt's row. */
export type WebhookAttemptRow = Selectable<Schema["webhook_attempts"]>;

/** A request to an endpoint and what came of it. */
export type NewAttempt = Required<
  Omit<Insertable<Schema["webhook_attempts"]>, "delivery_id" | "number" | "endpoint_id">
>;

const LANE_COLUMNS = [
  "id",
  "target",
  "endpoint_id",
  "conversation_id",
  "procedure_id",
  "address",
  "type",
  "livemode",
  "payload",
  "attempts",
  "failures",
  "next_trigger",
  "next_attempt_at",
] as const;

type Endpoint = Selectable<Schema["webhook_endpoints"]>;

/** The endpoint that a delivery is for; null for what a procedure put out. */
interface EndpointColumns {
  url: Endpoint["url"] | null;
  is_enabled: Endpoint["is_enabled"] | null;
  sealed_key: Endpoint["sealed_key"] | null;
  sealed_next_key: Endpoint["sealed_next_key"];
  switches_at: Endpoint["switches_at"];
}

/** A pending delivery with what one must know to send it. */
export type LaneRow = Pick<Selectable<Schema["webhook_deliveries"]>, (typeof LANE_COLUMNS)[number]> &
  EndpointColumns & {
    /** In how many ms it is due; 0 when it is. */
    wait: number;
  };

/** Reads what is pending in a lane, oldest first. */
export async function readLane(database: Database, lane: Lane, limit: number): Promise<LaneRow[]> {
  const pending = database
    .selectFrom("webhook_deliveries as d")
    .leftJoin("webhook_endpoints as e", "e.id", "d.endpoint_id")
    .select(LANE_COLUMNS.map((column) => `d.${column}` as const))
    .select(["e.url", "e.is_enabled", "e.sealed_key", "e.sealed_next_key", "e.switches_at"])
    .select(sql<number>`greatest(0, ceil(extract(epoch from d.next_attempt_at - now()) * 1000))::float8`.as("wait"))
    .where("d.status", "=", "pending")
    .orderBy("d.position")
    .limit(limit);
  const inLane =
    "endpointId" in lane
      ? pending.where("d.endpoint_id", "=", lane.endpointId).where("d.conversation_id", "=", lane.conversationId)
      : pending.where("d.procedure_id", "=", lane.procedureId).where("d.target", "=", lane.target);
  return inLane.execute();
}

/** An attempt that was made at a pending delivery. */
export interface MadeAttempt extends NewAttempt {
  deliveryId: string;
  /** When the delivery was due as it was seen before the attempt. */
  seenDueAt: Date | null;
  /** Tells in SQL whether the delivery is still whoever's who made the attempt. */
  isMine: RawBuilder<boolean>;
}

/** Tells in SQL whether nobody has tried a delivery yet. */
export const isUntried = sql<boolean>`attempts = 0`;

/**
 * Stores an attempt together with what becomes of the delivery, unless that is another process's by now. A failure of
 * what was replayed meanwhile does not put the replay off. Returns whether it was stored.
 */
export async function storeAttempt(
  database: Database,
  attempt: MadeAttempt,
  verdict: DeliveryVerdict,
): Promise<boolean> {
  const { rows } = await database.executeQuery(attemptInsert(database, attempt, verdict));
  return rows.length > 0;
}

/** Writes what stores an attempt as `storeAttempt` does. */
export function attemptInsert(database: Database, attempt: MadeAttempt, verdict: DeliveryVerdict): CompiledQuery {
  const isRetried = verdict.next === "retry";
  const delay = isRetried ? verdict.delay : 0;
  const isReplayed = sql<boolean>`(${isRetried} and next_attempt_at <> ${attempt.seenDueAt})`;
  return sql`
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
      where id = ${attempt.deliveryId} and status = 'pending' and ${attempt.isMine}
      returning id, endpoint_id, attempts
    )
    insert into webhook_attempts (delivery_id, number, endpoint_id, trigger, at, duration_ms, request_url,
      request_headers, response_status, response_headers, response_body, error)
    select id, attempts, endpoint_id, ${attempt.trigger}, ${attempt.at}, ${attempt.duration_ms},
      ${attempt.request_url}, ${attempt.request_headers}, ${attempt.response_status}, ${attempt.response_headers},
      ${attempt.response_body}, ${attempt.error}
    from settled
    returning number
  `.compile(database);
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
