import { describe, expect, it, vi } from "vitest";
import { soundLoop } from "./ambience.ts";
import { Mixer } from "./mixer.ts";

const RATE = 8_000;
const FRAME = 160;

/** Mixes so many frames and returns all samples. */
function mixed(mixer: Mixer, frames: number, voice: Int16Array | null = null): number[] {
  const out = new Int16Array(FRAME);
  const all: number[] = [];
  for (let i = 0; i < frames; i++) {
    mixer.mix(voice, out);
    all.push(...out);
  }
  return all;
}

function largestStep(samples: readonly number[]): number {
  return samples.reduce(
    (most, sample, i) => (i === 0 ? 0 : Math.max(most, Math.abs(sample - (samples[i - 1] as number)))),
    0,
  );
}

function level(samples: readonly number[]): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
}

async function ready(...names: Parameters<typeof soundLoop>[0][]): Promise<void> {
  for (const name of names) await soundLoop(name, RATE).made;
}

describe("Mixer", () => {
  it("gives silence, and says so, where nothing is to be heard", () => {
    const out = new Int16Array(FRAME).fill(7);
    expect(new Mixer(RATE).mix(null, out)).toBe(false);
    expect([...out]).toEqual(new Array(FRAME).fill(0));
  });

  it("gives a voice alone as it is, also into its own frame", () => {
    const voice = Int16Array.from({ length: FRAME }, (_, i) => i * 200 - 16_000);
    const out = new Int16Array(FRAME);
    expect(new Mixer(RATE).mix(voice, out)).toBe(true);
    expect(out).toEqual(voice);
    new Mixer(RATE).mix(voice, voice);
    expect(voice).toEqual(out);
  });

  it("lays a sound under the voice and goes on when the voice pauses", async () => {
    await ready("hold_tone");
    const mixer = new Mixer(RATE);
    mixer.setBusy("hold_tone");
    mixed(mixer, 20);
    const under = mixed(mixer, 1, new Int16Array(FRAME).fill(1_000)).map((sample) => sample - 1_000);
    const loop = soundLoop("hold_tone", RATE).samples as Int16Array;
    expect(under).toEqual([...loop.subarray(20 * FRAME, 21 * FRAME)]);
    expect(mixed(mixer, 1)).toEqual([...loop.subarray(21 * FRAME, 22 * FRAME)]);
  });

  it("does not wrap around where the sum is louder than a sample can be", async () => {
    await ready("keyboard");
    const mixer = new Mixer(RATE);
    mixer.setBusy("keyboard");
    expect(Math.min(...mixed(mixer, 200, new Int16Array(FRAME).fill(32_767)))).toBeGreaterThan(20_000);
    expect(Math.max(...mixed(mixer, 200, new Int16Array(FRAME).fill(-32_768)))).toBeLessThan(-20_000);
  });

  it("lets sounds come and go without a click", async () => {
    await ready("hold_tone", "keyboard", "street", "cafe");
    const mixer = new Mixer(RATE);
    const inside = largestStep([...(soundLoop("hold_tone", RATE).samples as Int16Array)]);
    mixer.setBusy("hold_tone");
    const all = mixed(mixer, 40);
    mixer.setBusy(null);
    all.push(...mixed(mixer, 20));
    expect(largestStep(all)).toBeLessThanOrEqual(inside + 1);
    expect(level(all.slice(0, 80))).toBeLessThan(level(all.slice(20 * FRAME, 40 * FRAME)) / 3);
    expect(level(all.slice(-10 * FRAME))).toBe(0);
    expect(mixer.mix(null, new Int16Array(FRAME))).toBe(false);
  });

  it("lets one sound go before another comes in its place", async () => {
    await ready("street", "cafe");
    const mixer = new Mixer(RATE);
    mixer.setAmbience("street");
    mixed(mixer, 100);
    mixer.setAmbience("cafe");
    const change = mixed(mixer, 50);
    expect(level(change.slice(19 * FRAME, 20 * FRAME))).toBeLessThan(level(change.slice(0, FRAME)) / 5);
    expect(level(change.slice(-5 * FRAME))).toBeGreaterThan(20);
    const loop = soundLoop("cafe", RATE).samples as Int16Array;
    const next = mixed(mixer, 1);
    expect(next).toEqual([...loop.subarray(30 * FRAME, 31 * FRAME)]);
  });

  it("goes around the loop's end without a gap", async () => {
    await ready("hold_tone");
    const mixer = new Mixer(RATE);
    mixer.setAmbience(null);
    mixer.setBusy("hold_tone");
    const loop = soundLoop("hold_tone", RATE).samples as Int16Array;
    const frames = Math.ceil(loop.length / FRAME);
    mixed(mixer, frames);
    const again = mixed(mixer, 2);
    const start = frames * FRAME - loop.length;
    expect(again).toEqual([...loop.subarray(start, start + 2 * FRAME)]);
  });

  it("hears a sound under another", async () => {
    await ready("office", "keyboard");
    const mixer = new Mixer(RATE);
    mixer.setAmbience("office");
    mixer.setBusy("keyboard");
    mixed(mixer, 30);
    const both = mixed(mixer, 1);
    const [office, keyboard] = (["office", "keyboard"] as const).map(
      (name) => soundLoop(name, RATE).samples as Int16Array,
    );
    const at = 30 * FRAME;
    expect(both).toEqual(
      Array.from({ length: FRAME }, (_, i) => (office?.[at + i] as number) + (keyboard?.[at + i] as number)),
    );
  });

  it("does not wait for a sound that is not made yet", async () => {
    // Sounds are made once for all who share the module.
    vi.resetModules();
    const [fresh, ambience] = [await import("./mixer.ts"), await import("./ambience.ts")];
    const mixer = new fresh.Mixer(16_000);
    const out = new Int16Array(320);
    mixer.setAmbience("office");
    expect(mixer.mix(null, out)).toBe(false);
    await ambience.soundLoop("office", 16_000).made;
    expect(mixer.mix(null, out)).toBe(true);
  });
});
