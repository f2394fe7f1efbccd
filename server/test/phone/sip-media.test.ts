import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { isRtcp, readRtp } from "../../src/lib/rtp.ts";
import { readRtcp } from "../../src/lib/rtcp.ts";
import type { CallMedia } from "../../src/providers/sip/call-media.ts";
import { callMediaOpener } from "../../src/providers/sip/media/call-media-opener.ts";
import type { CodecName } from "../../src/providers/sip/media/codecs.ts";
import { MediaThreads } from "../../src/providers/sip/media/media-threads.ts";

const HOME = "127.0.0.1";
/** Each test file of a run has ports of its own: this one's are used by no other. */
const PORTS = { first: 41_000, last: 41_399 };

const closing: (() => void)[] = [];
const errors: unknown[] = [];

afterEach(() => {
  for (const close of closing.splice(0).reverse()) close();
  expect(errors.splice(0)).toEqual([]);
});

const threads = new MediaThreads({
  program: new URL("../../src/media-thread.ts", import.meta.url),
  count: 1,
  onError: (error) => errors.push(error),
  onSent: () => undefined,
});
afterAll(() => threads.close());

const openers = new Map<string, ReturnType<typeof callMediaOpener>>();

interface Side {
  readonly media: CallMedia;
  readonly heard: Int16Array[];
  readonly held: boolean[];
  readonly dead: string[];
  keys: string;
  samples(): number;
}

interface SideOptions {
  readonly codecs?: readonly CodecName[];
  readonly isSecure?: boolean;
  readonly deadAfter?: number;
}

async function side({ codecs = ["pcmu"], isSecure = false, deadAfter = 30_000 }: SideOptions = {}): Promise<Side> {
  const name = `${codecs.join()} ${deadAfter}`;
  // Every kind of opener has forty ports.
  const first = PORTS.first + openers.size * 40;
  const options = {
    threads,
    ports: { first, last: first + 39 },
    codecs,
    deadAfter,
  };
  const open = openers.get(name) ?? callMediaOpener(options);
  openers.set(name, open);
  const made = { heard: [] as Int16Array[], held: [] as boolean[], dead: [] as string[], keys: "" };
  const media = await open({
    address: HOME,
    isSecure,
    watch: {
      onAudio: (samples) => made.heard.push(samples.slice()),
      onDigit: (key) => {
        whole.keys += key;
      },
      onHeld: (isHeld) => made.held.push(isHeld),
      onDead: (message) => made.dead.push(message),
    },
  });
  const whole: Side = {
    ...made,
    media,
    samples: () => made.heard.reduce((sum, { length }) => sum + length, 0),
  };
  closing.push(() => media.close());
  return whole;
}

/** The same numbers from 0 to 1 at each run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function bound(): Promise<Socket> {
  const socket = createSocket("udp4");
  socket.bind(0, HOME);
  await once(socket, "listening");
  closing.push(() => socket.close());
  return socket;
}

function portOf(sdp: string): number {
  return Number(/^m=audio (\d+)/m.exec(sdp)?.[1]);
}

function withPort(sdp: string, port: number): string {
  return sdp.replace(/^m=audio \d+/m, `m=audio ${port}`);
}

/** Loses every twentieth packet, doubles as many and lets as many come late. */
async function lossyPath(
  seed: number,
): Promise<{ from: Socket; to: Socket; go(fromPort: number, toPort: number): void }> {
  const [from, to] = [await bound(), await bound()];
  const random = seededRandom(seed);
  const late = new Set<NodeJS.Timeout>();
  closing.push(() => {
    for (const timer of late) clearTimeout(timer);
  });
  const pass = (out: Socket, port: number) => (bytes: Buffer) => {
    const fate = random();
    const send = () => out.send(bytes, port, HOME, () => undefined);
    if (fate < 0.05) return;
    if (fate < 0.1) send();
    if (fate > 0.95) late.add(setTimeout(send, 30));
    else send();
  };
  return {
    from,
    to,
    go(fromPort, toPort) {
      from.on("message", pass(to, toPort));
      to.on("message", pass(from, fromPort));
    },
  };
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 15_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`It never came to this: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const HZ = 440;
function say(media: CallMedia, frames: number): void {
  const length = media.sampleRateHz / 50;
  for (let place = 0; place < frames; place++)
    media.send(
      Int16Array.from(
        { length },
        (_, i) => 8_000 * Math.sin((2 * Math.PI * HZ * (place * length + i)) / media.sampleRateHz),
      ),
    );
}

/** Returns how much of what was heard is the tone that was said, from 0 to 1. */
function purity(heard: readonly Int16Array[], rate: number): number {
  const samples = heard
    .flatMap((part) => [...part])
    .filter((_, i, all) => i > all.length * 0.2 && i < all.length * 0.8);
  // In pieces, since the tone's phase jumps a little where something was made up.
  let [tone, all] = [0, 1e-9];
  for (let start = 0; start + rate / 50 <= samples.length; start += rate / 50) {
    let [real, imaginary] = [0, 0];
    for (let i = 0; i < rate / 50; i++) {
      const sample = samples[start + i] as number;
      real += sample * Math.cos((2 * Math.PI * HZ * i) / rate);
      imaginary += sample * Math.sin((2 * Math.PI * HZ * i) / rate);
      all += sample * sample;
    }
    tone += (2 * (real * real + imaginary * imaginary)) / (rate / 50);
  }
  return tone / all;
}

async function talking(one: SideOptions = {}, other: SideOptions = one): Promise<readonly [Side, Side]> {
  const [a, b] = [await side(one), await side(other)];
  a.media.accept(b.media.answer(a.media.offer({ isHeld: false })));
  return [a, b];
}

const KINDS = (["pcmu", "pcma", "g722", "opus"] as const).flatMap((codec) => [
  { codec, isSecure: false },
  { codec, isSecure: true },
]);

describe("the audio of a call", () => {
  it("goes both ways by every codec, protected and not, over a path that loses, doubles and swaps packets", async () => {
    await Promise.all(
      KINDS.map(async ({ codec, isSecure }, place) => {
        const [a, b] = [await side({ codecs: [codec], isSecure }), await side({ codecs: [codec] })];
        const path = await lossyPath(place + 1);
        const offer = a.media.offer({ isHeld: false });
        const answer = b.media.answer(withPort(offer, path.to.address().port));
        a.media.accept(withPort(answer, path.from.address().port));
        path.go(portOf(offer), portOf(answer));
        expect(offer.includes("RTP/SAVP")).toBe(isSecure);
        const rate = codec === "pcmu" || codec === "pcma" ? 8_000 : 16_000;
        expect([a.media.sampleRateHz, b.media.sampleRateHz]).toEqual([rate, rate]);
        say(a.media, 50);
        say(b.media, 50);
        await until(() => a.samples() > rate * 0.9 && b.samples() > rate * 0.9, `${codec} is heard on both sides`);
        expect(purity(a.heard, rate), `${codec} back`).toBeGreaterThan(0.8);
        expect(purity(b.heard, rate), `${codec} there`).toBeGreaterThan(0.8);
        await a.media.sendDigits("1123#");
        await until(() => b.keys.length >= 5, `${codec} keys arrive`);
        expect([a.keys, b.keys]).toEqual(["", "1123#"]);
      }),
    );
  });

  it("is kept from the other end while it is held, and told", async () => {
    const [a, b] = await talking();
    a.media.accept(b.media.answer(a.media.offer({ isHeld: true })));
    expect([a.held, b.held]).toEqual([[], [true]]);
    say(b.media, 10);
    say(a.media, 10);
    await until(() => b.samples() >= 1_600, "who is held hears");
    // What keeps the path open may have been on its way before; it is silence.
    expect(a.heard.flatMap((samples) => [...samples]).filter((sample) => Math.abs(sample) > 100)).toEqual([]);
    a.media.accept(b.media.answer(a.media.offer({ isHeld: false })));
    expect(b.held).toEqual([true, false]);
    a.heard.length = 0;
    say(b.media, 10);
    await until(() => a.samples() >= 1_600, "the other one is heard again");
  });

  it("keeps its rate when a later offer changes the codec", async () => {
    const [a, b] = await talking({ codecs: ["g722", "pcmu"] });
    const only = a.media.offer({ isHeld: false }).replace(/^(m=audio \d+ RTP\/AVP) .*$/m, "$1 0");
    a.media.withdraw();
    expect(b.media.answer(only)).toContain("m=audio");
    const back = b.media.offer({ isHeld: false });
    expect(back).toMatch(/^m=audio \d+ RTP\/AVP 0/m);
    b.media.accept(a.media.answer(back));
    expect([a.media.sampleRateHz, b.media.sampleRateHz]).toEqual([16_000, 16_000]);
    b.heard.length = 0;
    say(a.media, 50);
    await until(() => b.samples() > 14_000, "the other codec is heard");
    expect(purity(b.heard, 16_000)).toBeGreaterThan(0.9);
  });

  it("comes from behind a router that changes ports, and goes back there; strangers are not listened to", async () => {
    const b = await side();
    const [phone, stranger] = [await bound(), await bound()];
    const offer = ["v=0", "o=- 1 1 IN IP4 10.0.0.1", "s=-", `c=IN IP4 10.0.0.1`, "t=0 0", "m=audio 5004 RTP/AVP 0", ""];
    const port = portOf(b.media.answer(offer.join("\r\n")));
    const got: number[] = [];
    phone.on("message", (bytes) => {
      if (!isRtcp(bytes)) got.push(readRtp(bytes)?.payloadType ?? -1);
    });
    let isStrangerAnswered = false;
    stranger.on("message", () => {
      isStrangerAnswered = true;
    });
    const packet = (sequence: number, type: number, value: number) => {
      const bytes = Buffer.alloc(172, value);
      bytes.set([0x80, type, sequence >> 8, sequence & 0xff]);
      bytes.writeUInt32BE(sequence * 160, 4);
      bytes.writeUInt32BE(1, 8);
      return bytes;
    };
    for (let at = 0; at < 10; at++) stranger.send(packet(at, 96, 0x10), port, HOME);
    for (let at = 0; at < 10; at++) phone.send(packet(at, 0, 0x90), port, HOME);
    await until(() => b.samples() >= 8 * 160, "the phone is heard");
    for (let at = 10; at < 90; at++) stranger.send(packet(at, 0, 0x10), port, HOME);
    for (let at = 10; at < 20; at++) phone.send(packet(at, 0, 0x90), port, HOME);
    await until(() => b.samples() >= 18 * 160, "the phone is still heard");
    say(b.media, 5);
    await until(() => got.length >= 5, "the phone is answered");
    expect(isStrangerAnswered).toBe(false);
    expect(b.heard.every((part) => part.every((sample) => sample > 0))).toBe(true);
  });

  it("is dead when nothing comes, and not while it is held", async () => {
    const [a, b] = await talking({ deadAfter: 1_500 });
    const held = await side({ deadAfter: 1_500 });
    held.media.answer(a.media.offer({ isHeld: true }));
    a.media.withdraw();
    b.media.close();
    await until(() => a.dead.length > 0, "it is dead");
    expect(a.dead[0]).toMatch(/^(Nothing more|No audio) came from the other end for 2 s\.$/);
    expect(held.dead).toEqual([]);
  });

  it("is reported on, and ended with a farewell", async () => {
    const a = await side();
    const [rtp, rtcp] = [await bound(), await bound()];
    const said: string[] = [];
    rtcp.on("message", (bytes) => {
      for (const packet of readRtcp(bytes) ?? []) said.push(packet.type);
    });
    const offer = a.media.offer({ isHeld: false });
    const answer = [
      ...["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0"],
      ...[`m=audio ${rtp.address().port} RTP/AVP 0`, `a=rtcp:${rtcp.address().port}`, ""],
    ].join("\r\n");
    a.media.accept(answer);
    say(a.media, 2);
    await until(() => said.length > 0, "a report came");
    expect(said).toEqual(["report"]);
    expect(portOf(offer) % 2).toBe(0);
    a.media.close();
    await until(() => said.length > 1, "a farewell came");
    expect(said).toEqual(["report", "report", "bye"]);
    await expect(a.media.sendDigits("1")).rejects.toMatchObject({ code: "call_over" });
  });

  it("cannot be had when all ports are taken, and is not disturbed by one that another program has", async () => {
    const first = PORTS.last + 1;
    const open = callMediaOpener({ threads, ports: { first, last: first + 3 } });
    const watch = {
      onAudio: () => undefined,
      onDigit: () => undefined,
      onHeld: () => undefined,
      onDead: () => undefined,
    };
    const other = createSocket("udp4").bind(first + 1);
    await once(other, "listening");
    closing.push(() => other.close());
    const media = await open({ address: HOME, isSecure: false, watch });
    closing.push(() => media.close());
    expect(portOf(media.offer({ isHeld: false }))).toBe(first + 2);
    await expect(open({ address: HOME, isSecure: false, watch })).rejects.toMatchObject({
      code: "channel_unavailable",
    });
  });
});
