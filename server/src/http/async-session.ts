import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { OperatorError } from "../domain/error.ts";
import { clientEventSchema, serverEventSchema, userMessageSchema } from "../domain/event.ts";
import { sequenceOfEventId } from "../domain/ids.ts";
import type { Follower } from "../services/audience.ts";
import type { Conversations } from "../services/conversations.ts";
import type { OutgoingEvent } from "../services/journal.ts";
import type { LiveConversation } from "../services/live-conversation.ts";
import type { LiveConversations } from "../services/live-conversations.ts";
import { writeEvent } from "./event-streams.ts";
import { callerOf } from "./gate.ts";
import { copyHeaders, type SseConnection, type SseConnections } from "./sse.ts";

/** As the session's WebSocket takes them. */
const LARGEST_BODY = 64 * 1024;

/** A message that was posted. */
interface Posted {
  id: string;
  text: string;
}

/** Sends the events of the turn that answers one message, from the message itself on, and ends when the turn does. */
class TurnStream implements Follower {
  readonly requestId: string;
  readonly #connection: SseConnection;
  readonly #messageId: string;
  /** The place of the message in the log; null until it came by. */
  #place: number | null = null;

  constructor(connection: SseConnection, about: { requestId: string; messageId: string }) {
    this.#connection = connection;
    this.requestId = about.requestId;
    this.#messageId = about.messageId;
  }

  deliver(event: OutgoingEvent): void {
    if (this.#place === null && !this.#isMessage(event)) return;
    this.#place ??= event.sequence;
    writeEvent(this.#connection, event);
    if (this.#endsTurn(event)) this.#connection.end();
  }

  drained(): Promise<void> {
    return this.#connection.drained();
  }

  close(): void {
    this.#connection.end();
  }

  #isMessage({ type, json }: OutgoingEvent): boolean {
    if (type !== "user.message.received") return false;
    const { payload } = JSON.parse(json) as { payload: { client_event_id: string | null } };
    return payload.client_event_id === this.#messageId;
  }

  #endsTurn({ type, json }: OutgoingEvent): boolean {
    if (type !== "agent.turn.metrics") return false;
    const { payload } = JSON.parse(json) as { payload: { trigger_event_id: string } };
    return (sequenceOfEventId(payload.trigger_event_id) ?? 0) >= (this.#place as number);
  }
}

const postMessage = {
  operationId: "postSessionMessage",
  tags: ["Conversations"],
  summary: "Send a message to an async chat",
  description:
    "Sends a message to a conversation on `chat_async`, beginning it when it has not begun, and answers with the events " +
    "of the turn that answers it, as Server-Sent Events, from the message itself on; the stream ends when the turn does. " +
    "A message sent while the agent is writing interrupts it, and the next turn takes both into account. Sent again " +
    "under the same `id` (or `Idempotency-Key`), say after a broken connection, it is not taken again, and its events " +
    "are sent again.",
  errors: ["not_found", "conversation_not_active", "channel_unavailable", "too_large"],
  params: z.object({ id: z.string().describe("The conversation, `conv_…`.") }),
  body: clientEventSchema
    .extend({ payload: userMessageSchema.describe("The message.") })
    .meta({ id: "SessionMessage", description: "A message to an async chat." }),
  response: {
    200: {
      description: "The events of the turn, one JSON object in each block's `data:`.",
      content: { "text/event-stream": { schema: serverEventSchema } },
    },
  },
} as const;

/** The session of an async chat: each message is posted, and answered with its turn's events. */
export function asyncSessionRoutes(
  conversations: Conversations,
  live: LiveConversations,
  connections: SseConnections,
): FastifyPluginAsyncZod {
  return async (app) => {
    const config = { access: "key_or_token" as const, isIdempotentItself: true };
    const route = { config, schema: postMessage, bodyLimit: LARGEST_BODY };
    app.post("/conversations/:id/session", route, async (request, reply) => {
      const row = await conversations.find(callerOf(request), request.params.id);
      request.concerned = { conversationId: row.id, livemode: row.livemode };
      assertAsyncChat(row);
      const conversation = await live.open(row.id);
      const key = request.headers["idempotency-key"];
      const id = request.body.id ?? (typeof key === "string" && key !== "" ? key.slice(0, 200) : request.id);
      copyHeaders(reply);
      reply.hijack();
      const connection = connections.open(reply.raw);
      if (connection === null) return reply;
      const stream = new TurnStream(connection, { requestId: request.id, messageId: id });
      await takeMessage(conversation, { id, text: request.body.payload.text }, { connection, stream });
      return reply;
    });
  };
}

function assertAsyncChat({ id, channel_type }: { id: string; channel_type: string }): void {
  if (channel_type === "chat_async") return;
  const message = `Conversation ${id} is on ${channel_type}. Messages are posted to chat_async; open the session of others at channel.session_url.`;
  throw new OperatorError("channel_unavailable", message);
}

async function takeMessage(
  conversation: LiveConversation,
  posted: Posted,
  { connection, stream }: { connection: SseConnection; stream: TurnStream },
): Promise<void> {
  connection.signal.addEventListener("abort", () => conversation.leave(stream), { once: true });
  try {
    const known = conversation.state.clientEventIds.get(posted.id);
    const sequence = known === undefined ? conversation.published : known - 1;
    await conversation.follow(stream, { sequence, eventId: null });
    await conversation.send(posted.text, posted.id);
  } catch (error) {
    // What was not taken is sent again: nothing tells the client that better than a stream that breaks.
    connection.cutOff();
    throw error;
  }
}
