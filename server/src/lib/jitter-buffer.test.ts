import { describe, expect, it } from "vitest";
import { type JitterBuffer, jitterBuffer, type MediaPacket, type Playout } from "./jitter-buffer.ts";

/** 8 ticks a ms, packets of 20 ms, as in G.711; a payload's one byte tells it from the others. */
const FRAME = 160;
const buffer = () => jitterBuffer({ clockHz: 8_000, ticksOf: (payload) => (payload.length === 0 ? 0 : FRAME) });

const packet = (number: number, changes: Partial<MediaPacket> = {}): MediaPacket => ({
  sequence: number & 0xffff,
  timestamp: (number * FRAME) >>> 0,
  source: 1,
  payload: Uint8Array.of(number & 0xff),
  ...changes,
});

const shown = (played: readonly Playout[]) =>
  played.map((part) => (part.type === "packet" ? String(part.payload[0]) : `${part.type} ${part.ticks}`)).join(" ");

/** Gives a buffer packets, 20 ms apart, and shows what came out after all. */
function play(packets: readonly (MediaPacket | null)[], into: JitterBuffer = buffer()): string {
  const played = packets.flatMap((each, place) => (each === null ? [] : into.accept(each, place * 20)));
  return shown([...played, ...into.expire(packets.length * 20 + 1_000)]);
}

describe("jitter buffer", () => {
  it.each<[string, (MediaPacket | null)[], string]>([
    ["plays what comes in order", [packet(1), packet(2), packet(3)], "1 2 3"],
    ["puts two swapped packets in order", [packet(1), packet(3), packet(2), packet(4)], "1 2 3 4"],
    ["plays a packet that came twice once", [packet(1), packet(2), packet(2), packet(3), packet(1)], "1 2 3"],
    ["plays a waiting packet that came twice once", [packet(1), packet(3), packet(3), packet(2)], "1 2 3"],
    ["tells how much is to be concealed", [packet(1), null, packet(3), packet(4)], "1 lost 160 3 4"],
    [
      "gives a gap of several packets up as one",
      [packet(1), packet(4), packet(5), packet(6), packet(7)],
      "1 lost 320 4 5 6 7",
    ],
    [
      "throws a packet away that comes after its turn",
      [packet(1), null, packet(3), packet(4), packet(5), packet(6), packet(2)],
      "1 lost 160 3 4 5 6",
    ],
    ["makes up for at most 200 ms that are lost", [packet(1), packet(100), packet(101)], "1 lost 1600 100 101"],
    [
      "is silent where the sender paused without losing a packet",
      [packet(1), packet(2, { timestamp: 5 * FRAME })],
      "1 silence 480 2",
    ],
    [
      "is silent for at most a second",
      [packet(1), packet(2, { timestamp: 2_000_000 }), packet(3, { timestamp: 2_000_160 })],
      "1 silence 8000 2 3",
    ],
    [
      "plays on when timestamps go back",
      [packet(1), packet(2, { timestamp: 3 }), packet(3, { timestamp: 163 })],
      "1 2 3",
    ],
    ["goes on past the end of the sequence numbers", [packet(65_535), packet(65_536), packet(65_537)], "255 0 1"],
    ["puts packets in order past the end", [packet(65_534), packet(65_536), packet(65_535)], "254 255 0"],
    [
      "goes on past the end of the timestamps",
      [packet(1, { timestamp: 2 ** 32 - FRAME }), packet(2, { timestamp: 0 }), packet(3, { timestamp: FRAME })],
      "1 2 3",
    ],
    ["leaves a stray packet out", [packet(1), packet(30_000), packet(2)], "1 2"],
    [
      "begins anew when the next packet follows a stray one",
      [packet(1), packet(30_000), packet(30_001), packet(30_002)],
      "1 49 50",
    ],
    ["begins anew with another source", [packet(1), packet(9, { source: 2 }), packet(10, { source: 2 })], "1 9 10"],
    [
      "plays what waits before another source begins",
      [packet(1), packet(3), packet(9, { source: 2 })],
      "1 lost 160 3 9",
    ],
    [
      "passes over a payload that is no good",
      [packet(1), packet(2, { payload: new Uint8Array() }), packet(3)],
      "1 silence 160 3",
    ],
  ])("%s", (_, packets, expected) => {
    expect(play(packets)).toBe(expected);
  });

  it("lets a packet whose turn it is out at once", () => {
    const stream = buffer();
    expect(shown(stream.accept(packet(1), 0))).toBe("1");
    expect(stream.expiresAt).toBeNull();
  });

  it("waits 60 ms for what fills a gap, and not longer", () => {
    const stream = buffer();
    stream.accept(packet(1), 0);
    expect(shown(stream.accept(packet(3), 40))).toBe("");
    expect(stream.expiresAt).toBe(100);
    expect(shown(stream.expire(99))).toBe("");
    expect(shown(stream.expire(100))).toBe("lost 160 3");
    expect(stream.expiresAt).toBeNull();
  });

  it("holds few packets, however many come at once behind a gap", () => {
    const stream = buffer();
    stream.accept(packet(1), 0);
    const played = Array.from({ length: 1_000 }, (_, place) => stream.accept(packet(3 + place * 2), 0)).flat();
    expect(played.filter(({ type }) => type === "packet").length).toBeGreaterThan(960);
  });

  it("counts what became of the packets", () => {
    const stream = buffer();
    play([packet(1), packet(2), packet(2), packet(5), packet(9, { source: 7 })], stream);
    expect(stream.counts).toEqual({ played: 4, lost: 2, late: 1, restarts: 1 });
  });

  it.each([1, 2, 3, 4, 5])("keeps order and time of a stream with random loss and delay, seed %i", (seed) => {
    const random = seededRandom(seed);
    const first = Math.floor(random() * 70_000);
    const sent = Array.from({ length: 5_000 }, (_, place) => ({
      // The first one is there first: a stream begins with what came first.
      at: place === 0 ? 0 : place * 20 + random() * 50,
      packet: packet(first + place, { payload: Uint8Array.of(place >> 8, place & 0xff) }),
    }));
    const arrived = sent.filter(
      ({ packet }, place) => place === 0 || packet === sent.at(-1)?.packet || random() > 0.05,
    );
    arrived.sort((a, b) => a.at - b.at);
    const stream = buffer();
    const played = arrived.flatMap(({ at, packet }) => [...stream.expire(at), ...stream.accept(packet, at)]);
    played.push(...stream.expire(Number.POSITIVE_INFINITY));
    const numbers = played.flatMap((part) =>
      part.type === "packet" ? [part.payload[0]! * 256 + part.payload[1]!] : [],
    );
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(new Set(numbers).size).toBe(numbers.length);
    const ticks = played.reduce((sum, part) => sum + (part.type === "packet" ? FRAME : part.ticks), 0);
    expect(ticks).toBe(sent.length * FRAME);
    // With a delay of at most 50 ms none comes too late; what is missing was lost on the way.
    expect(numbers).toHaveLength(arrived.length);
  });

  it("survives numbers that mean nothing", () => {
    const random = seededRandom(9);
    const stream = buffer();
    const any = (most: number) => Math.floor(random() * most);
    for (let at = 0; at < 20_000; at++) {
      const made = { sequence: any(65_536), timestamp: any(2 ** 32), source: any(2), payload: new Uint8Array(any(3)) };
      const ticks = stream.accept(made, at).reduce((sum, part) => sum + (part.type === "packet" ? 0 : part.ticks), 0);
      expect(ticks).toBeLessThanOrEqual(34 * 8_000);
    }
  });
});

/** Returns the same numbers from 0 to 1 for the same seed (a linear congruential generator). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
