import { isDeepStrictEqual } from "node:util";
import type { Client } from "../../src/client.ts";
import type { Session } from "../../src/session.ts";
import { applyEvent, EMPTY_TRANSCRIPT, type Transcript } from "../../src/transcript.ts";
import { type EchoServer, startEchoServer } from "../echo-server.ts";
import { type Cut, CUTS, startHostileRelay } from "./hostile-relay.ts";
import { hearingFault } from "./heard-audio.ts";
import { audibleOf } from "./letter-tones.ts";
import { seededRandom } from "./random.ts";
import { openSoakLine, type SoakMedium } from "./soak-line.ts";
import { startToneSpeechServer } from "./tone-speech-server.ts";

/** How much is to be survived. */
export interface SessionSoakOptions {
  medium: SoakMedium;
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

/** Up to how many bytes of a line are let through before it is cut: by voice, somewhat more than a second. */
const MOST_BYTES = { text: { coming: 2_500, going: 120 }, voice: { coming: 40_000, going: 900 } };
/**
 * At a cut, as many letters may be heard again as two seconds have, since no report of them came through, and as many be
 * lost as half a second has: so long may a busy machine take to tell the server that the line is gone.
 */
const SLACK = { again: 34, lost: 9 };

/**
 * Holds dialogues with a real server while their lines are cut, then holds each again undisturbed, and compares the
 * transcripts: that of the client's events, and that of the server's log. By voice what was heard is compared as well.
 */
export async function runSessionSoak(options: SessionSoakOptions): Promise<SessionSoakResult> {
  const { medium } = options;
  const speech = medium === "voice" ? await startToneSpeechServer() : null;
  const server = await startEchoServer(speech === null ? {} : { speech: speech.setting });
  try {
    const each = Math.ceil(options.disconnects / options.sessions);
    const runs = Array.from({ length: options.sessions }, (_, index) =>
      soakOne(server, { medium, disconnects: each, seed: options.seed + index }),
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
    await speech?.close();
  }
}

interface OneSoak {
  medium: SoakMedium;
  disconnects: number;
  seed: number;
}

async function soakOne(server: EchoServer, { medium, disconnects, seed }: OneSoak) {
  const random = seededRandom(seed);
  let left = disconnects;
  let drawn = 0;
  const nextCut = () => (left <= 0 ? null : (left--, drawCut(medium, drawn++, random)));
  const target = Number(new URL(server.host).port);
  const relay = await startHostileRelay({ target, nextCut, random, most: MOST_BYTES[medium] });
  try {
    const disturbed = await holdDialogue(server, {
      medium,
      port: relay.port,
      isEnough: (said) => left <= 0 && said >= disconnects / 2,
    });
    const undisturbed = await holdDialogue(server, {
      medium,
      port: target,
      isEnough: (said) => said >= disturbed.messages,
    });
    return { cuts: relay.cuts, messages: disturbed.messages, faults: faultsOf(disturbed, undisturbed, seed) };
  } finally {
    await relay.close();
  }
}

/**
 * By voice no line is left half open: between two reports the server takes the time that passes for what was heard, so
 * that what it says into a line of which nobody knows yet that it is dead is not said again.
 */
function drawCut(medium: SoakMedium, index: number, random: () => number): Cut {
  if (medium === "text" && index % HALF_OPEN_EVERY === 1) return "half_open";
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
  /** What was heard, a part for each line. */
  heard: readonly string[];
}

interface DialogueOptions {
  medium: SoakMedium;
  /** The port of the loopback at which the server is reached. */
  port: number;
  /** Says whether so many messages are enough. */
  isEnough(said: number): boolean;
}

async function holdDialogue(server: EchoServer, { medium, port, isEnough }: DialogueOptions): Promise<Dialogue> {
  const { id, channel } = await server.client.conversations.create({
    agent_id: server.agent,
    channel: { type: medium === "text" ? "chat_realtime" : "voice_realtime" },
  });
  const url = new URL(channel.session_url ?? "");
  url.port = String(port);
  const line = openSoakLine(medium, { sessionUrl: url.href, token: channel.token ?? "" });
  const { session, heard } = line;
  const { transcript, messages } = await talk(session, isEnough).finally(() => line.close());
  const end = session.connection.name === "over" ? session.connection.end : session.connection.name;
  return { conversation: id, messages, seen: transcript, heard, end, ...(await readStored(server.client, id)) };
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

const DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** Messages of many lengths, so that cuts fall everywhere in a frame, in words that are spoken as they are written. */
function messageOf(index: number): string {
  const number = [...String(index)].map((digit) => DIGITS[Number(digit)]).join(" ");
  return `Message ${number}: ${"one more word ".repeat(index % 12)}and that was it.`;
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
  return [...faults, ...hearingFaults(disturbed, undisturbed).map((fault) => `${about} ${fault}.`)];
}

/** What the agent said is what is to be heard; in writing, nothing is. */
function hearingFaults(disturbed: Dialogue, undisturbed: Dialogue): string[] {
  if (undisturbed.heard.length === 0) return [];
  const said = undisturbed.seen.entries.map((entry) => (entry.kind === "agent_message" ? entry.text : ""));
  const whole = audibleOf(said.join(" "));
  const sides = { "with cuts": disturbed.heard, undisturbed: undisturbed.heard };
  return Object.entries(sides).flatMap(([side, heard]) => {
    const fault = hearingFault(heard, whole, SLACK);
    return fault === null ? [] : [`what was heard ${side} is not what was said: ${fault}`];
  });
}

/** What of a transcript is not made anew for each conversation: not ids, times and durations. */
function comparable(transcript: Transcript): unknown {
  const left = new Set(["id", "at", "durationSeconds"]);
  return JSON.parse(JSON.stringify(transcript, (key, value: unknown) => (left.has(key) ? undefined : value)));
}
