import { fileURLToPath } from "node:url";
import Fastify, { type FastifyInstance } from "fastify";
import { type WebSocket, WebSocketServer } from "ws";
import { pageRoutes } from "../../server/src/http/page.ts";

const PAGE = fileURLToPath(new URL("../dist", import.meta.url));

const AGENT = {
  id: "ca_00000000001",
  version_id: "ca_00000000001@v0",
  version_status: "released",
  name: "Reception",
  description: "Answers the telephone of a hairdresser.",
  config: {
    personas: [{ name: "Amanda" }],
    runtime: { model: "fake/model", variables: [], prompt: { type: "fixed", text: "Answer." } },
  },
};

/** A line that a page has opened. */
export interface FakeLine {
  readonly query: URLSearchParams;
  readonly socket: WebSocket;
  /** What came over it. */
  readonly audio: { at: number; bytes: Buffer }[];
  readonly events: { at: number; payload: { type: string; [field: string]: unknown } }[];
}

/**
 * Serves the page as the platform does, and speaks its protocol of voice: it does what a test has it do and nothing
 * else, so that a test can let audio come late, in bursts or not at all.
 */
export class FakeVoiceServer {
  readonly lines: FakeLine[] = [];
  /** Where the recording of the conversation is; null without one. */
  recordingUrl: string | null = null;
  /** How many conversations were created. */
  created = 0;
  readonly #app: FastifyInstance;
  readonly #sockets = new WebSocketServer({ noServer: true });
  #sequence = 0;
  #url = "";

  constructor(app: FastifyInstance) {
    this.#app = app;
  }

  get url(): string {
    return this.#url;
  }

  /** The line that is open, or was last. Throws when there was none. */
  get line(): FakeLine {
    const line = this.lines.at(-1);
    if (line === undefined) throw new Error("The page has opened no line.");
    return line;
  }

  async listen(): Promise<void> {
    await this.#app.register(pageRoutes(PAGE));
    this.#app.get("/conversational_agents", () => ({ data: [AGENT], cursor: null }));
    this.#app.get("/conversational_agents/:id", () => AGENT);
    this.#app.post("/conversations", () => {
      this.created++;
      return this.#conversation("queued");
    });
    this.#app.get("/conversations/:id", () => this.#conversation("in-progress"));
    this.#app.get("/conversations/:id/recording", (_request, reply) => reply.type("audio/wav").send(Buffer.alloc(0)));
    this.#app.server.on("upgrade", (request, socket, head) => {
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#opened(webSocket, request.url ?? ""));
    });
    this.#url = await this.#app.listen({ host: "127.0.0.1", port: 0 });
  }

  async close(): Promise<void> {
    this.dropLines();
    await this.#app.close();
  }

  /** Forgets what came, for the next test. */
  reset(): void {
    this.dropLines();
    this.lines.length = 0;
    this.recordingUrl = null;
    this.created = 0;
    this.#sequence = 0;
  }

  /** Breaks every line off, as a network that is gone does. */
  dropLines(): void {
    for (const { socket } of this.lines) socket.terminate();
  }

  send(payload: object): void {
    this.line.socket.send(JSON.stringify({ ...this.#envelope(), payload }));
  }

  sendAudio(bytes: Uint8Array): void {
    this.line.socket.send(bytes);
  }

  #opened(socket: WebSocket, path: string): void {
    const line: FakeLine = { query: new URL(path, this.#url).searchParams, socket, audio: [], events: [] };
    this.lines.push(line);
    socket.on("message", (data: Buffer, isBinary) => {
      const at = performance.now();
      if (isBinary) line.audio.push({ at, bytes: data });
      else this.#received(line, { at, ...(JSON.parse(data.toString()) as { payload: { type: string } }) });
    });
  }

  #received(line: FakeLine, event: FakeLine["events"][number]): void {
    line.events.push(event);
    if (event.payload.type === "conversation.start") this.send({ type: "conversation.started" });
    if (event.payload.type === "conversation.end")
      this.send({ type: "conversation.ended", status: "completed", reason: "client_ended", duration_sec: 3 });
  }

  #envelope() {
    const id = `ev_${String(++this.#sequence).padStart(11, "0")}`;
    const about = { agent_id: AGENT.version_id, livemode: true, conversation_id: "conv_1", experimental: false };
    return { id, created_at: new Date().toISOString(), ...about };
  }

  #conversation(status: string) {
    const base = `${this.#url}/conversations/conv_1`;
    const urls = { session_url: `${base}/session`, events_url: `${base}/events` };
    const channel = { type: "voice_realtime", token: "secret", ...urls, recording_url: this.recordingUrl };
    return { id: "conv_1", agent_id: AGENT.version_id, status, completed_at: null, channel };
  }
}

/** Starts it on a free port of the loopback. The page must be built. */
export async function startFakeVoiceServer(): Promise<FakeVoiceServer> {
  const server = new FakeVoiceServer(Fastify({ forceCloseConnections: true }));
  await server.listen();
  return server;
}
