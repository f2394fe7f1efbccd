import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it reached the server. */
export interface RawRequest {
  request: IncomingMessage;
  body: string;
  bytes: Buffer;
  response: ServerResponse;
  /** The number of this request, from 1. */
  number: number;
}

/** A server that answers byte for byte what a test says. */
export interface RawServer {
  origin: string;
  /** The bodies of all requests so far. */
  bodies: string[];
  /** How many connections were opened so far. */
  connectionCount(): number;
  /** How many connections are open now. */
  openConnections(): number;
  /** How many requests are being answered now. */
  openAnswers(): number;
  close(): Promise<void>;
}

/** Starts a server on the loopback that hands every request to `answer`. */
export async function startRawServer(answer: (exchange: RawRequest) => void): Promise<RawServer> {
  const bodies: string[] = [];
  const open = { connections: 0, answers: 0 };
  let connections = 0;
  const server = createServer((request, response) => {
    open.answers += 1;
    response.on("close", () => {
      open.answers -= 1;
    });
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const bytes = Buffer.concat(chunks);
      const body = bytes.toString("utf8");
      answer({ request, body, bytes, response, number: bodies.push(body) });
    });
  });
  server.on("connection", (socket) => {
    connections += 1;
    open.connections += 1;
    socket.on("close", () => {
      open.connections -= 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    connectionCount: () => connections,
    openConnections: () => open.connections,
    openAnswers: () => open.answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers with an event stream of these events and ends it. */
export function sendEvents(response: ServerResponse, events: readonly unknown[]): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.end(
    events.map((event) => `data: ${typeof event === "string" ? event : JSON.stringify(event)}\n\n`).join(""),
  );
}

/** Answers with a JSON body. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

/** One chunk of a streamed chat completion that says `text`. */
export function textChunk(text: string, finishReason: string | null = null): object {
  return {
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 0,
    model: "m",
    choices: [{ index: 0, delta: { content: text }, finish_reason: finishReason }],
  };
}
