import {
  type CampaignAttempt,
  listOver,
  listQueued,
  listReserved,
  type OverAttempt,
  type PaceCount,
  readPace,
  releaseAttempt,
  reserveAttempts,
  settleAttempts,
  sweepAttempts,
} from "../db/campaign-attempts.ts";
import { deferRows, readNextDue, type SettledRow, settleRows } from "../db/campaign-rows.ts";
import { type CampaignEntry, findCampaign, lockCampaign, RUN_CAMPAIGN, updateCampaign } from "../db/campaigns.ts";
import { findConversation } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { orderJobs } from "../db/jobs.ts";
import type { Outcome } from "../domain/campaign.ts";
import { afterAttempt, nextCampaignMove, PACING_WINDOW, roomToBegin } from "../domain/campaign-rules.ts";
import { newId } from "../domain/ids.ts";
import { type Begun, beginReserved, type CampaignBeginningServices, pauseCampaign } from "./campaign-beginnings.ts";
import { END_QUEUED_OF_CAMPAIGN } from "./campaign-cancelling.ts";
import { type Forecast, forecastOf } from "./campaign-forecast.ts";
import type { ContactTimes } from "./contact-times.ts";
import type { JobKind, JobResult, Jobs } from "./jobs.ts";

/** What campaigns are advanced with. */
export interface CampaignServices extends CampaignBeginningServices {
  contactTimes: ContactTimes;
  jobs: Pick<Jobs, "announce">;
  /** Is told how each conversation ended. */
  onEnded(outcome: Outcome): void;
}

const SETTLED_AT_ONCE = 100;
/** How many conversations are reserved and not begun at most, so that a pause is heeded soon. */
const RESERVED_AT_ONCE = 24;
/** The end of each conversation wakes its campaign. This is for a wake-up that never came, for whatever reason. */
const LOOK_AGAIN_AFTER = 60_000;
/** After how long what could not be begun is tried again, in ms. */
const TRY_AGAIN = 1_000;
const DONE: JobResult = { again: null, did: null };

/**
 * Makes the job that advances a campaign: takes into account which conversations are over, reserves the conversations of
 * as many rows as may be begun now, and begins those. What is reserved is one transaction under the campaign's lock, and
 * a process that dies leaves its reservations to be begun under the same ids, so that no row is lost and none begun twice.
 */
export function campaignSteps(services: CampaignServices): JobKind {
  return {
    kind: RUN_CAMPAIGN,
    concurrency: 8,
    perPool: 8,
    run: ({ subject }, signal) => advance(services, subject, signal),
  };
}

async function advance(services: CampaignServices, id: string, signal: AbortSignal): Promise<JobResult> {
  const { database, jobs } = services;
  const campaign = await findCampaign(database, id);
  if (campaign === undefined || campaign.ended_at !== null) return DONE;
  const forecast = campaign.status === "running" ? await forecastOf(services, campaign) : null;
  if (forecast?.problem) await pauseCampaign(database, id, forecast.problem);
  const step = await database.transaction().execute((transaction) => takeStep(transaction, id, forecast));
  if (campaign.status === "cancelled") jobs.announce();
  for (const outcome of step.ended) services.onEnded(outcome);
  const begun = await beginReserved(services, { campaign, reserved: step.reserved }, signal);
  return { again: againAfter(step, begun), did: didOf(begun.begun, step) };
}

/** What was refused frees its place at once; what could not be begun is tried again soon. */
function againAfter({ again, reserved }: Step, { begun, isToRepeat }: Begun): number | null {
  if (isToRepeat) return Math.min(again ?? TRY_AGAIN, TRY_AGAIN);
  return again !== null && begun < reserved.length ? 0 : again;
}

function didOf(begun: number, { ended, status }: Step): string | null {
  const parts = [
    begun > 0 ? `began ${begun}` : null,
    ended.length > 0 ? `noted ${ended.length} that ended` : null,
    status,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}

interface Step {
  /** In how many ms to look again; null for when somebody orders it. */
  again: number | null;
  /** How conversations ended that were taken into account. */
  ended: readonly Outcome[];
  /** What is to be begun now. */
  reserved: readonly CampaignAttempt[];
  /** How the campaign ended; null while it goes on. */
  status: string | null;
}

const NOTHING: Step = { again: null, ended: [], reserved: [], status: null };

async function takeStep(transaction: Database, id: string, forecast: Forecast | null): Promise<Step> {
  const campaign = await lockCampaign(transaction, id);
  if (campaign === undefined || campaign.ended_at !== null) return NOTHING;
  await sweepNowAndThen(transaction, campaign);
  const over = await settleOver(transaction, campaign);
  const ended = over.flatMap(({ status }) => status ?? []);
  if (over.length === SETTLED_AT_ONCE) return { ...NOTHING, again: 0, ended };
  if (campaign.status === "cancelled") await cancelUnbegun(transaction, id);
  return { ...(await goOn(transaction, campaign, forecast)), ended };
}

/** Takes the next step of a campaign, of which all that is over was taken into account. */
async function goOn(transaction: Database, campaign: CampaignEntry, forecast: Forecast | null): Promise<Step> {
  const { id, status } = campaign;
  if (forecast && forecast.later.length > 0) await deferRows(transaction, id, forecast.later);
  const pace = await readPace(transaction, id, PACING_WINDOW);
  const isAnyLeft = (await readNextDue(transaction, id)) !== null;
  const move = nextCampaignMove({ status, isAnyLeft, underWay: pace.underWay });
  if (move.type === "end") {
    await updateCampaign(transaction, id, { status: move.status, ended_at: new Date() });
    return { ...NOTHING, status: move.status };
  }
  const isAtRest = status !== "running" && pace.underWay === 0;
  const begins = move.type === "begin" && forecast !== null;
  const later = begins ? await reserve(transaction, campaign, { forecast, pace }) : LOOK_AGAIN_AFTER;
  return { ...NOTHING, again: isAtRest ? null : later, reserved: await listReserved(transaction, id) };
}

async function sweepNowAndThen(transaction: Database, { id, swept_at }: CampaignEntry): Promise<void> {
  const now = new Date();
  if (now.getTime() - swept_at.getTime() < LOOK_AGAIN_AFTER) return;
  await sweepAttempts(transaction, id);
  await updateCampaign(transaction, id, { swept_at: now });
}

/** Takes a portion of the conversations into account that are over. */
async function settleOver(transaction: Database, campaign: CampaignEntry): Promise<OverAttempt[]> {
  const over = await listOver(transaction, campaign.id, SETTLED_AT_ONCE);
  if (over.length === 0) return over;
  await settleRows(
    transaction,
    campaign.id,
    over.map((attempt) => settledOf(attempt, campaign)),
  );
  await settleAttempts(transaction, over);
  return over;
}

const DELETED = { code: "conversation_deleted", message: "Its conversation was deleted." };

function settledOf(
  { row_number: number, status, failure_reason, tried }: OverAttempt,
  campaign: CampaignEntry,
): SettledRow {
  if (status === null) return { number, state: "cancelled", outcome: null, reason: DELETED, again: null };
  const outcome = status;
  const all = { ...tried, [outcome]: (tried[outcome] ?? 0) + 1 };
  const after = afterAttempt({ outcome, failure: failure_reason, tried: all }, campaign);
  const settled = { number, outcome, reason: failure_reason, again: null };
  switch (after.type) {
    case "retry":
      return { ...settled, state: "waiting", again: after.afterMs };
    case "done":
    case "refused":
    case "cancelled":
      return { ...settled, state: after.type };
  }
}

/** Takes back what is reserved and not begun, and has conversations ended that wait to be. */
async function cancelUnbegun(transaction: Database, id: string): Promise<void> {
  for (const { conversation_id, row_number: number } of await listReserved(transaction, id)) {
    if (await findConversation(transaction, conversation_id)) continue;
    await releaseAttempt(transaction, conversation_id);
    await settleRows(transaction, id, [{ number, state: "cancelled", outcome: null, reason: null, again: null }]);
  }
  const queued = await listQueued(transaction, id);
  if (queued.length === 0) return;
  const orders = queued.map((subject) => ({ kind: END_QUEUED_OF_CAMPAIGN, subject }));
  await transaction.executeQuery(orderJobs(transaction, orders));
}

/** Reserves as many rows as there is room for. Returns in how many ms to look again. */
async function reserve(
  transaction: Database,
  { id, pacing }: CampaignEntry,
  { forecast, pace }: { forecast: Forecast; pace: PaceCount },
): Promise<number> {
  const room = roomToBegin(pacing, pace);
  const unbegun = (await listReserved(transaction, id)).length;
  const taken = forecast.ready.slice(0, Math.min(room, Math.max(0, RESERVED_AT_ONCE - unbegun)));
  if (taken.length > 0) {
    const reservations = taken.map((number) => ({ number, conversationId: newId("conv") }));
    await reserveAttempts(transaction, id, reservations);
  }
  if (forecast.closedFor > 0) return Math.min(forecast.closedFor, LOOK_AGAIN_AFTER);
  const dueIn = (await readNextDue(transaction, id)) ?? LOOK_AGAIN_AFTER;
  if (room > taken.length) return clamp(forecast.isFull ? 0 : dueIn);
  const isHeldByRate = pacing.per_minute - pace.begunLately <= taken.length;
  return isHeldByRate ? clamp(Math.max(dueIn, pace.freesIn ?? PACING_WINDOW)) : LOOK_AGAIN_AFTER;
}

function clamp(delay: number): number {
  return Math.ceil(Math.min(Math.max(delay, 0), LOOK_AGAIN_AFTER));
}
