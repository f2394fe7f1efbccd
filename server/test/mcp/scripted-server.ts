import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A message of JSON-RPC as it came. */
export interface Received {
  method: string;
  id?: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into parameters of every shape
  params: Record<string, any>;
}

/** One HTTP request with the message that it carried; for a GET or DELETE the method is that of HTTP. */
export interface Exchange {
  readonly message: Received;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Answers the request with that result, as JSON. */
  answer(result: unknown): void;
}

/** What is to be done with a message; what is not in the script is done as a well-behaved server does. */
export type Script = Record<string, (exchange: Exchange) => void>;

/** A server of streamable HTTP that behaves as well or as badly as a test wants. */
export interface ScriptedServer {
  readonly url: string;
  /** Every message that came, in order. */
  readonly received: (Received & { headers: IncomingMessage["headers"] })[];
  /** May be changed while it runs. */
  script: Script;
  /** Its tools, as it lists them; may be changed while it runs. */
  tools: unknown[];
  /** Tells everybody who listens that the tools changed. */
  announce(): void;
  /** How many streams for notices are open. */
  listeners(): number;
  stop(): Promise<void>;
}

/** Starts such a server. */
export async function startScriptedServer(tools: unknown[] = [], script: Script = {}): Promise<ScriptedServer> {
  const streams = new Set<ServerResponse>();
  const http = createServer((request, response) => void serve(server, { request, response, streams }));
  const sockets = new Set<Socket>();
  http.on("connection", (socket: Socket) => sockets.add(socket));
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const notice = JSON.stringify({ jsonrpc: "2.0", method: "notifications/tools/list_changed" });
  const server: ScriptedServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`,
    received: [],
    script,
    tools,
    announce: () => {
      for (const stream of streams) stream.write(`data: ${notice}\n\n`);
    },
    listeners: () => streams.size,
    stop: () => stop(http, sockets),
  };
  return server;
}

interface Incoming {
  request: IncomingMessage;
  response: ServerResponse;
  streams: Set<ServerResponse>;
}

async function serve(server: ScriptedServer, { request, response, streams }: Incoming): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const message: Received = text === "" ? { method: request.method ?? "", params: {} } : JSON.parse(text);
  server.received.push({ ...message, params: message.params ?? {}, headers: request.headers });
  const answer = (result: unknown) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ jsonrpc: "2.0", id: message.id, result }));
  };
  const scripted = server.script[message.method] ?? wellBehaved[message.method] ?? usual(server, streams);
  scripted({ message, request, response, answer });
}

function usual(server: ScriptedServer, streams: Set<ServerResponse>) {
  return ({ message, response, answer }: Exchange): void => {
    if (message.method === "tools/list") answer({ tools: server.tools });
    else if (message.method === "GET") listen(response, streams);
    else if (message.id === undefined) response.writeHead(202).end();
    else answer({ content: [{ type: "text", text: JSON.stringify(message.params["arguments"] ?? null) }] });
  };
}

function listen(response: ServerResponse, streams: Set<ServerResponse>): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
  streams.add(response);
  response.on("close", () => streams.delete(response));
}

const wellBehaved: Script = {
  initialize: ({ message, answer, response }) => {
    response.setHeader("mcp-session-id", `session-${Math.random().toString(36).slice(2)}`);
    answer({
      protocolVersion: message.params["protocolVersion"],
      capabilities: { tools: { listChanged: true } },
      serverInfo: { name: "scripted", version: "1.0.0" },
    });
  },
  DELETE: ({ response }) => response.writeHead(200).end(),
};

async function stop(http: Server, sockets: Set<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  http.close();
  await once(http, "close");
}
