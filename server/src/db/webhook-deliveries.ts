import { type CompiledQuery, type Selectable, sql } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { EventEnvelope } from "../domain/event.ts";
import type { ServerEventType } from "../domain/event-payloads.ts";
import type { DeliveryTarget, DeliveryType, WebhookDeliveryStatus } from "../domain/webhook-delivery.ts";
import type { Database } from "./database.ts";
import { DELIVER_WEBHOOKS, type LaneColumns, laneJob } from "./delivery-lanes.ts";
import { ORDER_JOB, orderJobs } from "./jobs.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";

/** A delivery's row. */
export type WebhookDeliveryRow = Selectable<Schema["webhook_deliveries"]>;

/** The advisory lock under which deliveries get their places: "OPWH" in ASCII. */
const PLACES_LOCK = 0x4f505748;

/**
 * Taken before places are given out and freed by the commit, so that deliveries become visible in the order of their
 * places: whoever reads the feed up to a place misses nothing that comes before it. It also keeps those who order many
 * jobs in one transaction from waiting for each other in a circle.
 */
export const lockPlaces = sql`select pg_advisory_xact_lock(${sql.lit(PLACES_LOCK)}, 0)`;

/** An event that an endpoint is to be sent. */
export interface NewDelivery {
  id: string;
  endpointId: string;
  envelope: EventEnvelope;
}

/**
 * Records deliveries of one conversation, in their order, and orders the jobs that send them in `delay` ms. To be run in
 * the transaction that stores the events. One for an endpoint that is gone or switched off by now is left out.
 */
export function recordDeliveries(database: Database, deliveries: readonly NewDelivery[], delay = 0): CompiledQuery {
  const [first] = deliveries as [NewDelivery];
  const { conversation_id, livemode } = first.envelope;
  const column = (value: (delivery: NewDelivery) => string) => deliveries.map(value);
  const due = sql`now() + ${delay}::float8 * interval '1 millisecond'`;
  return sql`
    with locked as materialized (${lockPlaces}),
    recorded as (
      insert into webhook_deliveries
        (id, endpoint_id, conversation_id, event_id, type, livemode, payload, status, next_attempt_at, created_at)
      select n.id, n.endpoint_id, ${conversation_id}, n.event_id, n.type, ${livemode}, n.payload, 'pending', ${due},
        n.created_at
      from locked
      cross join unnest(
        ${column(({ id }) => id)}::text[],
        ${column(({ endpointId }) => endpointId)}::text[],
        ${column(({ envelope }) => envelope.id)}::text[],
        ${column(({ envelope }) => envelope.payload.type)}::text[],
        ${column(({ envelope }) => JSON.stringify(envelope))}::text[],
        ${column(({ envelope }) => envelope.created_at)}::timestamptz[]
      ) with ordinality as n (id, endpoint_id, event_id, type, payload, created_at, place)
      join webhook_endpoints e on e.id = n.endpoint_id and e.is_enabled
      order by n.place
      for key share of e
      returning endpoint_id
    )
    insert into jobs (kind, subject, pool, due_at)
    select ${DELIVER_WEBHOOKS}, endpoint_id || '/' || ${conversation_id}, endpoint_id, ${due}
    from recorded group by endpoint_id order by endpoint_id
    ${ORDER_JOB}
  `.compile(database);
}

/** Which deliveries a list shows; absent fields do not restrict it. */
export interface DeliveryFilter {
  endpointId?: string;
  conversationId?: string;
  procedureId?: string;
  target?: DeliveryTarget;
  type?: DeliveryType;
  status?: WebhookDeliveryStatus;
  createdFrom?: Date;
  createdBefore?: Date;
  /** Only of test conversations, and for endpoints of test mode. */
  testOnly?: boolean;
}

/** Lists deliveries newest first, at most `limit` of them, from after `position` on. */
export async function listDeliveries(
  database: Database,
  filter: DeliveryFilter,
  page: { position: CursorPosition | null; limit: number },
): Promise<WebhookDeliveryRow[]> {
  const { position, limit } = page;
  let query = visible(database, filter.testOnly ?? false);
  for (const [column, operator, value] of comparisons(filter)) {
    if (value !== undefined) query = query.where(column, operator, value);
  }
  if (position) query = query.where(after(position));
  return query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
}

type Comparison = [keyof Schema["webhook_deliveries"], "=" | ">=" | "<", Date | string | undefined];

function comparisons(filter: DeliveryFilter): Comparison[] {
  return [
    ["endpoint_id", "=", filter.endpointId],
    ["conversation_id", "=", filter.conversationId],
    ["procedure_id", "=", filter.procedureId],
    ["target", "=", filter.target],
    ["type", "=", filter.type],
    ["status", "=", filter.status],
    ["created_at", ">=", filter.createdFrom],
    ["created_at", "<", filter.createdBefore],
  ];
}

function visible(database: Database, testOnly: boolean) {
  const query = database.selectFrom("webhook_deliveries").selectAll();
  if (!testOnly) return query;
  return query
    .where("livemode", "=", false)
    .where((eb) =>
      eb.or([
        eb("endpoint_id", "is", null),
        eb("endpoint_id", "in", eb.selectFrom("webhook_endpoints").select("id").where("livemode", "=", false)),
      ]),
    );
}

/** Finds a delivery; undefined without one that the caller may see. */
export async function findDelivery(
  database: Database,
  id: string,
  { testOnly }: { testOnly: boolean },
): Promise<WebhookDeliveryRow | undefined> {
  return visible(database, testOnly).where("id", "=", id).executeTakeFirst();
}

/** Reads what was recorded for an endpoint after a place, oldest first. */
export async function readFeed(
  database: Database,
  endpointId: string,
  range: { after: string; limit: number; testOnly: boolean },
): Promise<WebhookDeliveryRow[]> {
  return visible(database, range.testOnly)
    .where("endpoint_id", "=", endpointId)
    .where("position", ">", range.after)
    .orderBy("position")
    .limit(range.limit)
    .execute();
}

/** Returns the last place that was given out; "0" when none was. */
export async function lastPosition(database: Database): Promise<string> {
  const { rows } = await sql<{ last: string | null }>`
    select pg_sequence_last_value(pg_get_serial_sequence('webhook_deliveries', 'position')) as last
  `.execute(database);
  return rows[0]?.last ?? "0";
}

/** Which of an endpoint's deliveries are sent once more. */
export interface ReplayChoice {
  endpointId: string;
  status: WebhookDeliveryStatus;
  types?: readonly string[];
  createdFrom?: Date;
  createdBefore?: Date;
  testOnly: boolean;
}

/**
 * Makes deliveries due again, oldest first, at most `limit` of those with `after < position ≤ upTo`, and orders the jobs
 * that send them. Returns how many there were and the place of the last.
 */
export async function replayDeliveries(
  database: Database,
  choice: ReplayChoice,
  range: { after: string; upTo: string; limit: number },
): Promise<{ count: number; last: string | null }> {
  const { endpointId, status, types, createdFrom, createdBefore, testOnly } = choice;
  return database.transaction().execute(async (transaction) => {
    await lockPlaces.execute(transaction);
    let chosen = visible(transaction, testOnly)
      .clearSelect()
      .select("id")
      .where("endpoint_id", "=", endpointId)
      .where("status", "=", status)
      .where("position", ">", range.after)
      .where("position", "<=", range.upTo);
    if (types) chosen = chosen.where("type", "in", types as ServerEventType[]);
    if (createdFrom) chosen = chosen.where("created_at", ">=", createdFrom);
    if (createdBefore) chosen = chosen.where("created_at", "<", createdBefore);
    const ids = chosen.orderBy("position").limit(range.limit).forUpdate();
    return makeDue(transaction, ids.compile());
  });
}

/** Makes one delivery due again and orders the job that sends it. */
export async function replayDelivery(database: Database, id: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await lockPlaces.execute(transaction);
    await makeDue(
      transaction,
      transaction.selectFrom("webhook_deliveries").select("id").where("id", "=", id).compile(),
    );
  });
}

async function makeDue(transaction: Database, chosen: CompiledQuery<{ id: string }>) {
  const { rows: ids } = await transaction.executeQuery(chosen);
  if (ids.length === 0) return { count: 0, last: null };
  const { rows } = await sql<LaneColumns & { position: string }>`
    with replayed as (
      update webhook_deliveries set status = 'pending', failures = 0, next_trigger = 'replay', next_attempt_at = now(),
        settled_at = null
      where id = any(${ids.map(({ id }) => id)}::text[])
      returning target, endpoint_id, conversation_id, procedure_id, address, position
    )
    select * from replayed order by position
  `.execute(transaction);
  await transaction.executeQuery(orderJobs(transaction, rows.map(laneJob)));
  return { count: rows.length, last: rows.at(-1)?.position ?? null };
}

/**
 * Orders the jobs of what is pending for an endpoint, those of at most `limit` conversations behind `after` in the order
 * of their ids. Returns the last of them; null when there are no more.
 */
export async function orderPending(
  database: Database,
  endpointId: string,
  { after, limit }: { after: string; limit: number },
): Promise<string | null> {
  return database.transaction().execute(async (transaction) => {
    await lockPlaces.execute(transaction);
    const rows = await transaction
      .selectFrom("webhook_deliveries")
      .select(["target", "endpoint_id", "conversation_id", "procedure_id", "address"])
      .distinct()
      .where("endpoint_id", "=", endpointId)
      .where("status", "=", "pending")
      .where("conversation_id", ">", after)
      .orderBy("conversation_id")
      .limit(limit)
      .execute();
    await transaction.executeQuery(orderJobs(transaction, rows.map(laneJob)));
    return rows.length < limit ? null : (rows.at(-1)?.conversation_id ?? null);
  });
}

const FORGOTTEN_AT_ONCE = 2_000;

/**
 * Deletes deliveries that were settled before a moment, a portion of them, and notes how far each endpoint's feed has
 * a gap now. Returns whether there may be more.
 */
export async function forgetDeliveries(database: Database, settledBefore: Date): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    with forgotten as (
      delete from webhook_deliveries where id in (
        select id from webhook_deliveries where settled_at < ${settledBefore} order by settled_at
        limit ${FORGOTTEN_AT_ONCE} for update skip locked
      )
      returning endpoint_id, position
    ), noted as (
      update webhook_endpoints e set forgotten_position = greatest(e.forgotten_position, f.last)
      from (select endpoint_id, max(position) as last from forgotten where endpoint_id is not null group by endpoint_id) f where f.endpoint_id = e.id
    )
    select count(*)::integer as count from forgotten
  `.execute(database);
  return rows[0]?.count === FORGOTTEN_AT_ONCE;
}

/**
 * Writes into the pending deliveries of an event `conversation.custom_fields.updated` the fields as they are in the
 * transaction by now.
 */
export function fillInCustomFields(
  database: Database,
  { id, conversation_id }: Pick<EventEnvelope, "id" | "conversation_id">,
): CompiledQuery {
  return sql`
    update webhook_deliveries d
    set payload = jsonb_set(d.payload::jsonb, '{payload,custom_fields}', c.custom_fields)::text
    from conversations c
    where c.id = ${conversation_id} and d.conversation_id = c.id and d.event_id = ${id}
  `.compile(database);
}
