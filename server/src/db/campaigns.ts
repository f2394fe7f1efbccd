import { type CompiledQuery, type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { CampaignOutcomes, CampaignProgress } from "../domain/campaign.ts";
import type { CursorPosition } from "../domain/cursor.ts";
import type { Database } from "./database.ts";
import { orderJobs } from "./jobs.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";
import { lockPlaces } from "./webhook-deliveries.ts";

/** A campaign's row. */
export type CampaignEntry = Selectable<Schema["campaigns"]>;

/** The kind of the jobs that advance campaigns; their subject is the campaign. */
export const RUN_CAMPAIGN = "run_campaign";

/** Stores a new campaign and returns it. */
export async function insertCampaign(
  transaction: Database,
  row: Insertable<Schema["campaigns"]>,
): Promise<CampaignEntry> {
  return transaction.insertInto("campaigns").values(row).returningAll().executeTakeFirstOrThrow();
}

/** Finds a campaign; undefined without one. */
export async function findCampaign(database: Database, id: string): Promise<CampaignEntry | undefined> {
  return database.selectFrom("campaigns").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Finds a campaign and keeps everyone else from changing it until the transaction ends; undefined without one. */
export async function lockCampaign(transaction: Database, id: string): Promise<CampaignEntry | undefined> {
  return transaction.selectFrom("campaigns").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** Tells whether a campaign goes on, and keeps it from being cancelled or forgotten until the transaction ends. */
export async function holdCampaign(transaction: Database, id: string): Promise<boolean> {
  const campaign = await transaction
    .selectFrom("campaigns")
    .select("status")
    .where("id", "=", id)
    .forShare()
    .executeTakeFirst();
  return campaign !== undefined && campaign.status !== "cancelled";
}

/** Changes a campaign and returns it. */
export async function updateCampaign(
  transaction: Database,
  id: string,
  change: Updateable<Schema["campaigns"]>,
): Promise<CampaignEntry> {
  return transaction.updateTable("campaigns").set(change).where("id", "=", id).returningAll().executeTakeFirstOrThrow();
}

/** Deletes a campaign with its rows. */
export async function deleteCampaign(transaction: Database, id: string): Promise<void> {
  await transaction.deleteFrom("campaigns").where("id", "=", id).execute();
}

/** Lists campaigns newest first, at most `limit` of them, from after `position` on; those of test mode if `testOnly`. */
export async function listCampaigns(
  database: Database,
  { testOnly }: { testOnly: boolean },
  { position, limit }: { position: CursorPosition | null; limit: number },
): Promise<CampaignEntry[]> {
  let query = database.selectFrom("campaigns").selectAll();
  if (testOnly) query = query.where("livemode", "=", false);
  if (position) query = query.where(after(position));
  return query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
}

/**
 * Orders the job that sees what is next for a campaign. Ends of conversations are stored several in one transaction, so
 * that the jobs of several campaigns may be: the lock keeps those who order them from waiting for each other in a circle.
 */
export function wakeCampaign(database: Database, id: string): CompiledQuery[] {
  return [lockPlaces.compile(database), orderJobs(database, [{ kind: RUN_CAMPAIGN, subject: id }])];
}

/** How many rows of a campaign stand where, and how its conversations ended. */
export interface CampaignCounts {
  progress: CampaignProgress;
  outcomes: CampaignOutcomes;
}

const NO_PROGRESS = { rows: 0, pending: 0, waiting: 0, begun: 0, done: 0, refused: 0, cancelled: 0, conversations: 0 };
const NO_OUTCOMES = { completed: 0, voicemail: 0, failed: 0, busy: 0, "no-answer": 0 };

/** Counts the rows of campaigns by where they stand; a campaign without rows has an entry, too. */
export async function countCampaigns(database: Database, ids: readonly string[]): Promise<Map<string, CampaignCounts>> {
  const { rows } = await sql<{
    campaign_id: string;
    state: Exclude<keyof CampaignProgress, "rows" | "conversations">;
    outcome: keyof CampaignOutcomes | null;
    count: number;
    attempts: number;
  }>`
    select campaign_id, state, case when state = 'done' then outcome end as outcome, count(*)::integer as count,
      sum(attempts)::integer as attempts
    from campaign_rows where campaign_id = any(${ids}::text[])
    group by 1, 2, 3
  `.execute(database);
  const counts = new Map<string, CampaignCounts>(
    ids.map((id) => [id, { progress: { ...NO_PROGRESS }, outcomes: { ...NO_OUTCOMES } }]),
  );
  for (const { campaign_id, state, outcome, count, attempts } of rows) {
    const { progress, outcomes } = counts.get(campaign_id) as CampaignCounts;
    progress.rows += count;
    progress[state] += count;
    progress.conversations += attempts;
    if (outcome !== null) outcomes[outcome] += count;
  }
  return counts;
}
