import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** One request that reached the tool. */
export interface ReceivedCall {
  idempotencyKey: string;
  /** The argument `note`, by which the user's message is known that led to the call. */
  note: string;
  /** Whether the three headers of a signed request were there. */
  isSigned: boolean;
  /** Whether the answer was sent completely. */
  wasAnswered: boolean;
}

/** A tool's server that counts what reaches it. */
export interface ToolReceiver {
  readonly url: string;
  readonly calls: readonly ReceivedCall[];
  /** How many calls wait for their answer now. */
  openCount(): number;
  close(): Promise<void>;
}

/** Starts the tool. It notes each call as soon as it has been read, and answers it after `answerAfter()`. */
export async function startToolReceiver(answerAfter: () => number): Promise<ToolReceiver> {
  const calls: ReceivedCall[] = [];
  let open = 0;
  const server = createServer((request, response) => {
    open += 1;
    response.on("close", () => {
      open -= 1;
    });
    void receive(request, response, { calls, answerAfter }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notes`,
    calls,
    openCount: () => open,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  tool: { calls: ReceivedCall[]; answerAfter: () => number },
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { note } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { note: string };
  const { headers } = request;
  const isSigned = ["x-signature", "x-timestamp", "x-idempotency-key"].every((name) => headers[name] !== undefined);
  const call = { idempotencyKey: String(headers["x-idempotency-key"]), note, isSigned, wasAnswered: false };
  tool.calls.push(call);
  await delay(tool.answerAfter());
  response.on("finish", () => {
    call.wasAnswered = true;
  });
  response.writeHead(200, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ kept: note }));
}
