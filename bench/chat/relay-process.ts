import { Agent, createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type WebSocket, WebSocketServer } from "ws";
import { answerCalls } from "../side-process.ts";

/**
 * The floor: the least a Node process can do between a model and a client. It passes a message on to the model and
 * each token on to the client, in frames of the same form as the platform's, and stores nothing. When the model calls a
 * tool, it sends the arguments on and the answer back.
 */
const calls = {
  /** Starts it in front of a model, and of the tool that the model may call. Answers with the address of its sessions. */
  async open(input: { modelUrl: string; toolUrl: string | null }): Promise<{ url: string }> {
    const server = createServer();
    const sockets = new WebSocketServer({ server, perMessageDeflate: false, skipUTF8Validation: true });
    const agent = new Agent({ keepAlive: true });
    sockets.on("connection", (socket) => {
      socket.on("message", (data) =>
        relayTurn(socket, { agent, url: `${input.modelUrl}/chat/completions`, toolUrl: input.toolUrl }, String(data)),
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
  toolUrl: string | null;
}

type Message = { role: string; content: string | null } & Record<string, unknown>;

function relayTurn(socket: WebSocket, upstream: Upstream, frame: string): void {
  const { payload } = JSON.parse(frame) as { payload: { text: string } };
  ask(socket, upstream, [{ role: "user", content: payload.text }]);
}

function ask(socket: WebSocket, upstream: Upstream, messages: readonly Message[]): void {
  const body = JSON.stringify({ model: "any", stream: true, messages });
  post({ agent: upstream.agent, url: upstream.url, body }, socket, (answer) => {
    pass(socket, answer, (call) => {
      if (upstream.toolUrl === null) throw new Error("The relay has no tool.");
      const { arguments: toolBody } = call.function;
      post({ agent: upstream.agent, url: upstream.toolUrl, body: toolBody }, socket, (result) => {
        void text(result).then((content) => {
          const calling = { role: "assistant", content: null, tool_calls: [call] };
          ask(socket, upstream, [...messages, calling, { role: "tool", tool_call_id: call.id, content }]);
        });
      });
    });
  });
}

function post(
  to: { agent: Agent; url: string; body: string },
  socket: WebSocket,
  take: (answer: IncomingMessage) => void,
): void {
  const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(to.body) };
  const call = request(to.url, { agent: to.agent, method: "POST", headers }, take);
  call.on("error", () => socket.terminate());
  call.end(to.body);
}

interface ToolCall {
  id: string;
  function: { arguments: string };
}

/** Passes on what the model says; where it calls a tool instead, hands that over. */
function pass(socket: WebSocket, answer: IncomingMessage, callTool: (call: ToolCall) => void): void {
  let rest = "";
  let text = "";
  let called: ToolCall | null = null;
  answer.setEncoding("utf8");
  answer.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const { content: piece = "", tool_calls: calls } = readPiece(line);
      called = calls?.[0] ?? called;
      if (piece === "") continue;
      text += piece;
      send(socket, { type: "agent.message.delta", text_delta: piece, generation_id: "gen_00000000000" });
    }
  });
  answer.on("end", () => {
    if (called !== null) return callTool(called);
    const about = { interrupted: false, has_tool_calls: false, generation_id: "gen_00000000000" };
    send(socket, { type: "agent.message.completed", text, ...about });
  });
}

function readPiece(line: string): { content?: string; tool_calls?: ToolCall[] } {
  if (!line.startsWith("data: {")) return {};
  const chunk = JSON.parse(line.slice(6)) as { choices: { delta: { content?: string; tool_calls?: ToolCall[] } }[] };
  return chunk.choices[0]?.delta ?? {};
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
