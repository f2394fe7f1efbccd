import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { EventEnvelope } from "../../src/domain/event.ts";

/** One request that reached the receiver. */
export interface ReceivedWebhook {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string;
  /** The delivery's id. */
  id: string;
  event: EventEnvelope;
  /** Whether it was answered with a 2xx, to the end. */
  wasTaken: boolean;
}

/** What to answer: a status, more than that, or null to keep the sender waiting. */
export type WebhookAnswer = number | { status: number; headers?: Record<string, string>; body?: string } | null;

/** A business's server that takes webhooks. */
export interface WebhookReceiver {
  /** Where it is reached, without a path. */
  readonly url: string;
  /** Everything that came, in order, whatever was answered. */
  readonly received: ReceivedWebhook[];
  /** Decides the answer of each request; 204 until it is set. */
  answer(webhook: ReceivedWebhook): WebhookAnswer | Promise<WebhookAnswer>;
  /** The events that came of one conversation, and to one path if given, as `type`. */
  typesOf(conversationId: string, path?: string): string[];
  close(): Promise<void>;
}

/** Starts a receiver on a free port of the loopback, or on `port`. */
export async function startWebhookReceiver(port = 0): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const server = createServer((request, response) => {
    void take(request, response).catch(() => response.destroy());
  });
  const receiver: WebhookReceiver = {
    url: "",
    received,
    answer: () => 204,
    typesOf: (conversationId, path) =>
      received
        .filter(({ url, event }) => event.conversation_id === conversationId && (path === undefined || url === path))
        .map(({ event }) => event.payload.type),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const webhook = await read(request);
    received.push(webhook);
    const answer = await receiver.answer(webhook);
    if (answer === null) return;
    const { status, headers = {}, body = "" } = typeof answer === "number" ? { status: answer } : answer;
    response.on("finish", () => {
      webhook.wasTaken = status >= 200 && status < 300;
    });
    response.writeHead(status, headers).end(body);
  }
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return Object.assign(receiver, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

async function read(request: IncomingMessage): Promise<ReceivedWebhook> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString("utf8");
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const { url = "", method = "" } = request;
  const event = JSON.parse(body) as EventEnvelope;
  return { url, method, headers, body, id: headers["webhook-id"] ?? "", event, wasTaken: false };
}
