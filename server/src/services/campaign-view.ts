import type { ShownRow } from "../db/campaign-rows.ts";
import type { CampaignCounts, CampaignEntry } from "../db/campaigns.ts";
import type { Campaign, CampaignChannel, CampaignRow } from "../domain/campaign.ts";

/** Shows a campaign. */
export function campaignShown(row: CampaignEntry, counts: CampaignCounts): Campaign {
  const { id, name, agent_id, channel, livemode, hours, pacing, retries, status, error } = row;
  return {
    id,
    name,
    agent_id,
    channel,
    livemode,
    hours,
    pacing,
    retries,
    status,
    error,
    progress: counts.progress,
    outcomes: counts.outcomes,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}

/** Shows a row of a campaign on such a channel. */
export function campaignRowShown(row: ShownRow, type: CampaignChannel["type"]): CampaignRow {
  const { number, address, context, external_id, time_zone, state, outcome, reason, attempts, conversation_ids } = row;
  const isOpen = state === "pending" || state === "waiting";
  return {
    row: number,
    callee_no: type === "email" ? null : address,
    to: type === "email" ? address : null,
    context,
    external_id,
    time_zone,
    state,
    outcome,
    reason,
    due_at: isOpen ? row.due_at.toISOString() : null,
    attempts,
    conversation_ids,
  };
}
