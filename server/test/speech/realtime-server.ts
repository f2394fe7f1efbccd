import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import {
  type ScriptedAnswer,
  type ScriptedTranscript,
  Served,
  type ServedItem,
  type ServedSession,
  type World,
} from "./realtime-served.ts";

/** A fake of the vendor's Realtime API. It holds a conversation as the vendor does, and refuses what is off its script. */
export interface RealtimeServer {
  /** Its address, as `OPENAI_BASE_URL` has it. */
  readonly baseUrl: string;
  readonly sessions: readonly ServedSession[];
  session(): ServedSession;
  answers(...answers: ScriptedAnswer[]): void;
  transcripts(...transcripts: ScriptedTranscript[]): void;
  /** Refuses every connection from now on; null lets them in again. */
  refuse(refusal: { status: number; body: string } | null): void;
  /** The conversation as it was when the last answer was asked for. */
  lastAsked(): { items: readonly ServedItem[]; settings: Record<string, unknown> };
  openConnections(): number;
  /** How many answers are being given. */
  openAnswers(): number;
  /** Throws when something is left over, or when it was asked for more than it had. */
  assertFinished(): void;
  close(): Promise<void>;
}

/** Starts the fake on the loopback. */
export async function startRealtimeServer(): Promise<RealtimeServer> {
  const world: World = { answers: [], transcripts: [], offScript: [], asked: null, ids: 0 };
  const sessions: Served[] = [];
  let refusal: { status: number; body: string } | null = null;
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  http.on("upgrade", (request, socket, head) => {
    if (refusal !== null) return void socket.end(responseOf(refusal));
    sockets.handleUpgrade(request, socket, head, (ws) => {
      sessions.push(new Served(world, ws, { url: request.url ?? "", headers: request.headers }));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}/v1`,
    sessions,
    session: () => sessions.at(-1) as ServedSession,
    answers: (...answers) => void world.answers.push(...answers),
    transcripts: (...transcripts) => void world.transcripts.push(...transcripts),
    refuse: (next) => {
      refusal = next;
    },
    lastAsked: () => world.asked ?? { items: [], settings: {} },
    openConnections: () => sockets.clients.size,
    openAnswers: () => sessions.filter(({ isAnswering }) => isAnswering).length,
    assertFinished: () => assertFinished(world),
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}

function responseOf({ status, body }: { status: number; body: string }): string {
  const length = Buffer.byteLength(body);
  return `HTTP/1.1 ${status} Refused\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n${body}`;
}

function assertFinished({ offScript, answers, transcripts }: World): void {
  const left = [...offScript, ...answers.map(() => "an answer"), ...transcripts.map(() => "a transcript")];
  if (left.length > 0) throw new Error(`Off the script, or left over: ${left.join("; ")}.`);
}
