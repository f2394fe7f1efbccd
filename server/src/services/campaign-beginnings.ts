import { type CampaignAttempt, noteBegun, releaseAttempt } from "../db/campaign-attempts.ts";
import { type CampaignRowEntry, findRow, settleRows } from "../db/campaign-rows.ts";
import { type CampaignEntry, lockCampaign, updateCampaign } from "../db/campaigns.ts";
import { findConversation } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import type { CampaignProblem } from "../domain/campaign.ts";
import { channelOf, contextOfRow } from "../domain/campaign-rules.ts";
import { isPassing, isRefusal, OperatorError, reasonOf } from "../domain/error.ts";
import type { Beginnings } from "./beginnings.ts";
import { agentOfCampaign } from "./campaign-agent.ts";
import { type Channels, prepareChannel } from "./channels.ts";
import { addressIn } from "./conversations.ts";
import type { TestAddresses } from "./test-addresses.ts";

/** What the conversations of campaigns are begun with. */
export interface CampaignBeginningServices {
  database: Database;
  beginnings: Pick<Beginnings, "begin">;
  channels: Channels;
  testAddresses: TestAddresses;
  /** Is told of every conversation that was begun. */
  onBegun(): void;
}

/** How many are begun side by side: webhook endpoints may be asked about each, and take seconds. */
const SIDE_BY_SIDE = 8;

/** What stands in the way of every row alike: the campaign is paused, and no row is refused for it. */
const FAULTS_OF_CAMPAIGN = ["not_found", "not_released", "model_unavailable", "invalid_config", "channel_unavailable"];

/** How beginning reserved conversations came out. */
export interface Begun {
  begun: number;
  /** Whether some could not be begun, and are to be tried again. */
  isToRepeat: boolean;
}

/**
 * Begins the conversations that are reserved for a campaign's rows, each under its reserved id, so that one that was begun
 * by a process that died is seen and not begun again. A row that cannot be reached is refused; what stands in the way of
 * all of them pauses the campaign. Throws what is a fault of ours, once the others were seen to.
 */
export async function beginReserved(
  services: CampaignBeginningServices,
  { campaign, reserved }: { campaign: CampaignEntry; reserved: readonly CampaignAttempt[] },
  signal: AbortSignal,
): Promise<Begun> {
  const waiting = [...reserved];
  const result = { begun: 0, isToRepeat: false };
  const faults: unknown[] = [];
  let isPaused = false;
  const work = async () => {
    for (let next = waiting.shift(); next && !isPaused && !signal.aborted; next = waiting.shift()) {
      try {
        const outcome = await beginOne(services, campaign, next);
        if (outcome === "begun") result.begun += 1;
        if (outcome === "again") result.isToRepeat = true;
        if (outcome === "paused") isPaused = true;
      } catch (error) {
        faults.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  if (isPaused) await releaseRest(services.database, campaign.id, waiting);
  if (faults.length > 0) throw faults[0];
  return result;
}

type OneBegun = "begun" | "again" | "refused" | "paused";

async function beginOne(
  services: CampaignBeginningServices,
  campaign: CampaignEntry,
  attempt: CampaignAttempt,
): Promise<OneBegun> {
  const { database, onBegun } = services;
  const { conversation_id: id, row_number } = attempt;
  const row = await findRow(database, campaign.id, row_number);
  if (!row) return "refused";
  try {
    if (!(await findConversation(database, id))) await begin(services, campaign, { row, id });
  } catch (error) {
    // A process that was taken for dead has begun it in the same moment.
    if (!(error instanceof OperatorError)) {
      if (!(await findConversation(database, id))) throw error;
    } else return refuse(services, campaign, { attempt, error });
  }
  await noteBegun(database, id);
  onBegun();
  return "begun";
}

async function begin(
  services: CampaignBeginningServices,
  { id: campaignId, agent_id, channel: template, livemode }: CampaignEntry,
  { row, id }: { row: CampaignRowEntry; id: string },
): Promise<void> {
  const { database, beginnings, channels, testAddresses } = services;
  const channel = channelOf(template, row.address);
  const reached = addressIn(channel);
  if (reached) await testAddresses.assertReachable({ ...reached, livemode });
  const prepared = await prepareChannel(channels, channel, { livemode });
  await beginnings.begin({
    ...prepared,
    id,
    agent: await agentOfCampaign(database, agent_id),
    livemode,
    direction: "outbound",
    context: contextOfRow(row),
    campaignId,
  });
}

async function refuse(
  { database }: CampaignBeginningServices,
  campaign: CampaignEntry,
  { attempt, error }: { attempt: CampaignAttempt; error: OperatorError },
): Promise<OneBegun> {
  // Somebody writes over the same addresses, and may be done in a moment.
  if (isPassing(error) || isRefusal(error, "conversation_active")) return "again";
  const { conversation_id, row_number: number } = attempt;
  const reason = reasonOf(error);
  if (FAULTS_OF_CAMPAIGN.includes(error.code)) {
    await pauseCampaign(database, campaign.id, reason);
    await releaseRest(database, campaign.id, [attempt]);
    return "paused";
  }
  await database.transaction().execute(async (transaction) => {
    if (!(await releaseAttempt(transaction, conversation_id))) return;
    const settled = error.code === "campaign_status" ? CANCELLED : { state: "refused" as const, reason };
    await settleRows(transaction, campaign.id, [{ number, ...settled, outcome: null, again: null }]);
  });
  return "refused";
}

/** It was cancelled while its rows were being begun. */
const CANCELLED = { state: "cancelled" as const, reason: null };

/** Pauses a campaign that cannot go on, and notes why. */
export async function pauseCampaign(database: Database, id: string, reason: CampaignProblem): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const campaign = await lockCampaign(transaction, id);
    if (campaign?.status !== "running") return;
    const error = JSON.stringify(reason);
    await updateCampaign(transaction, id, { status: "paused", error, updated_at: new Date() });
  });
}

/** Puts rows back whose conversations were not begun, to be begun once the campaign goes on. */
async function releaseRest(database: Database, campaignId: string, rest: readonly CampaignAttempt[]): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    for (const { conversation_id, row_number: number, attempt } of rest) {
      if ((await findConversation(transaction, conversation_id)) !== undefined) continue;
      if (!(await releaseAttempt(transaction, conversation_id))) continue;
      const state = attempt === 1 ? "pending" : "waiting";
      await settleRows(transaction, campaignId, [{ number, state, outcome: null, reason: null, again: null }]);
    }
  });
}
