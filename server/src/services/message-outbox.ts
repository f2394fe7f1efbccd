import type { CompiledQuery } from "kysely";
import type { ConversationRow } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { addToDraft, releaseDraft } from "../db/message-lanes.ts";
import type { EventEnvelope } from "../domain/event.ts";
import type { ServerPayload } from "../domain/event-payloads.ts";
import { newId } from "../domain/ids.ts";
import { boundedText, type CarriedChannel, type Parties, partiesOf } from "../domain/message.ts";
import type { Jobs } from "./jobs.ts";
import type { OutboxFactory } from "./outboxes.ts";

const NOTHING: readonly CompiledQuery[] = [];

interface Services {
  database: Database;
  jobs: Pick<Jobs, "announce">;
}

/** What was finished and what was cut off are two paragraphs, or one that goes on where a model broke off. */
const BETWEEN = { finished: "\n\n", cutOff: " " } as const;

/**
 * Makes what writes the messages of a conversation over a carrier: what the agent says in a turn is gathered, in the
 * transaction of each event, into one message, which the end of the turn lets be sent. A turn that the person cuts short
 * by writing ends nothing: what it had finished waits for the turn that answers both.
 */
export function messageOutbox(services: Services): OutboxFactory {
  return (row) => {
    const parties = partiesOf(row.channel, row.direction);
    if (parties === null || row.channel_type === "phone") return null;
    const carried: Carried = {
      row,
      parties,
      channel: row.channel_type as CarriedChannel,
      separator: BETWEEN.finished,
    };
    return {
      record: (events) => statementsOf(services.database, carried, events),
      committed: () => services.jobs.announce(),
    };
  };
}

interface Carried {
  row: ConversationRow;
  parties: Parties;
  channel: CarriedChannel;
  /** What comes between what was said last and what is said next. */
  separator: string;
}

function statementsOf(
  database: Database,
  carried: Carried,
  events: readonly EventEnvelope[],
): readonly CompiledQuery[] {
  const statements: CompiledQuery[] = [];
  let hasFinished = false;
  for (const { id, payload } of events) {
    if (payload.type === "agent.message.completed" && payload.text.trim() !== "") {
      hasFinished ||= !payload.interrupted;
      statements.push(addToDraft(database, draftOf(carried, id, payload.text)));
      // Of what the person cut off nothing is recorded here, since nobody had seen it: a fault did it.
      carried.separator = payload.interrupted ? BETWEEN.cutOff : BETWEEN.finished;
    }
    if (!isComplete(payload, hasFinished)) continue;
    statements.push(releaseDraft(database, carried.row.id));
    carried.separator = BETWEEN.finished;
  }
  return statements.length === 0 ? NOTHING : statements;
}

/**
 * Tells whether the agent has said what it has to say. A turn that broke counts as interrupted, too, but ends with an
 * apology (`hasFinished`).
 */
function isComplete(payload: ServerPayload, hasFinished: boolean): boolean {
  if (payload.type === "conversation.ended") return true;
  return payload.type === "agent.turn.metrics" && (!payload.interrupted || hasFinished);
}

function draftOf({ row, parties, channel, separator }: Carried, eventId: string, text: string) {
  return {
    id: newId("msg"),
    conversationId: row.id,
    livemode: row.livemode,
    channel,
    eventId,
    from: parties.ours,
    to: parties.theirs,
    separator,
    text: boundedText(text.trim()),
  };
}
