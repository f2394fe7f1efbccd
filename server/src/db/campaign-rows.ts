import { type Selectable, sql } from "kysely";
import type { CampaignProblem, Outcome, RowState } from "../domain/campaign.ts";
import type { JsonObject } from "../lib/json.ts";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** A row of a campaign. */
export type CampaignRowEntry = Selectable<Schema["campaign_rows"]>;

/** A row to be stored. */
export interface RowToStore {
  number: number;
  address: string;
  context: JsonObject;
  external_id: string | null;
  time_zone: string | null;
  /** Why it cannot be begun; null when it can. */
  problem: CampaignProblem | null;
}

/** Returns the number of a campaign's last row; 0 without any. */
export async function lastRowNumber(transaction: Database, campaignId: string): Promise<number> {
  const { last } = await transaction
    .selectFrom("campaign_rows")
    .select((eb) => eb.fn.max("number").as("last"))
    .where("campaign_id", "=", campaignId)
    .executeTakeFirstOrThrow();
  return last ?? 0;
}

/** Finds which of those addresses a campaign has already, with the numbers of their rows. */
export async function findRowsOf(
  transaction: Database,
  campaignId: string,
  addresses: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ address: string; number: number }>`
    select address, number from campaign_rows
    where campaign_id = ${campaignId} and address = any(${addresses}::text[])
  `.execute(transaction);
  return new Map(rows.map(({ address, number }) => [address, number]));
}

/** Stores rows. To be run under the campaign's lock, with addresses and numbers that it does not have. */
export async function insertRows(
  transaction: Database,
  campaignId: string,
  rows: readonly RowToStore[],
): Promise<void> {
  const column = <Value>(value: (row: RowToStore) => Value) => rows.map(value);
  await sql`
    insert into campaign_rows (campaign_id, number, address, context, external_id, time_zone, state, reason)
    select ${campaignId}, n.number, n.address, n.context, n.external_id, n.time_zone,
      case when n.reason is null then 'pending' else 'refused' end, n.reason
    from unnest(
      ${column(({ number }) => number)}::integer[],
      ${column(({ address }) => address)}::text[],
      ${column(({ context }) => JSON.stringify(context))}::jsonb[],
      ${column(({ external_id }) => external_id)}::text[],
      ${column(({ time_zone }) => time_zone)}::text[],
      ${column(({ problem }) => problem && JSON.stringify(problem))}::jsonb[]
    ) as n (number, address, context, external_id, time_zone, reason)
  `.execute(transaction);
}

/** A row with the conversations that were begun for it, and what the agent noted in the last of them. */
export interface ShownRow extends CampaignRowEntry {
  conversation_ids: string[];
  custom_fields: JsonObject | null;
}

/** Lists rows in their order, at most `limit` from after `after` on; of one state, where it is given. */
export async function listRows(
  database: Database,
  { campaignId, state }: { campaignId: string; state?: RowState | undefined },
  { after, limit }: { after: number; limit: number },
): Promise<ShownRow[]> {
  const ofState = state === undefined ? sql`true` : sql`r.state = ${state}`;
  const { rows } = await sql<ShownRow>`
    select r.*, c.custom_fields, coalesce(a.ids, '{}') as conversation_ids
    from campaign_rows r
    left join conversations c on c.id = r.conversation_id
    left join lateral (
      select array_agg(conversation_id order by attempt) as ids from campaign_attempts a
      where a.campaign_id = r.campaign_id and a.row_number = r.number and a.begun_at is not null
    ) a on true
    where r.campaign_id = ${campaignId} and r.number > ${after} and ${ofState}
    order by r.number limit ${limit}
  `.execute(database);
  return rows;
}

/** Lists the names of the custom fields that a campaign's last conversations have, at most `limit`. */
export async function listFieldNames(database: Database, campaignId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct jsonb_object_keys(c.custom_fields) as name
    from campaign_rows r join conversations c on c.id = r.conversation_id
    where r.campaign_id = ${campaignId} order by name limit ${limit}
  `.execute(database);
  return rows.map(({ name }) => name);
}

/** Lists rows that are due now, at most `limit`, those that are longest due first. */
export async function listDueRows(database: Database, campaignId: string, limit: number): Promise<CampaignRowEntry[]> {
  return database
    .selectFrom("campaign_rows")
    .selectAll()
    .where("campaign_id", "=", campaignId)
    .where("state", "in", ["pending", "waiting"])
    .where("due_at", "<=", sql<Date>`clock_timestamp()`)
    .orderBy("due_at")
    .orderBy("number")
    .limit(limit)
    .execute();
}

/** Says in how many ms the first row is due of those that are to be begun at some time; null without any. */
export async function readNextDue(transaction: Database, campaignId: string): Promise<number | null> {
  const { rows } = await sql<{ due_in: number | null }>`
    select extract(epoch from min(due_at) - clock_timestamp())::float8 * 1000 as due_in
    from campaign_rows where campaign_id = ${campaignId} and state in ('pending', 'waiting')
  `.execute(transaction);
  return rows[0]?.due_in ?? null;
}

/** Has rows looked at later, those of them that still wait. */
export async function deferRows(
  transaction: Database,
  campaignId: string,
  rows: readonly { number: number; at: Date }[],
): Promise<void> {
  await sql`
    update campaign_rows r set due_at = n.at
    from unnest(
      ${rows.map(({ number }) => number)}::integer[], ${rows.map(({ at }) => at.toISOString())}::timestamptz[]
    ) as n (number, at)
    where r.campaign_id = ${campaignId} and r.number = n.number and r.state in ('pending', 'waiting')
  `.execute(transaction);
}

/** Has all rows that wait looked at when they were to begin: the hours may have changed. */
export async function undeferRows(transaction: Database, campaignId: string): Promise<void> {
  await sql`
    update campaign_rows set due_at = wanted_at
    where campaign_id = ${campaignId} and state in ('pending', 'waiting') and due_at <> wanted_at
  `.execute(transaction);
}

/** Cancels all rows that wait. */
export async function cancelWaiting(transaction: Database, campaignId: string): Promise<void> {
  await sql`
    update campaign_rows set state = 'cancelled', updated_at = now()
    where campaign_id = ${campaignId} and state in ('pending', 'waiting')
  `.execute(transaction);
}

/** What becomes of a row whose conversation is over, or was never begun. */
export interface SettledRow {
  number: number;
  state: RowState;
  outcome: Outcome | null;
  reason: CampaignProblem | null;
  /** In how many ms it is to begin once more; null when it is not. */
  again: number | null;
}

/** Notes what becomes of rows. */
export async function settleRows(
  transaction: Database,
  campaignId: string,
  rows: readonly SettledRow[],
): Promise<void> {
  await sql`
    update campaign_rows r set state = n.state, outcome = coalesce(n.outcome, r.outcome), reason = n.reason, updated_at = now(),
      tried = case when n.outcome is null then r.tried
        else r.tried || jsonb_build_object(n.outcome, coalesce((r.tried->>n.outcome)::integer, 0) + 1) end,
      wanted_at = case when n.again is null then r.wanted_at else n.at end,
      due_at = case when n.again is null then r.due_at else n.at end
    from (
      select *, clock_timestamp() + again * interval '1 millisecond' as at from unnest(
        ${rows.map(({ number }) => number)}::integer[], ${rows.map(({ state }) => state)}::text[],
        ${rows.map(({ outcome }) => outcome)}::text[],
        ${rows.map(({ reason }) => reason && JSON.stringify(reason))}::jsonb[],
        ${rows.map(({ again }) => again)}::float8[]
      ) as given (number, state, outcome, reason, again)
    ) as n
    where r.campaign_id = ${campaignId} and r.number = n.number
  `.execute(transaction);
}

/** Finds a row; undefined without one. */
export async function findRow(
  database: Database,
  campaignId: string,
  number: number,
): Promise<CampaignRowEntry | undefined> {
  return database
    .selectFrom("campaign_rows")
    .selectAll()
    .where("campaign_id", "=", campaignId)
    .where("number", "=", number)
    .executeTakeFirst();
}
