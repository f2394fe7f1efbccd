import type { ServerResponse } from "node:http";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { serverEventSchema } from "../domain/event.ts";
import type { Farewell, Follower } from "../services/audience.ts";
import type { Conversations } from "../services/conversations.ts";
import { type Followed, type Following, readOut } from "../services/following.ts";
import type { OutgoingEvent } from "../services/journal.ts";
import { callerOf } from "./gate.ts";

const HEARTBEAT = 15_000;
/** A reader that lets this many bytes wait is cut off: it can come back and go on from its last event. */
const MOST_WAITING_BYTES = 1024 * 1024;

/** One client that reads a conversation's events (WHATWG HTML, "Server-sent events"). */
class EventStream implements Follower {
  readonly #response: ServerResponse;
  /** Bytes of the block written last. */
  #lastSize = 0;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  deliver(event: OutgoingEvent): void {
    // Deltas carry no id: a reader that resumes goes on from the last stored event.
    const id = event.sequence === null ? "" : `id: ${event.id}\n`;
    this.write(`${id}data: ${event.json}\n\n`);
  }

  /** Writes a block, or ends the connection of a reader that does not read. */
  write(block: string): void {
    // One event may be larger than the bound; that it has not gone out yet says nothing of the reader.
    if (this.#response.writableLength > MOST_WAITING_BYTES + this.#lastSize) this.#response.destroy();
    else if (!this.#response.writableEnded) this.#response.write(block);
    this.#lastSize = Buffer.byteLength(block);
  }

  async drained(): Promise<void> {
    if (!this.#response.writableNeedDrain || this.#response.destroyed) return;
    await new Promise<void>((resolve) => {
      const settle = () => {
        this.#response.off("drain", settle).off("close", settle);
        resolve();
      };
      this.#response.on("drain", settle).on("close", settle);
    });
  }

  close(_farewell: Farewell): void {
    this.#response.end();
  }
}

/** The events streams that are open. */
export class EventStreams {
  readonly #open = new Set<EventStream>();
  readonly #heartbeat: NodeJS.Timeout;

  constructor(heartbeatEvery: number = HEARTBEAT) {
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatEvery);
  }

  /** Answers with a conversation's events: those in the log, then what happens, until it ends. */
  async serve(response: ServerResponse, followed: Followed): Promise<void> {
    // The reader may be gone already, and then no close will be heard any more.
    if (response.destroyed) return followed.type === "open" ? followed.live.closeIfIdle() : undefined;
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    response.flushHeaders();
    const stream = new EventStream(response);
    this.#open.add(stream);
    response.once("close", () => {
      this.#open.delete(stream);
      if (followed.type === "open") followed.live.leave(stream);
    });
    try {
      if (followed.type === "open") await followed.live.follow(stream, followed.position);
      else await readOut(followed.log, stream);
    } catch (error) {
      // A reader whose stream is cut off comes back; one whose stream falls silent waits for ever.
      response.destroy();
      throw error;
    }
  }

  /** Ends every stream; their readers may resume. */
  close(): void {
    clearInterval(this.#heartbeat);
    for (const stream of this.#open) stream.close("restarting");
  }

  #beat(): void {
    for (const stream of this.#open) stream.write(": heartbeat\n\n");
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
  headers: z.looseObject({
    "last-event-id": z.string().optional().describe("The last event seen; only what came after it is sent."),
  }),
  querystring: z.object({
    last_event_id: z.string().optional().describe("As the header `Last-Event-ID`, which wins over it."),
  }),
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
  streams: EventStreams,
): FastifyPluginAsyncZod {
  return async (app) => {
    const route = { config: { access: "key_or_token" as const }, schema: streamEvents };
    app.get("/conversations/:id/events", route, async (request, reply) => {
      const row = await conversations.find(callerOf(request), request.params.id);
      const lastEventId = request.headers["last-event-id"] || request.query.last_event_id || null;
      const followed = await following.find({ row, lastEventId, from: "start" });
      // A browser's EventSource would come back for ever after a plain end; 204 tells it to stop.
      if (followed.type === "over" && followed.isAllSeen && lastEventId !== null) return reply.status(204).send(null);
      for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value ?? "");
      reply.hijack();
      await streams.serve(reply.raw, followed);
      return reply;
    });
  };
}
