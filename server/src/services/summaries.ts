import type { CompiledQuery } from "kysely";
import type { Database } from "../db/database.ts";
import { recordSummary } from "../db/summaries.ts";
import { type EventOrigin, envelop } from "../domain/event.ts";
import { readSummary, type Summary } from "../domain/summary.ts";
import type { EndHook } from "./procedure-runs.ts";
import type { WebhookOutbox } from "./webhook-outbox.ts";

interface Services {
  database: Database;
  outbox: Pick<WebhookOutbox, "record">;
}

/** A conversation whose summary was written. */
export interface SummedUp extends Summary {
  about: EventOrigin;
  /** The place of its last event. */
  sequence: number;
}

/** Returns what writes a summary down, and what webhook endpoints are to be sent of it, for one transaction. */
export function summaryChanges({ database, outbox }: Services, written: SummedUp): readonly CompiledQuery[] {
  const { about, sequence, summary, sentiment } = written;
  const payload = { type: "conversation.summarized", summary, sentiment } as const;
  const envelope = envelop(about, payload, { sequence, now: new Date() });
  return [recordSummary(database, about.conversation_id, { summary, sentiment }), ...outbox.record([envelope])];
}

/** Writes down what a run has summed up, in the transaction that ends the run. */
export function summaryHook(services: Services): EndHook {
  return ({ row, about }) => {
    if (row.trigger !== "summary" || row.status !== "success" || row.is_trial || about === null) return [];
    const summary = readSummary(row.output);
    return summary === null ? [] : summaryChanges(services, { ...summary, about, sequence: row.up_to_sequence ?? 0 });
  };
}
