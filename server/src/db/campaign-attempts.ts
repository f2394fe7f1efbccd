import { type CompiledQuery, type Selectable, sql } from "kysely";
import type { CampaignProblem, Outcome, Tried } from "../domain/campaign.ts";
import { TERMINAL_STATUSES } from "../domain/conversation.ts";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** A conversation of a campaign's row. */
export type CampaignAttempt = Selectable<Schema["campaign_attempts"]>;

/** A conversation that is to be begun for a row. */
export interface Reservation {
  conversationId: string;
  number: number;
}

/**
 * Reserves the conversations of rows that wait, before any of them is begun. To be run under the campaign's lock: a row
 * is never reserved twice at once.
 */
export async function reserveAttempts(
  transaction: Database,
  campaignId: string,
  reservations: readonly Reservation[],
): Promise<void> {
  await sql`
    with reserved as (
      update campaign_rows r set state = 'begun', attempts = r.attempts + 1, conversation_id = n.id, updated_at = now()
      from unnest(
        ${reservations.map(({ number }) => number)}::integer[],
        ${reservations.map(({ conversationId }) => conversationId)}::text[]
      ) as n (number, id)
      where r.campaign_id = ${campaignId} and r.number = n.number and r.state in ('pending', 'waiting')
      returning r.number, r.attempts, r.conversation_id
    )
    insert into campaign_attempts (conversation_id, campaign_id, row_number, attempt)
    select conversation_id, ${campaignId}, number, attempts from reserved
  `.execute(transaction);
}

/** Lists the conversations that are reserved and not certainly begun, the first reserved first. */
export async function listReserved(database: Database, campaignId: string): Promise<CampaignAttempt[]> {
  return database
    .selectFrom("campaign_attempts")
    .selectAll()
    .where("campaign_id", "=", campaignId)
    .where("settled_at", "is", null)
    .where("begun_at", "is", null)
    .orderBy("reserved_at")
    .orderBy("row_number")
    .execute();
}

/** Notes that a conversation is there. */
export async function noteBegun(database: Database, conversationId: string): Promise<void> {
  await database
    .updateTable("campaign_attempts")
    .set({ begun_at: sql<Date>`clock_timestamp()` })
    .where("conversation_id", "=", conversationId)
    .where("begun_at", "is", null)
    .execute();
}

/** Takes back the reservation of a conversation that was never begun. Returns whether there was one. */
export async function releaseAttempt(transaction: Database, conversationId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    with released as (
      delete from campaign_attempts where conversation_id = ${conversationId} and begun_at is null
      returning campaign_id, row_number
    ), freed as (
      update campaign_rows r set attempts = r.attempts - 1, updated_at = now(), conversation_id = (
        select a.conversation_id from campaign_attempts a
        where a.campaign_id = r.campaign_id and a.row_number = r.number and a.conversation_id <> ${conversationId}
        order by a.attempt desc limit 1
      )
      from released where r.campaign_id = released.campaign_id and r.number = released.row_number
    )
    select true as found from released
  `.execute(transaction);
  return rows.length > 0;
}

/** Notes, in the transaction that ends a conversation, that it is over. */
export function noteOver(database: Database, conversationId: string): CompiledQuery {
  return sql`update campaign_attempts set is_over = true where conversation_id = ${conversationId}`.compile(database);
}

/** Notes of conversations that are over, or gone, that they are: of those whose end nobody told of. */
export async function sweepAttempts(transaction: Database, campaignId: string): Promise<void> {
  await sql`
    update campaign_attempts a set is_over = true
    where a.campaign_id = ${campaignId} and a.settled_at is null and a.begun_at is not null and not a.is_over
      and not exists (
        select from conversations c
        where c.id = a.conversation_id and c.status <> all(${[...TERMINAL_STATUSES]}::text[])
      )
  `.execute(transaction);
}

/** A conversation that is over and not taken into account; without a status it was deleted. */
export interface OverAttempt {
  conversation_id: string;
  row_number: number;
  tried: Tried;
  status: Outcome | null;
  failure_reason: CampaignProblem | null;
}

/** Lists conversations that are over and not taken into account, at most `limit`. */
export async function listOver(transaction: Database, campaignId: string, limit: number): Promise<OverAttempt[]> {
  const { rows } = await sql<OverAttempt>`
    select a.conversation_id, a.row_number, r.tried, c.status, c.failure_reason
    from campaign_attempts a
    join campaign_rows r on r.campaign_id = a.campaign_id and r.number = a.row_number
    left join conversations c on c.id = a.conversation_id
    where a.campaign_id = ${campaignId} and a.settled_at is null and a.is_over
    limit ${limit}
  `.execute(transaction);
  return rows;
}

/** Notes that conversations that are over were taken into account. */
export async function settleAttempts(
  transaction: Database,
  attempts: readonly { conversation_id: string; status: Outcome | null }[],
): Promise<void> {
  await sql`
    update campaign_attempts a
    set settled_at = clock_timestamp(), outcome = n.outcome, begun_at = coalesce(a.begun_at, clock_timestamp())
    from unnest(
      ${attempts.map(({ conversation_id }) => conversation_id)}::text[], ${attempts.map(({ status }) => status)}::text[]
    ) as n (id, outcome)
    where a.conversation_id = n.id
  `.execute(transaction);
}

/** What of a campaign counts against its pacing. */
export interface PaceCount {
  /** Conversations that were begun in the time, or are reserved and may be begun at any moment. */
  begunLately: number;
  /** Conversations that are not over. */
  underWay: number;
  /** In how many ms the first of those that were begun in the time no longer counts; null without any. */
  freesIn: number | null;
}

/** Counts what counts against a campaign's pacing over the last `window` ms. To be asked under its lock. */
export async function readPace(transaction: Database, campaignId: string, window: number): Promise<PaceCount> {
  const { rows } = await sql<{ begun_lately: number; under_way: number; frees_in: number | null }>`
    with lately as (
      select begun_at from campaign_attempts
      where campaign_id = ${campaignId} and begun_at > clock_timestamp() - ${window} * interval '1 millisecond'
    ), open as (
      select begun_at from campaign_attempts where campaign_id = ${campaignId} and settled_at is null
    )
    select (select count(*) from lately)::integer
        + (select count(*) from open where begun_at is null)::integer as begun_lately,
      (select count(*) from open)::integer as under_way,
      (select extract(epoch from min(begun_at) - clock_timestamp())::float8 * 1000 + ${window}::float8 from lately)
        as frees_in
  `.execute(transaction);
  const { begun_lately, under_way, frees_in } = rows[0] as (typeof rows)[number];
  return { begunLately: begun_lately, underWay: under_way, freesIn: frees_in };
}

/** Lists the conversations of a campaign that have not begun to be held. */
export async function listQueued(transaction: Database, campaignId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from campaign_attempts a join conversations c on c.id = a.conversation_id
    where a.campaign_id = ${campaignId} and a.settled_at is null and c.status = 'queued'
  `.execute(transaction);
  return rows.map(({ id }) => id);
}
