import { Agent, createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { answerCalls } from "../side-process.ts";

/**
 * The floor: the least a Node process can do between a model and a client. It passes a message on to the model and
 * each token on to the client, in frames of the same form as the platform's, and stores nothing.
 */
const calls = {
  /** Starts it in front of a model. Answers with the address of its sessions. */
  async open(input: { modelUrl: string }): Promise<{ url: string }> {
    const server = createServer();
    const sockets = new WebSocketServer({ server, perMessageDeflate: false, skipUTF8Validation: true });
    const agent = new Agent({ keepAlive: true });
    sockets.on("connection", (socket) => {
      socket.on("message", (data) =>
        relayTurn(socket, { agent, url: `${input.modelUrl}/chat/completions` }, String(data)),
      );
    });
    await new Promise<void>((resolve) => server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, resolve));
    return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` };
  },
};

/** What `relay-process.ts` can be asked to do. */
export type RelayCalls = typeof calls;

interface Upstream {
  agent: Agent;
  url: string;
}

function relayTurn(socket: WebSocket, upstream: Upstream, frame: string): void {
  const { payload } = JSON.parse(frame) as { payload: { text: string } };
  const body = JSON.stringify({ model: "any", stream: true, messages: [{ role: "user", content: payload.text }] });
  const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
  const call = request(upstream.url, { agent: upstream.agent, method: "POST", headers }, (answer) =>
    pass(socket, answer),
  );
  call.on("error", () => socket.terminate());
  call.end(body);
}

function pass(socket: WebSocket, answer: IncomingMessage): void {
  let rest = "";
  let text = "";
  answer.setEncoding("utf8");
  answer.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const piece = readPiece(line);
      if (piece === "") continue;
      text += piece;
      send(socket, { type: "agent.message.delta", text_delta: piece, generation_id: "gen_00000000000" });
    }
  });
  answer.on("end", () => {
    const about = { interrupted: false, has_tool_calls: false, generation_id: "gen_00000000000" };
    send(socket, { type: "agent.message.completed", text, ...about });
  });
}

function readPiece(line: string): string {
  if (!line.startsWith("data: {")) return "";
  const chunk = JSON.parse(line.slice(6)) as { choices: { delta: { content?: string } }[] };
  return chunk.choices[0]?.delta.content ?? "";
}

function send(socket: WebSocket, payload: object): void {
  const envelope = {
    id: "ev_00000000000",
    created_at: new Date().toISOString(),
    agent_id: "ca_00000000000@v0",
    livemode: true,
    conversation_id: "conv_00000000000",
    payload,
    experimental: false,
  };
  socket.send(JSON.stringify(envelope));
}

answerCalls(calls);
