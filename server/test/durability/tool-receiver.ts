import { setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { signatureProblem } from "../../../examples/appointments/request-signature.ts";
import { ReceiverRecord, type ReceivedRequest } from "./receiver-record.ts";
import { ACTS, type Move } from "./soak-tools.ts";

/** Later than the platform waits for any tool whose calls act late. */
const LATE = 3_000;

/** How a receiver is run. */
interface ReceiverOptions {
  /** Where its record is kept. */
  file: string;
  /** From 0 up to, not including, 1. */
  random(): number;
}

/**
 * The business behind the soak's tools: it does what each call asks it to do, well or badly, checks every signature,
 * makes one effect for each idempotency key, and writes everything down before it answers.
 */
export class ToolReceiver {
  /** What it has received and done. */
  record: ReceiverRecord;
  readonly #options: ReceiverOptions;
  #signingKey = "";
  #running: { server: Server; stopped: AbortController } | null = null;
  #port = 0;
  #open = 0;

  constructor(options: ReceiverOptions) {
    this.#options = options;
    this.record = new ReceiverRecord(options.file);
  }

  /** Its address, without a trailing slash. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** How many requests wait for their answer now. */
  get openCount(): number {
    return this.#open;
  }

  /** Sets the key whose signatures it takes. */
  trust(signingKey: string): void {
    this.#signingKey = signingKey;
  }

  /** Starts it, on the port that it had before, knowing what its file says. */
  async start(): Promise<void> {
    this.record = new ReceiverRecord(this.#options.file);
    const stopped = new AbortController();
    // Every request under way listens to it.
    setMaxListeners(0, stopped.signal);
    const server = createServer((request, response) => {
      this.#open += 1;
      response.on("close", () => {
        this.#open -= 1;
      });
      this.#serve(request, response, stopped.signal).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen({ port: this.#port, host: "127.0.0.1" }, resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#running = { server, stopped };
  }

  /** Ends it without a word to anyone; nothing that was under way is finished. */
  async crash(): Promise<void> {
    if (this.#running === null) return;
    const { server, stopped } = this.#running;
    this.#running = null;
    stopped.abort();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  }

  async #serve(message: IncomingMessage, response: ServerResponse, stopped: AbortSignal): Promise<void> {
    const read = await readRequest(message, this.url);
    stopped.throwIfAborted();
    const { headers, ...rest } = read;
    const problem = signatureProblem({ headers, ...rest }, [this.#signingKey], new Date());
    const idempotencyKey = String(headers["x-idempotency-key"]);
    const request = this.record.addRequest({
      idempotencyKey,
      note: read.note,
      act: read.act,
      at: Date.now(),
      signatureProblem: problem,
    });
    const moves: readonly Move[] = ACTS[read.act as keyof typeof ACTS];
    const move = moves[Math.min(request.attempt, moves.length) - 1] as Move;
    await this.#play(move, { request, response, stopped, isRead: message.method === "GET" });
  }

  async #play(
    move: Move,
    call: { request: ReceivedRequest; response: ServerResponse; stopped: AbortSignal; isRead: boolean },
  ): Promise<void> {
    const { request, response, stopped, isRead } = call;
    const { idempotencyKey, note } = request;
    if (move.effect === "late") await delay(LATE, undefined, { signal: stopped });
    if (move.effect !== "none" && !isRead) this.record.makeEffect({ idempotencyKey, note, at: Date.now() });
    if (move.within !== undefined) await delay(this.#options.random() * move.within, undefined, { signal: stopped });
    if (move.answer === "hang") return;
    if (move.answer === "drop") return void response.destroy();
    if (move.answer === "cut") return cutOff(response, note);
    const { answer: status, retryAfterSeconds } = move;
    response.on("finish", () => this.record.addAnswer({ number: request.number, status, at: Date.now() }));
    const headers = retryAfterSeconds === undefined ? {} : { "Retry-After": String(retryAfterSeconds) };
    const body = status === 200 ? { kept: note } : { error: { message: `The note was not kept (${status}).` } };
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
  }
}

function cutOff(response: ServerResponse, note: string): void {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
  response.write(JSON.stringify({ kept: note }), () => response.destroy());
}

async function readRequest(message: IncomingMessage, origin: string) {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const url = new URL(message.url ?? "/", origin);
  const signsQuery = message.method === "GET" || message.method === "DELETE";
  const given = (body.length > 0 ? JSON.parse(body.toString("utf8")) : {}) as Record<string, string>;
  const inPath = /^\/notes\/(.+)$/.exec(url.pathname)?.[1];
  const of = (name: string) => given[name] ?? url.searchParams.get(name) ?? "";
  return {
    method: signsQuery ? "GET" : "POST",
    url,
    headers: message.headers,
    body,
    note: inPath ?? of("note"),
    act: of("act"),
  };
}
