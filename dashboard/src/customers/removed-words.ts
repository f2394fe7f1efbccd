import type { Schemas } from "@operator/sdk";

/** How many there were of what was removed, by kind. */
export type Removed = Schemas["DeletedCustomer"]["removed"];

/** What each kind is called. */
const KINDS: Record<keyof Removed, string> = {
  conversations: "Conversations",
  events: "Entries of their logs",
  turns: "Turns that were measured",
  tool_calls: "Tool calls",
  procedures: "Runs of procedural agents",
  procedure_events: "Entries of the logs of runs",
  procedure_batch_items: "Places in bulk runs",
  phone_calls: "Telephone calls",
  campaign_attempts: "Conversations of campaigns",
  campaign_rows: "Rows of campaigns",
  follow_ups: "Follow-ups",
  messages: "Text messages and mails",
  recordings: "Recordings",
  recording_chunks: "Pieces of recordings",
  webhook_deliveries: "Webhook deliveries",
  webhook_attempts: "Attempts to deliver",
  activities: "Lines of the log",
  idempotency_answers: "Answers kept for repeated requests",
  merged_customers: "Customers who were merged into them",
};

/** Lists what was removed, by the names of the kinds; what there was nothing of is left out. */
export function removedLines(removed: Removed): { title: string; count: number }[] {
  return (Object.keys(KINDS) as (keyof Removed)[])
    .filter((kind) => removed[kind] > 0)
    .map((kind) => ({ title: KINDS[kind], count: removed[kind] }));
}
