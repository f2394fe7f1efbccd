import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { PlatformEvent } from "./documented.ts";

/** How to receive webhooks. */
export interface ReceiverOptions {
  /** The address that the platform was given. */
  url: string;
  /** Where that leads to on this machine. */
  port: number;
  /** The key that it signs with. */
  signingKey: string;
  /** Answers `conversation.setup`. */
  setup(event: PlatformEvent): { context: Record<string, unknown>; override_config?: Record<string, unknown> };
}

/** A receiver at work. */
export interface WebhookReceiver {
  /** What came and was genuine, each once. */
  events: PlatformEvent[];
  /** How many requests were refused. */
  refused(): number;
  close(): void;
}

const MAX_AGE_SECONDS = 30;
const MAX_BODY_BYTES = 1024 * 1024;

/** Listens at the port of the address, and takes what is signed. */
export async function startReceiver(options: ReceiverOptions): Promise<WebhookReceiver> {
  const events: PlatformEvent[] = [];
  const seen = new Set<string>();
  let refused = 0;
  const server = createServer((request, response) => {
    take(request).then(
      (event) => answer(event, response),
      (error: unknown) => {
        refused += 1;
        response.writeHead(401).end(String(error));
      },
    );
  });
  async function take(request: IncomingMessage): Promise<PlatformEvent> {
    const body = await readBody(request);
    if (!isGenuine(options, request.headers, body)) throw new Error("The signature does not fit.");
    const event = JSON.parse(body.toString("utf8")) as PlatformEvent;
    // Delivery is at least once; the key is the same for every attempt.
    const key = String(request.headers["x-idempotency-key"]);
    if (!seen.has(key)) events.push(event);
    seen.add(key);
    return event;
  }
  function answer(event: PlatformEvent, response: ServerResponse): void {
    const body = event.payload.type === "conversation.setup" ? JSON.stringify(options.setup(event)) : "{}";
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  }
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port, "127.0.0.1", resolve);
  });
  return {
    events,
    refused: () => refused,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * `X-Signature` is the lower-case hex of the HMAC-SHA256 of `{url without query}:{X-Idempotency-Key}:{X-Timestamp}:{raw body}`;
 * what is older than 30 seconds is refused.
 */
function isGenuine({ url, signingKey }: ReceiverOptions, headers: IncomingHttpHeaders, body: Buffer): boolean {
  const [timestamp, key, signature] = ["x-timestamp", "x-idempotency-key", "x-signature"].map((name) =>
    String(headers[name] ?? ""),
  ) as [string, string, string];
  const age = Math.abs(Date.now() / 1_000 - Number(timestamp));
  if (timestamp === "" || !(age <= MAX_AGE_SECONDS)) return false;
  const { origin, pathname } = new URL(url);
  const expected = createHmac("sha256", Buffer.from(signingKey, "utf8"))
    .update(`${origin}${pathname}:${key}:${timestamp}:`)
    .update(body)
    .digest();
  const presented = Buffer.from(signature, "hex");
  return presented.length === expected.length && timingSafeEqual(presented, expected);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw new Error("The body is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
