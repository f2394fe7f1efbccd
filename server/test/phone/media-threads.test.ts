import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { afterAll, afterEach, expect, it } from "vitest";
import { callMediaOpener } from "../../src/providers/sip/media/call-media-opener.ts";
import type { CallMedia } from "../../src/providers/sip/call-media.ts";
import { MediaThreads } from "../../src/providers/sip/media/media-threads.ts";

const HOME = "127.0.0.1";
/** Each test file of a run has ports of its own: this one's are used by no other. */
const PORTS = { first: 41_600, last: 41_699 };
const BLOCKED = 200;
/** What silence is in PCMU. */
const SILENCE = 0xff;

const errors: unknown[] = [];
const closing: (() => unknown)[] = [];

function openerOf(program: string, ports = PORTS) {
  const onError = (error: unknown) => errors.push(error);
  const threads = new MediaThreads({
    program: new URL(program, import.meta.url),
    count: 1,
    onError,
    onSent: () => undefined,
  });
  afterAll(() => threads.close());
  return callMediaOpener({ threads, ports, codecs: ["pcmu"] });
}

const open = openerOf("../../src/media-thread.ts");

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Side {
  readonly media: CallMedia;
  readonly dead: string[];
  heard: number;
}

async function side(opener = open): Promise<Side> {
  const dead: string[] = [];
  const media = await opener({
    address: HOME,
    isSecure: false,
    watch: {
      onAudio: (samples) => {
        made.heard += samples.filter((sample) => Math.abs(sample) > 1_000).length;
      },
      onDigit: () => undefined,
      onHeld: () => undefined,
      onDead: (message) => dead.push(message),
    },
  });
  closing.push(() => media.close());
  const made: Side = { media, dead, heard: 0 };
  return made;
}

function say(media: CallMedia, frames: number): void {
  for (let place = 0; place < frames; place++) media.send(new Int16Array(160).fill(8_000));
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 30_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`It never came to this: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

interface Arrival {
  /** By the clock that all threads share. */
  readonly at: number;
  readonly isVoice: boolean;
}

/** A socket in a thread of its own, which notes packets while the main one is blocked. */
const EAR = `
const { parentPort } = require("node:worker_threads");
const arrivals = [];
const socket = require("node:dgram").createSocket("udp4");
socket.on("message", (bytes) => {
  const isReport = bytes[1] >= 192 && bytes[1] <= 223;
  if (!isReport) arrivals.push({ at: performance.timeOrigin + performance.now(), isVoice: bytes[12] !== ${SILENCE} });
});
socket.bind(0, "${HOME}", () => parentPort.postMessage(socket.address().port));
parentPort.on("message", () => parentPort.postMessage(arrivals));
`;

async function openEar(): Promise<{ port: number; arrivals(): Promise<Arrival[]> }> {
  const ear = new Worker(EAR, { eval: true });
  closing.push(() => ear.terminate());
  const next = async () => (await once(ear, "message"))[0];
  const port: number = await next();
  const arrivals = (): Promise<Arrival[]> => {
    ear.postMessage(null);
    return next();
  };
  return { port, arrivals };
}

/** Has the main thread do nothing at all for so long. Returns when that was, by the clock that all threads share. */
function block(duration: number): { begin: number; end: number } {
  const begin = performance.timeOrigin + performance.now();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, duration);
  return { begin, end: performance.timeOrigin + performance.now() };
}

async function talkTo(port: number): Promise<CallMedia> {
  const { media } = await side();
  const lines = [
    "v=0",
    "o=- 1 1 IN IP4 127.0.0.1",
    "s=-",
    `c=IN IP4 ${HOME}`,
    "t=0 0",
    `m=audio ${port} RTP/AVP 0`,
    "",
  ];
  media.answer(lines.join("\r\n"));
  return media;
}

it("sends a voice on while the main thread is blocked, a packet every 20 ms", async () => {
  const ear = await openEar();
  const media = await talkTo(ear.port);
  let best: Arrival[] = [];
  // A machine that is busy with other things may keep back any thread: one try of many that shows it is enough.
  for (let tries = 0; tries < 50 && best.length < 8; tries++) {
    say(media, (media.buffer ?? 0) / 20);
    const { begin, end } = block(BLOCKED);
    const came = (await ear.arrivals()).filter(({ at, isVoice }) => isVoice && at > begin && at < end);
    if (came.length > best.length) best = came;
    media.clear();
  }
  expect(best.length).toBeGreaterThanOrEqual(8);
});

it("fills in silence from the first audio on, and gives a sign of life before", async () => {
  const ear = await openEar();
  const media = await talkTo(ear.port);
  let arrivals: Arrival[] = [];
  const look = async () => {
    arrivals = await ear.arrivals();
  };
  while (arrivals.length < 2) await look();
  const [first, second] = arrivals as [Arrival, Arrival];
  expect(second.at - first.at).toBeGreaterThan(500);
  say(media, 1);
  while (!arrivals.some(({ isVoice }) => isVoice)) await look();
  const spoken = arrivals.findIndex(({ isVoice }) => isVoice);
  // Ten seconds of signs of life would be needed for as many.
  while (arrivals.length < spoken + 10) await look();
  const tenth = arrivals[spoken + 9] as Arrival;
  expect(tenth.at - (arrivals[spoken] as Arrival).at).toBeLessThan(9_000);
  expect(arrivals.slice(spoken + 1).some(({ isVoice }) => isVoice)).toBe(false);
});

it("goes on in a new thread when one dies, and gives calls up when that happens again and again", async () => {
  const mortal = openerOf("mortal-media-thread.ts", { first: PORTS.last + 1, last: PORTS.last + 40 });
  const [a, b] = [await side(mortal), await side(mortal)];
  a.media.accept(b.media.answer(a.media.offer({ isHeld: false })));
  const isHeard = async () => {
    const before = b.heard;
    await until(() => {
      say(a.media, 1);
      return b.heard > before;
    }, "it is heard");
  };
  await isHeard();
  for (const death of [1, 2]) {
    await expect(a.media.sendDigits("666")).rejects.toMatchObject({ code: "call_over" });
    expect(errors.map(String)).toEqual(
      Array(death).fill("Error: The thread of the audio of calls has ended; its 2 calls go on in a new one."),
    );
    await isHeard();
  }
  expect([...a.dead, ...b.dead]).toEqual([]);
  await expect(a.media.sendDigits("666")).rejects.toMatchObject({ code: "call_over" });
  expect([...a.dead, ...b.dead]).toEqual(Array(2).fill("The thread of its audio has ended several times."));
  expect(String(errors[2])).toBe("Error: The thread of the audio of calls has ended; its 2 calls are given up.");
  expect((errors[2] as Error).cause).toMatchObject({ message: "It died of a key." });
  await expect(side(mortal)).rejects.toMatchObject({ code: "channel_unavailable" });
});
