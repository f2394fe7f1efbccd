import { Counter } from "prom-client";
import { endQueuedOfCampaign } from "../services/campaign-cancelling.ts";
import { campaignSteps } from "../services/campaign-steps.ts";
import { Campaigns } from "../services/campaigns.ts";
import type { Channels } from "../services/channels.ts";
import type { JobKind, Jobs } from "../services/jobs.ts";
import type { LiveConversations } from "../services/live-conversations.ts";
import type { ConversationServices } from "./conversations.ts";
import type { Started } from "./started.ts";

/** Lists of conversations to begin. */
export interface CampaignRoom {
  campaigns: Campaigns;
  /** The job that begins their conversations, which any process can do. */
  jobKinds: readonly JobKind[];
  /** The job that ends what a cancelled one has queued, which is done where a conversation is held. */
  endingKinds: readonly JobKind[];
}

interface Parts extends Started, ConversationServices {
  jobs: Jobs;
  live: LiveConversations;
  channels: Channels;
}

/** Makes campaigns something that can be made, started and stopped. */
export function campaignsOf(parts: Parts): CampaignRoom {
  const { registry } = parts.metrics;
  const begun = new Counter({
    name: "operator_campaign_conversations_begun_total",
    help: "Conversations that campaigns began.",
    registers: [registry],
  });
  const ended = new Counter({
    name: "operator_campaign_conversations_ended_total",
    help: "Conversations of campaigns that ended, by how.",
    labelNames: ["status"],
    registers: [registry],
  });
  const steps = campaignSteps({
    ...parts,
    onBegun: () => begun.inc(),
    onEnded: (status) => ended.inc({ status }),
  });
  return { campaigns: new Campaigns(parts), jobKinds: [steps], endingKinds: [endQueuedOfCampaign(parts)] };
}
