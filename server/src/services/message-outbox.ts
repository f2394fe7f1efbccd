import type { CompiledQuery } from "kysely";
import type { ConversationRow } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { addToDraft, releaseDraft } from "../db/message-lanes.ts";
import type { EventEnvelope } from "../domain/event.ts";
import { newId } from "../domain/ids.ts";
import { boundedText, type CarriedChannel, type Parties, partiesOf } from "../domain/message.ts";
import type { Jobs } from "./jobs.ts";
import type { OutboxFactory } from "./outboxes.ts";

const NOTHING: readonly CompiledQuery[] = [];

interface Services {
  database: Database;
  jobs: Pick<Jobs, "announce">;
}

/**
 * Makes what writes the messages of a conversation over a carrier: what the agent says in a turn is gathered, in the
 * transaction of each event, into one message, which the end of the turn lets be sent. Words of a turn that the person
 * cut short by writing wait for the turn that answers both; an unfinished sentence, which nobody got, is left out.
 */
export function messageOutbox(services: Services): OutboxFactory {
  return (row) => {
    const parties = partiesOf(row.channel, row.direction);
    if (parties === null) return null;
    const carried = { row, parties, channel: row.channel_type as CarriedChannel };
    return {
      record: (events) => events.flatMap((event) => statementsOf(services.database, carried, event)),
      committed: () => services.jobs.announce(),
    };
  };
}

interface Carried {
  row: ConversationRow;
  parties: Parties;
  channel: CarriedChannel;
}

function statementsOf(database: Database, carried: Carried, event: EventEnvelope): readonly CompiledQuery[] {
  const { payload } = event;
  switch (payload.type) {
    case "agent.message.completed":
      return payload.interrupted || payload.text.trim() === ""
        ? NOTHING
        : [addToDraft(database, draftOf(carried, event.id, payload.text))];
    case "agent.turn.metrics":
      return payload.interrupted ? NOTHING : [releaseDraft(database, carried.row.id)];
    case "conversation.ended":
      return [releaseDraft(database, carried.row.id)];
    default:
      return NOTHING;
  }
}

function draftOf({ row, parties, channel }: Carried, eventId: string, text: string) {
  return {
    id: newId("msg"),
    conversationId: row.id,
    livemode: row.livemode,
    channel,
    eventId,
    from: parties.ours,
    to: parties.theirs,
    text: boundedText(text.trim()),
  };
}
