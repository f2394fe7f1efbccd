import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { verifyRequest } from "../../src/lib/signature.ts";

/** A request that a tool's endpoint got. */
export interface ReceivedCall {
  method: string;
  /** The path with its query. */
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** What the endpoint answers. */
export interface ReceiverAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

/** An endpoint that answers as a test says, and keeps what it got. */
export interface ToolReceiver {
  /** What OPERATOR_ALLOWED_ADDRESSES must say. */
  host: string;
  url: string;
  calls: ReceivedCall[];
  /** What it answers from now on. */
  answer: (call: ReceivedCall) => ReceiverAnswer | Promise<ReceiverAnswer>;
  close(): Promise<void>;
}

/** Starts the endpoint; it answers `{"ok":true}` until it is told otherwise. */
export async function startToolReceiver(): Promise<ToolReceiver> {
  const calls: ReceivedCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url: path = "", headers } = request;
      const call = { method, path, headers, body: Buffer.concat(chunks).toString() };
      calls.push(call);
      void Promise.resolve(receiver.answer(call)).then((answer) => {
        response.writeHead(answer.status ?? 200, { "content-type": "application/json", ...answer.headers });
        response.end(answer.body ?? '{"ok":true}');
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const receiver: ToolReceiver = {
    host,
    url: `http://${host}`,
    calls,
    answer: () => ({}),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
  return receiver;
}

/** Tells whether a request was signed with one of the keys, as a receiver would. */
export function isGenuine(
  { url }: ToolReceiver,
  { method, path, headers, body }: ReceivedCall,
  keys: string[],
): boolean {
  const nowSeconds = Math.floor(Date.now() / 1_000);
  return verifyRequest({ url: `${url}${path}`, method, headers, body, keys, nowSeconds }).valid;
}
