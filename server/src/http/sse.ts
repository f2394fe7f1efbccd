import type { ServerResponse } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";

const HEARTBEAT = 15_000;
/** A reader that lets this many bytes wait is cut off: it can come back and go on from its last event. */
const MOST_WAITING_BYTES = 1024 * 1024;

/** One client that reads Server-Sent Events (WHATWG HTML, "Server-sent events"). */
export class SseConnection {
  readonly #response: ServerResponse;
  readonly #gone = new AbortController();
  /** Bytes of the block written last. */
  #lastSize = 0;
  #isGathering = false;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.once("close", () => this.#gone.abort());
  }

  /** Aborted when the reader is gone, or was sent away. */
  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  /** Sends what a reader takes as one event's data, with the id to resume from; null for one that is not stored. */
  send(json: string, id: string | null): void {
    this.write(`${id === null ? "" : `id: ${id}\n`}data: ${json}\n\n`);
  }

  /** Writes a block, or ends the connection of a reader that does not read. */
  write(block: string): void {
    // One event may be larger than the bound; that it has not gone out yet says nothing of the reader.
    if (this.#response.writableLength > MOST_WAITING_BYTES + this.#lastSize) this.cutOff();
    else if (!this.#response.writableEnded) this.#gather().write(block);
    this.#lastSize = Buffer.byteLength(block);
  }

  /** What is written in one go goes out in one piece: a log of thousands of events else were as many packets. */
  #gather(): ServerResponse {
    if (!this.#isGathering) {
      this.#isGathering = true;
      this.#response.cork();
      process.nextTick(() => {
        this.#isGathering = false;
        this.#response.uncork();
      });
    }
    return this.#response;
  }

  /** Resolves when what was written has gone out, or the reader is gone. */
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

  /** Ends the stream in an orderly way; its reader may resume. */
  end(): void {
    this.#gone.abort();
    this.#response.end();
  }

  /** Breaks the connection, so that the reader notices that something is missing. */
  cutOff(): void {
    this.#response.destroy();
  }
}

/** The Server-Sent Events connections that are open, and their heartbeat. */
export class SseConnections {
  readonly #open = new Set<SseConnection>();
  readonly #heartbeat: NodeJS.Timeout;

  constructor(heartbeatEvery: number = HEARTBEAT) {
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatEvery);
  }

  get size(): number {
    return this.#open.size;
  }

  /** Begins a stream as the answer; null when the reader is gone already, and no close will be heard any more. */
  open(response: ServerResponse): SseConnection | null {
    if (response.destroyed) return null;
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    response.flushHeaders();
    const connection = new SseConnection(response);
    this.#open.add(connection);
    response.once("close", () => this.#open.delete(connection));
    return connection;
  }

  /** Ends every stream; their readers may resume. */
  close(): void {
    clearInterval(this.#heartbeat);
    for (const connection of this.#open) connection.end();
  }

  #beat(): void {
    for (const connection of this.#open) connection.write(": heartbeat\n\n");
  }
}

/** The query of a stream that can be resumed; its header `Last-Event-ID` says the same. */
export const resumeQuery = {
  last_event_id: z.string().optional().describe("As the header `Last-Event-ID`, which wins over it."),
};

/** The headers of a stream of events that can be resumed. */
export const resumeHeaders = z.looseObject({
  "last-event-id": z.string().optional().describe("The last event seen; only what came after it is sent."),
});

/** Says what a reader has seen last; null when it begins anew. */
export function lastSeen(request: {
  headers: FastifyRequest["headers"];
  query: { last_event_id?: string | undefined };
}): string | null {
  const header = request.headers["last-event-id"];
  return (typeof header === "string" ? header : "") || request.query.last_event_id || null;
}

/** Puts the headers that hooks have set on an answer that is then written past Fastify. */
export function copyHeaders(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value ?? "");
}
