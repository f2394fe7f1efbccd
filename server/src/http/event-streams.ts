import type { ServerResponse } from "node:http";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { isBehindTheScenes } from "../domain/event-payloads.ts";
import { serverEventSchema } from "../domain/event.ts";
import type { Farewell, Follower } from "../services/audience.ts";
import type { Conversations } from "../services/conversations.ts";
import { type Followed, type Following, readOut } from "../services/following.ts";
import type { OutgoingEvent } from "../services/journal.ts";
import { callerOf } from "./gate.ts";
import { copyHeaders, lastSeen, resumeHeaders, resumeQuery, type SseConnection, type SseConnections } from "./sse.ts";

/** Writes an event. Deltas carry no id: a reader that resumes goes on from the last stored event. */
export function writeEvent(connection: SseConnection, event: OutgoingEvent): void {
  connection.send(event.json, event.sequence === null ? null : event.id);
}

/** One client that reads a conversation's events. */
class EventStream implements Follower {
  readonly #connection: SseConnection;
  readonly #hasKey: boolean;

  constructor(connection: SseConnection, hasKey: boolean) {
    this.#connection = connection;
    this.#hasKey = hasKey;
  }

  deliver(event: OutgoingEvent): void {
    if (!this.#hasKey && isBehindTheScenes(event.type)) return;
    writeEvent(this.#connection, event);
  }

  drained(): Promise<void> {
    return this.#connection.drained();
  }

  close(_farewell: Farewell): void {
    this.#connection.end();
  }
}

/** Answers with a conversation's events: those in the log, then what happens, until it ends. */
export async function serveEvents(
  connections: SseConnections,
  response: ServerResponse,
  { followed, hasKey }: { followed: Followed; hasKey: boolean },
): Promise<void> {
  const connection = connections.open(response);
  if (!connection) return followed.type === "open" ? followed.live.closeIfIdle() : undefined;
  const stream = new EventStream(connection, hasKey);
  response.once("close", () => {
    if (followed.type === "open") followed.live.leave(stream);
  });
  try {
    if (followed.type === "open") await followed.live.follow(stream, followed.position);
    else await readOut(followed.log, stream);
  } catch (error) {
    // A reader whose stream is cut off comes back; one whose stream falls silent waits for ever.
    connection.cutOff();
    throw error;
  }
}

const streamEvents = {
  operationId: "streamConversationEvents",
  tags: ["Conversations"],
  summary: "Read a conversation's events",
  description:
    "Server-Sent Events: the log from its start, then what happens, and after `conversation.ended` the connection " +
    "closes. Each block's `data:` is one event as JSON, without an event name, and `id:` is on every stored one. " +
    "A comment every 15 s keeps the connection alive. Resume with the header `Last-Event-ID`, which a browser's " +
    "EventSource sends by itself.",
  errors: ["not_found"],
  params: z.object({ id: z.string().describe("The conversation, `conv_…`.") }),
  headers: resumeHeaders,
  querystring: z.object(resumeQuery),
  response: {
    200: {
      description: "The events, one JSON object in each block's `data:`.",
      content: { "text/event-stream": { schema: serverEventSchema } },
    },
    204: z.null().describe("The conversation is over and everything was seen: do not come back."),
  },
} as const;

/** The events of a conversation as Server-Sent Events. */
export function eventStreamRoutes(
  conversations: Conversations,
  following: Following,
  connections: SseConnections,
): FastifyPluginAsyncZod {
  return async (app) => {
    const route = { config: { access: "key_or_token" as const }, schema: streamEvents };
    app.get("/conversations/:id/events", route, async (request, reply) => {
      const caller = callerOf(request);
      const row = await conversations.find(caller, request.params.id);
      request.concerned = { conversationId: row.id, livemode: row.livemode };
      const lastEventId = lastSeen(request);
      const followed = await following.find({ row, lastEventId, from: "start" });
      // A browser's EventSource would come back for ever after a plain end; 204 tells it to stop.
      if (followed.type === "over" && followed.isAllSeen && lastEventId !== null) return reply.status(204).send(null);
      copyHeaders(reply);
      reply.hijack();
      await serveEvents(connections, reply.raw, { followed, hasKey: "key" in caller });
      return reply;
    });
  };
}
