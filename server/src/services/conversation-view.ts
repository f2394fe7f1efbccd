import type { ConversationRow } from "../db/conversations.ts";
import type { ConversationItem } from "../domain/conversation.ts";
import type { EventOrigin } from "../domain/event.ts";
import { versionId } from "../domain/ids.ts";

/** Shows a conversation as lists do. */
export function itemOf(row: ConversationRow): ConversationItem {
  const { id, customer_id, channel_type, livemode, direction, status, failure_reason, custom_fields, sentiment } = row;
  const { scheduled_at, started_at, completed_at } = row;
  const duration = completed_at && (started_at ? (completed_at.getTime() - started_at.getTime()) / 1000 : 0);
  return {
    id,
    agent_id: versionId(row.agent_id, row.agent_version),
    customer_id,
    channel_type,
    livemode,
    created_at: row.created_at.toISOString(),
    scheduled_at: scheduled_at?.toISOString() ?? null,
    started_at: started_at?.toISOString() ?? null,
    completed_at: completed_at?.toISOString() ?? null,
    direction,
    status,
    failure_reason,
    custom_fields,
    duration_sec: duration,
    sentiment,
    campaign_id: row.campaign_id,
  };
}

/** Returns what all events of a conversation share. */
export function originOf(row: ConversationRow): EventOrigin {
  return {
    agent_id: versionId(row.agent_id, row.agent_version),
    livemode: row.livemode,
    conversation_id: row.id,
  };
}
