import { findCampaign } from "../db/campaigns.ts";
import { findConversation } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { CAMPAIGN_CANCELLED } from "../domain/campaign-rules.ts";
import { openUnlessOver } from "./conversation-jobs.ts";
import type { JobKind, JobResult } from "./jobs.ts";
import type { LiveConversations } from "./live-conversations.ts";

/** The kind of the jobs that end what a cancelled campaign has queued; their subject is the conversation. */
export const END_QUEUED_OF_CAMPAIGN = "end_queued_of_campaign";

const CONCURRENCY = 16;
const DONE: JobResult = { again: null, did: null };
const FAILURE = {
  code: CAMPAIGN_CANCELLED,
  message: "The campaign that it is part of was cancelled before it began.",
};

/** Makes the job that ends a conversation which its cancelled campaign has queued; one that rings or is held goes on. */
export function endQueuedOfCampaign(services: { database: Database; live: Pick<LiveConversations, "open"> }): JobKind {
  const { database, live } = services;
  return {
    kind: END_QUEUED_OF_CAMPAIGN,
    concurrency: CONCURRENCY,
    perPool: CONCURRENCY,
    run: async ({ subject }) => {
      const row = await findConversation(database, subject);
      if (row?.status !== "queued" || row.campaign_id === null) return DONE;
      if ((await findCampaign(database, row.campaign_id))?.status !== "cancelled") return DONE;
      const conversation = await openUnlessOver(live, subject);
      if (!conversation || conversation.state.status !== "queued" || conversation.isJoined) return DONE;
      await conversation.fail(FAILURE);
      return { again: null, did: "ended, its campaign was cancelled" };
    },
  };
}
