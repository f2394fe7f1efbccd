import type { ConversationRow } from "../db/conversations.ts";
import type { Outbox } from "./journal.ts";

/** Makes what is to be told of one conversation's events; null when nothing ever is. */
export type OutboxFactory = (row: ConversationRow) => Outbox | null;

/** Makes one outbox of several: what each records stands in the same transaction. */
export function joinOutboxes(outboxes: readonly Outbox[]): Outbox {
  const [only] = outboxes;
  if (only && outboxes.length === 1) return only;
  return {
    record: (events) => outboxes.flatMap((outbox) => outbox.record(events)),
    committed: () => {
      for (const outbox of outboxes) outbox.committed();
    },
  };
}
