import { isDeepStrictEqual } from "node:util";
import { WebSocket } from "ws";
import type { Client } from "../../src/client.ts";
import { openSession, type Session } from "../../src/session.ts";
import { applyEvent, EMPTY_TRANSCRIPT, type Transcript } from "../../src/transcript.ts";
import { type EchoServer, startEchoServer } from "../echo-server.ts";
import { type Cut, CUTS, startHostileRelay } from "./hostile-relay.ts";
import { seededRandom } from "./random.ts";

/** How much is to be survived. */
export interface SessionSoakOptions {
  /** How many lines are cut. */
  disconnects: number;
  /** How many sessions share them, at the same time. */
  sessions: number;
  seed: number;
}

/** What came of a soak. */
export interface SessionSoakResult {
  disconnects: number;
  /** How often each kind of cut happened. */
  cuts: Partial<Record<Cut, number>>;
  sessions: number;
  /** How many messages were said to the agent. */
  messages: number;
  /** What was not as in the undisturbed run; empty when every promise was kept. */
  faults: string[];
}

/** One cut in so many leaves both ends open, which it takes the client its patience to notice. */
const HALF_OPEN_EVERY = 25;

/**
 * Holds dialogues with a real server while their lines are cut, then holds each again undisturbed, and compares the
 * transcripts: that of the client's events, and that of the server's log.
 */
export async function runSessionSoak(options: SessionSoakOptions): Promise<SessionSoakResult> {
  const server = await startEchoServer();
  try {
    const each = Math.ceil(options.disconnects / options.sessions);
    const runs = Array.from({ length: options.sessions }, (_, index) =>
      soakOne(server, { disconnects: each, seed: options.seed + index }),
    );
    const results = await Promise.all(runs);
    const cuts: Partial<Record<Cut, number>> = {};
    for (const result of results) for (const [cut, count] of result.cuts) cuts[cut] = (cuts[cut] ?? 0) + count;
    return {
      disconnects: Object.values(cuts).reduce((sum, count) => sum + count, 0),
      cuts,
      sessions: options.sessions,
      messages: results.reduce((sum, { messages }) => sum + messages, 0),
      faults: results.flatMap(({ faults }) => faults),
    };
  } finally {
    await server.cleanUp();
  }
}

async function soakOne(server: EchoServer, { disconnects, seed }: { disconnects: number; seed: number }) {
  const random = seededRandom(seed);
  let left = disconnects;
  let drawn = 0;
  const nextCut = () => (left <= 0 ? null : (left--, drawCut(drawn++, random)));
  const relay = await startHostileRelay({ target: Number(new URL(server.host).port), nextCut, random });
  try {
    const disturbed = await holdDialogue(server, {
      port: relay.port,
      isEnough: (said) => left <= 0 && said >= disconnects / 2,
    });
    const undisturbed = await holdDialogue(server, {
      port: Number(new URL(server.host).port),
      isEnough: (said) => said >= disturbed.messages,
    });
    return { cuts: relay.cuts, messages: disturbed.messages, faults: faultsOf(disturbed, undisturbed, seed) };
  } finally {
    await relay.close();
  }
}

function drawCut(index: number, random: () => number): Cut {
  if (index % HALF_OPEN_EVERY === 1) return "half_open";
  const others = CUTS.filter((cut) => cut !== "half_open");
  return others[Math.floor(random() * others.length)] as Cut;
}

interface Dialogue {
  conversation: string;
  messages: number;
  /** What the client's events fold to. */
  seen: Transcript;
  /** What the events of the server's log fold to, and of which types they are. */
  stored: Transcript;
  storedTypes: string[];
  end: string;
}

interface DialogueOptions {
  /** The port of the loopback at which the server is reached. */
  port: number;
  /** Says whether so many messages are enough. */
  isEnough(said: number): boolean;
}

async function holdDialogue(server: EchoServer, { port, isEnough }: DialogueOptions): Promise<Dialogue> {
  const { id, channel } = await server.client.conversations.create({
    agent_id: server.agent,
    channel: { type: "chat_realtime" },
  });
  const url = new URL(channel.session_url ?? "");
  url.port = String(port);
  const session = openSession({ sessionUrl: url.href, token: channel.token ?? "", webSocket: WebSocket });
  const { transcript, messages } = await talk(session, isEnough);
  const end = session.connection.name === "over" ? session.connection.end : session.connection.name;
  return { conversation: id, messages, seen: transcript, end, ...(await readStored(server.client, id)) };
}

/** Says one message after another, each after the answer to the one before it, then ends the conversation. */
async function talk(session: Session, isEnough: (said: number) => boolean) {
  let transcript = EMPTY_TRANSCRIPT;
  let said = 0;
  session.start();
  const sayNext = () => (isEnough(said) ? session.end() : session.send(messageOf(said++)));
  for await (const event of session) {
    transcript = applyEvent(transcript, event);
    if (event.payload.type === "conversation.started" || event.payload.type === "agent.turn.metrics") sayNext();
  }
  return { transcript, messages: said };
}

/** Messages of many lengths, so that cuts fall everywhere in a frame. */
function messageOf(index: number): string {
  return `Message ${index}: ${"one more word ".repeat(index % 12)}and that was it.`;
}

async function readStored(client: Client, id: string): Promise<Pick<Dialogue, "stored" | "storedTypes">> {
  let stored = EMPTY_TRANSCRIPT;
  const storedTypes: string[] = [];
  for await (const event of client.conversations.events(id)) {
    stored = applyEvent(stored, event);
    storedTypes.push(event.payload.type);
  }
  return { stored, storedTypes };
}

function faultsOf(disturbed: Dialogue, undisturbed: Dialogue, seed: number): string[] {
  const about = `Seed ${seed}, ${disturbed.conversation}:`;
  const faults: string[] = [];
  if (disturbed.end !== "ended") faults.push(`${about} the session was over because: ${disturbed.end}.`);
  const expected = comparable(undisturbed.seen);
  const differs = (transcript: Transcript) => !isDeepStrictEqual(comparable(transcript), expected);
  if (differs(disturbed.seen)) faults.push(`${about} what the client saw differs from the undisturbed run.`);
  if (differs(disturbed.stored)) faults.push(`${about} what the server stored differs from the undisturbed run.`);
  if (!isDeepStrictEqual(disturbed.storedTypes, undisturbed.storedTypes))
    faults.push(`${about} the server stored other events than in the undisturbed run.`);
  if (differs(undisturbed.stored)) faults.push(`${about} the undisturbed run was not stored as it was seen.`);
  return faults;
}

/** What of a transcript is not made anew for each conversation: not ids, times and durations. */
function comparable(transcript: Transcript): unknown {
  const left = new Set(["id", "at", "durationSeconds"]);
  return JSON.parse(JSON.stringify(transcript, (key, value: unknown) => (left.has(key) ? undefined : value)));
}
