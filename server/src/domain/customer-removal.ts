import { z } from "zod";

const count = (what: string) => z.number().int().describe(what);

/** What was removed with a customer. */
export const removedSchema = z
  .object({
    conversations: count("Conversations of any status."),
    events: count("Entries of their logs: what was said and done."),
    turns: count("What was measured of the agents' turns."),
    tool_calls: count("Entries of the ledger of tool calls."),
    procedures: count("Runs of procedural agents over the conversations."),
    procedure_events: count("Entries of the logs of those runs."),
    procedure_batch_items: count("Places of the conversations in runs in bulk."),
    phone_calls: count("Entries of the ledger of telephone calls."),
    campaign_attempts: count("Conversations that campaigns had begun, as those know of them."),
    campaign_rows: count("Rows of campaigns with the customer, those to come included."),
    follow_ups: count("Follow-ups, those to come included."),
    messages: count("Text messages and mails, those that came to no conversation included."),
    recordings: count("Recordings of conversations by voice."),
    recording_chunks: count("Pieces of their audio, of a few seconds each."),
    webhook_deliveries: count("What webhook endpoints were sent, or were to be sent, of the conversations."),
    webhook_attempts: count("Attempts to send it."),
    activities: count("Lines of the log of activities that are about the conversations."),
    idempotency_answers: count("Answers kept for idempotency keys that name the customer or the conversations."),
    merged_customers: count("Former customers that were merged into this one."),
  })
  .describe("How many there were of what was removed, by kind.");

/** What is removed with a customer. */
export type RemovedKind = keyof z.output<typeof removedSchema>;
/** How many there were of what was removed, by kind. */
export type Removed = Record<RemovedKind, number>;

/** How far the deletion of a customer has come. */
export interface CustomerDeletion {
  /** How many there were of what was removed so far; a kind of which nothing was is absent. */
  removed: Partial<Removed>;
  /** The numbers and mail addresses whose messages are removed even where they never came to a conversation. */
  addresses: string[];
}

/** Adds up what was removed at two times. */
export function addRemoved(one: Partial<Removed>, other: Partial<Removed>): Removed {
  const kinds = Object.keys(removedSchema.shape) as RemovedKind[];
  return Object.fromEntries(kinds.map((kind) => [kind, (one[kind] ?? 0) + (other[kind] ?? 0)])) as Removed;
}
