import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { type WebSocket, WebSocketServer } from "ws";
import { PAGE_HEADERS } from "../../server/src/http/page.ts";

const PAGE = fileURLToPath(new URL("../dist", import.meta.url));
const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** Whom the page takes for signed in. */
const ACCOUNT = {
  has_owner: true,
  organization: { name: "Salon Ada", time_zone: "Europe/Zurich" },
  member: {
    id: "mem_00000000001",
    name: "Ada Owner",
    email: "owner@example.com",
    role: "owner",
    created_at: "2025-06-19T10:00:00.000Z",
    last_seen_at: null,
  },
  scopes: null,
};

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

/** Where its public link leads. */
export const DEMO = {
  id: "demo_00000000001",
  title: "Reception",
  agent_name: "Amanda",
  greeting: "Ask for a free hour.",
  language: "en",
  channels: ["chat_realtime", "voice_realtime"],
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
  readonly #http: Server = createServer((request, response) => void this.#answer(request, response));
  readonly #sockets = new WebSocketServer({ noServer: true });
  #sequence = 0;
  #url = "";

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
    this.#http.on("upgrade", (request, socket, head) => {
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#opened(webSocket, request.url ?? ""));
    });
    await new Promise<void>((resolve) => this.#http.listen(0, "127.0.0.1", resolve));
    this.#url = `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.dropLines();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
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

  async #answer({ method, url }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(url ?? "/", this.#url);
    // As the platform does, for the widget on pages of other origins.
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "Content-Type, Operator-Version, Idempotency-Key");
    if (method === "OPTIONS") {
      response.writeHead(204).end();
      return;
    }
    const object = this.#objectAt(`${method} ${pathname}`);
    if (object !== null) {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(object));
      return;
    }
    const path = pathname.startsWith("/app") ? "/index.html" : pathname;
    const file = await readFile(PAGE + path).catch(() => null);
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(file === null ? 404 : 200, { ...PAGE_HEADERS, "content-type": type }).end(file ?? "");
  }

  #objectAt(request: string): object | null {
    if (request === "GET /account") return ACCOUNT;
    if (request === `GET /demos/${DEMO.id}`) return DEMO;
    if (request === `POST /demos/${DEMO.id}/conversations`) {
      this.created++;
      return this.#conversation("queued");
    }
    if (request === "GET /conversational_agents") return { data: [AGENT], cursor: null };
    if (request.startsWith("GET /conversational_agents/")) return AGENT;
    if (request === "GET /conversations/conv_1") return this.#conversation("in-progress");
    if (request !== "POST /conversations") return null;
    this.created++;
    return this.#conversation("queued");
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
  const server = new FakeVoiceServer();
  await server.listen();
  return server;
}
