import { afterEach, describe, expect, it } from "vitest";
import { type OpusCodec, openOpus } from "./opus.ts";

const opened: OpusCodec[] = [];

function open(...how: Parameters<typeof openOpus>): OpusCodec {
  const codec = openOpus(...how);
  opened.push(codec);
  return codec;
}

afterEach(() => {
  for (const codec of opened.splice(0)) codec.close();
});

function tone(sampleRateHz: number, length: number, start = 0): Int16Array {
  return Int16Array.from({ length }, (_, i) => 8_000 * Math.sin((2 * Math.PI * 300 * (start + i)) / sampleRateHz));
}

function level(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
}

/** The same numbers at each run. */
function randomBytes(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
}

describe("openOpus", () => {
  it.each([
    [16_000, 10],
    [16_000, 20],
    [16_000, 40],
    [16_000, 60],
    [48_000, 20],
    [48_000, 60],
    [8_000, 20],
  ] as const)("gives back a tone at %i Hz in packets of %i ms", (sampleRateHz, duration) => {
    const codec = open(sampleRateHz);
    const length = (sampleRateHz * duration) / 1000;
    let heard: Int16Array = new Int16Array(0);
    for (let turn = 0; turn < 10; turn++) {
      const packet = codec.encode(tone(sampleRateHz, length, turn * length));
      expect(packet.length).toBeLessThan((duration / 20) * 150);
      heard = codec.decode(packet);
      expect(heard).toHaveLength(length);
    }
    expect(level(heard)).toBeGreaterThan(5_000);
    expect(level(heard)).toBeLessThan(6_200);
  });

  it("keeps two channels apart", () => {
    const codec = open(48_000, 2);
    const samples = new Int16Array(1_920).map((_, i) => (i % 2 ? 0 : (tone(48_000, 1, i / 2)[0] as number)));
    let heard: Int16Array = new Int16Array(0);
    for (let turn = 0; turn < 10; turn++) heard = codec.decode(codec.encode(samples));
    expect(heard).toHaveLength(1_920);
    expect(level(heard.filter((_, i) => i % 2 === 0))).toBeGreaterThan(10 * level(heard.filter((_, i) => i % 2 === 1)));
  });

  it("keeps codecs apart that are used in turn", () => {
    const [loud, quiet] = [open(16_000), open(16_000)];
    const heard = [0, 0];
    for (let turn = 0; turn < 10; turn++) {
      heard[0] = level(loud.decode(loud.encode(tone(16_000, 320, turn * 320))));
      heard[1] = level(quiet.decode(quiet.encode(new Int16Array(320))));
    }
    expect(heard[0]).toBeGreaterThan(5_000);
    expect(heard[1]).toBeLessThan(2);
  });

  it("lets a voice go on where a packet was lost, and fade where many were", () => {
    const codec = open(16_000);
    for (let turn = 0; turn < 10; turn++) codec.decode(codec.encode(tone(16_000, 320, turn * 320)));
    const first = codec.conceal();
    expect(first).toHaveLength(320);
    expect(level(first)).toBeGreaterThan(2_000);
    let last = first;
    for (let turn = 0; turn < 20; turn++) last = codec.conceal();
    expect(level(last)).toBeLessThan(level(first) / 4);
  });

  it("makes up silence before the first packet", () => {
    const made = open(48_000).conceal();
    expect(made).toHaveLength(960);
    expect(level(made)).toBe(0);
  });

  it.each([
    [0, "1 to 3828 bytes, this one has 0"],
    [3_829, "1 to 3828 bytes, this one has 3829"],
    [1_000_000, "1 to 3828 bytes, this one has 1000000"],
  ])("refuses a packet of %i bytes", (size, message) => {
    expect(() => open(16_000).decode(new Uint8Array(size))).toThrow(message);
  });

  it("says that a packet is malformed", () => {
    // Two frames of the same size (code 1) in an odd number of bytes.
    expect(() => open(16_000).decode(Uint8Array.of((9 << 3) | 1, 1, 2, 3, 4, 5).subarray(0, 4))).toThrow(
      "An Opus packet of 4 bytes cannot be read: it is not made as RFC 6716 wants it.",
    );
  });

  it("bears any bytes, and hears well-formed packets after them as before", () => {
    const codec = open(16_000);
    const next = randomBytes(5);
    let refused = 0;
    for (let turn = 0; turn < 3_000; turn++) {
      const packet = Uint8Array.from({ length: 1 + (turn % 200) }, next);
      try {
        expect(codec.decode(packet).length).toBeLessThanOrEqual(1_920);
      } catch (error) {
        expect((error as Error).message).toMatch(/^An Opus packet of \d+ bytes cannot be read: /);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(100);
    expect(refused).toBeLessThan(2_900);
    let heard: Int16Array = new Int16Array(0);
    for (let turn = 0; turn < 50; turn++) heard = codec.decode(codec.encode(tone(16_000, 320, turn * 320)));
    expect(level(heard)).toBeGreaterThan(5_000);
    expect(level(heard)).toBeLessThan(6_200);
  });

  it("bears packets whose bits were turned on the way", () => {
    const codec = open(16_000);
    const next = randomBytes(7);
    for (let turn = 0; turn < 1_000; turn++) {
      const packet = codec.encode(tone(16_000, 320, turn * 320));
      packet[next() % packet.length] = next();
      try {
        codec.decode(packet);
      } catch (error) {
        expect((error as Error).message).toMatch(/^An Opus packet of \d+ bytes cannot be read: /);
      }
    }
  });

  it("refuses to code other lengths", () => {
    expect(() => open(16_000).encode(new Int16Array(321))).toThrow("10, 20, 40 or 60 ms at a time, not 20.0625 ms");
    expect(() => open(16_000).encode(new Int16Array(0))).toThrow("not 0 ms");
    expect(() => open(48_000).encode(new Int16Array(48_000))).toThrow("not 1000 ms");
  });

  it("gives memory back when it is closed", () => {
    // A codec takes some 60 KB: without giving back, these would need 300 MB.
    for (let turn = 0; turn < 5_000; turn++) openOpus(16_000).close();
    expect(process.memoryUsage().arrayBuffers + process.memoryUsage().external).toBeLessThan(150_000_000);
  });

  it("may be closed twice, and does nothing else then", () => {
    const codec = open(16_000);
    codec.close();
    codec.close();
    expect(() => codec.encode(new Int16Array(320))).toThrow("was closed");
    expect(() => codec.decode(Uint8Array.of(1))).toThrow("was closed");
    expect(() => codec.conceal()).toThrow("was closed");
  });
});
