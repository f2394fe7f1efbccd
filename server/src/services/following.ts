import type { ConversationRow } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { lastSequence } from "../db/events.ts";
import { isTerminal } from "../domain/conversation.ts";
import { isRefusal, OperatorError } from "../domain/error.ts";
import { sequenceOfEventId } from "../domain/ids.ts";
import type { Follower, Position } from "./audience.ts";
import { originOf } from "./conversation-view.ts";
import type { OutgoingEvent } from "./journal.ts";
import type { LiveConversation } from "./live-conversation.ts";
import { type LiveConversations, readOutgoing } from "./live-conversations.ts";

/** A conversation as somebody who follows it finds it: open, or over with what is left to read. */
export type Followed =
  | { type: "open"; live: LiveConversation; position: Position }
  | { type: "over"; log: AsyncIterable<readonly OutgoingEvent[]>; isAllSeen: boolean };

/** How somebody wants to follow a conversation. */
export interface FollowRequest {
  row: ConversationRow;
  /** The last event they saw; null when they saw none. */
  lastEventId: string | null;
  /** Where to begin without `lastEventId`: at the first event, or for a session of a running conversation now. */
  from: "start" | "now";
}

/** Lets events streams and sessions follow conversations from where they left off. */
export class Following {
  readonly #database: Database;
  readonly #live: LiveConversations;

  constructor(database: Database, live: LiveConversations) {
    this.#database = database;
    this.#live = live;
  }

  /** Finds where to go on from. Throws `invalid_field` for an event id that is not of this conversation's log. */
  async find(request: FollowRequest): Promise<Followed> {
    const { row, lastEventId, from } = request;
    const live = await this.#openUnlessOver(row);
    if (!live) {
      const last = await lastSequence(this.#database, row.id);
      const sequence = seenBy(lastEventId, last) ?? 0;
      const log = readOutgoing(this.#database, originOf(row), { after: sequence });
      return { type: "over", log, isAllSeen: sequence >= last };
    }
    const last = live.state.sequence;
    const unseen = from === "start" || live.state.status === "queued" ? 0 : live.published;
    return { type: "open", live, position: { sequence: seenBy(lastEventId, last) ?? unseen, eventId: lastEventId } };
  }

  async #openUnlessOver(row: ConversationRow): Promise<LiveConversation | null> {
    if (isTerminal(row.status)) return null;
    try {
      return await this.#live.open(row.id);
    } catch (error) {
      // It ended after its row was read.
      if (isRefusal(error, "conversation_not_active")) return null;
      throw error;
    }
  }
}

function seenBy(lastEventId: string | null, last: number): number | null {
  if (lastEventId === null) return null;
  const sequence = sequenceOfEventId(lastEventId);
  if (sequence !== null && sequence <= last) return sequence;
  const message = `${lastEventId} is not an event of this conversation. Leave it out to begin at the start.`;
  throw new OperatorError("invalid_field", message, { param: "last_event_id" });
}

/** Sends what is left of a conversation that is over, then says farewell. */
export async function readOut(log: AsyncIterable<readonly OutgoingEvent[]>, follower: Follower): Promise<void> {
  for await (const page of log) {
    for (const event of page) {
      follower.deliver(event);
      await follower.drained();
    }
  }
  follower.close("ended");
}
