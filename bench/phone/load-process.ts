import type { Socket } from "node:dgram";
import { setTimeout as delay } from "node:timers/promises";
import { FRAME_MS } from "../../server/src/domain/audio.ts";
import { answerCalls } from "../side-process.ts";
import { DIALOGUE } from "../voice/dialogue.ts";
import { type Lateness, noLateness } from "../voice/lateness.ts";
import { HOST, openSocket } from "./open-socket.ts";
import { RtpStream } from "./rtp-stream.ts";
import { type AnsweredCall, SipLine } from "./sip-line.ts";

/** What a run of calls came to. */
export interface PhoneRun {
  lateness: Lateness;
  /** How many calls were open from begin to end. */
  open: number;
  /** Packets that were due by the timestamps of others and never came. */
  missing: number;
  asked: number;
  answered: number;
  /** Of the calls that were made and ended meanwhile. */
  setups: Setups;
  /** How late the load's own clock was: the longest delay of a tick, in ms. */
  ownDelay: number;
}

/** How calls were set up. */
export interface Setups {
  /** From INVITE to 200, in ms. */
  took: number[];
  /** Why others came to nothing. */
  failures: string[];
}

/** Where calls go. */
export interface Callee {
  sipPort: number;
  number: string;
}

/** Into how many parts a packet's time is cut: so many ticks in 20 ms. */
const SLOTS = 10;
/** An answer to the last words of a round is waited for so long. */
const GRACE = 1_500;
/** How long the calls last that are made meanwhile. */
const SHORT_CALL = 2_000;
/** The pause before a call that is alone: what those before leave to do is done by then. */
const BETWEEN_CALLS = 200;
/** Whoever takes reports of RTCP at the port of RTP tells them by this (RFC 5761, section 4). */
const isReport = (packet: Buffer) => ((packet[1] ?? 0) & 0x7f) >= 64 && ((packet[1] ?? 0) & 0x7f) <= 95;

interface Caller {
  stream: RtpStream;
  /** Null where the other side is the echo. */
  call: AnsweredCall | null;
}

let socket: Socket | null = null;
let ownPort = 0;
let line: SipLine | null = null;
let nextCaller = 0;
let ownDelay = 0;
let isTicking = false;
/** By the port of the other side, from which its packets come. */
const streams = new Map<number, RtpStream>();
const slots: Set<RtpStream>[] = Array.from({ length: SLOTS }, () => new Set());
let callers: Caller[] = [];

/** The callers' process: it makes calls and says their part. */
const answers = {
  /** Talks to the echo at each port. */
  async echo({ ports }: { ports: number[] }): Promise<void> {
    await openAudio();
    for (const port of ports) callers.push({ stream: begin(port), call: null });
  },

  /** Makes calls, so many a second, that stay. */
  async call({ callee, count, rate }: { callee: Callee; count: number; rate: number }): Promise<Setups> {
    const setups: Setups = { took: [], failures: [] };
    await atRate({ count, rate }, async () => {
      const caller = await setUp(callee, setups);
      if (caller !== null) callers.push(caller);
    });
    return setups;
  },

  /** Makes so many calls one after the other, each of which ends before the next. */
  async callAlone({ callee, count }: { callee: Callee; count: number }): Promise<Setups> {
    const setups: Setups = { took: [], failures: [] };
    for (let made = 0; made < count; made++) {
      await delay(BETWEEN_CALLS);
      const caller = await setUp(callee, setups);
      if (caller !== null) await hangUp(caller, setups);
    }
    return setups;
  },

  /** Lets all calls say their part so many times, each at another moment of the round; others come and go meanwhile. */
  async run({ rounds, visitors }: { rounds: number; visitors: (Callee & { rate: number }) | null }): Promise<PhoneRun> {
    const began = performance.now() + 100;
    ownDelay = 0;
    const present = callers;
    for (const [place, { stream }] of present.entries())
      stream.talk(began + (place / present.length) * DIALOGUE.round, rounds);
    const length = (rounds + 1) * DIALOGUE.round + GRACE;
    const [setups] = await Promise.all([visitors === null ? NONE : visit(visitors, length - GRACE), delay(length)]);
    const lateness = noLateness();
    let missing = 0;
    for (const { stream } of present) missing += stream.arrivals.count(lateness);
    const sum = (name: "asked" | "answered") => present.reduce((all, { stream }) => all + stream[name], 0);
    const open = present.filter(({ call }) => call?.isOver !== true).length;
    return { lateness, open, missing, asked: sum("asked"), answered: sum("answered"), setups, ownDelay };
  },

  /** Hangs all calls up. */
  async drop(_: null): Promise<void> {
    const dropped = callers;
    callers = [];
    for (const caller of dropped) end(caller);
    // What is measured is over: a call that cannot be hung up any more is nothing to it.
    await Promise.allSettled(
      dropped.map(async ({ call }) => {
        await call?.hangUp();
      }),
    );
  },
};

const NONE: Setups = { took: [], failures: [] };

async function openAudio(): Promise<void> {
  if (socket !== null) return;
  socket = await openSocket();
  socket.setRecvBufferSize(4 * 2 ** 20);
  ownPort = socket.address().port;
  socket.on("message", (packet, { port }) => {
    if (!isReport(packet)) streams.get(port)?.hear(packet, performance.now());
  });
}

function begin(port: number): RtpStream {
  const stream = new RtpStream(port, nextCaller, (packet, to) => socket?.send(packet, to, HOST));
  streams.set(port, stream);
  slots.reduce((emptiest, other) => (other.size < emptiest.size ? other : emptiest)).add(stream);
  if (!isTicking) turn();
  return stream;
}

function end({ stream }: Caller): void {
  for (const slot of slots) slot.delete(stream);
  for (const [port, other] of streams) if (other === stream) streams.delete(port);
}

async function setUp({ sipPort, number }: Callee, setups: Setups): Promise<Caller | null> {
  await openAudio();
  line ??= await SipLine.open(sipPort);
  const from = `+41790${String(nextCaller++).padStart(6, "0")}`;
  try {
    const call = await line.call({ from, to: number, rtpPort: ownPort });
    setups.took.push(call.took);
    return { call, stream: begin(call.rtpPort) };
  } catch (error) {
    setups.failures.push(error instanceof Error ? error.message : String(error));
    return null;
  }
}

async function visit({ rate, ...callee }: Callee & { rate: number }, length: number): Promise<Setups> {
  const setups: Setups = { took: [], failures: [] };
  const count = Math.floor(((length - SHORT_CALL) / 1000) * rate);
  await atRate({ count, rate }, async () => {
    const caller = await setUp(callee, setups);
    if (caller === null) return;
    await delay(SHORT_CALL);
    if (caller.call?.isOver === true) setups.failures.push("A call was hung up by the other side.");
    await hangUp(caller, setups);
  });
  return setups;
}

async function hangUp(caller: Caller, setups: Setups): Promise<void> {
  end(caller);
  await caller.call?.hangUp().catch((error: Error) => setups.failures.push(error.message));
}

async function atRate({ count, rate }: { count: number; rate: number }, work: () => Promise<void>): Promise<void> {
  const under: Promise<void>[] = [];
  for (let made = 0; made < count; made++) {
    under.push(work());
    await delay(1000 / rate);
  }
  await Promise.all(under);
}

/** Ticks for one slot after the other, as long as there are calls. */
function turn(dueAt = performance.now(), place = 0): void {
  isTicking = streams.size > 0;
  if (!isTicking) return;
  const now = performance.now();
  ownDelay = Math.max(ownDelay, now - dueAt);
  for (const stream of slots[place] ?? []) stream.tick(dueAt);
  // Packets that are late are sent at the next tick of their call; ticks are not made up for.
  const next = Math.max(dueAt + FRAME_MS / SLOTS, now - FRAME_MS);
  setTimeout(() => turn(next, (place + 1) % SLOTS), Math.max(0, next - performance.now()));
}

/** What `load-process.ts` can be asked to do. */
export type PhoneLoadCalls = typeof answers;

answerCalls(answers);
