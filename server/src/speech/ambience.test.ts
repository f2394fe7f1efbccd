import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { AMBIENT_SOUNDS, BUSY_SOUNDS } from "../domain/voice-config.ts";
import { type SoundName, soundLoop } from "./ambience.ts";

const SOUNDS = [...AMBIENT_SOUNDS, ...BUSY_SOUNDS].flatMap((name) =>
  ([8_000, 16_000] as const).map((sampleRateHz) => [name, sampleRateHz] as const),
);

async function made(name: SoundName, sampleRateHz: 8_000 | 16_000): Promise<Int16Array> {
  const loop = soundLoop(name, sampleRateHz);
  await loop.made;
  return loop.samples as Int16Array;
}

function loudness(samples: Int16Array): number {
  return 10 * Math.log10(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length / 32_767 ** 2);
}

function largestStep(samples: readonly number[]): number {
  return samples.reduce(
    (most, sample, i) => (i === 0 ? 0 : Math.max(most, Math.abs(sample - (samples[i - 1] as number)))),
    0,
  );
}

describe("soundLoop", () => {
  it("lets others work while it makes a sound", async () => {
    // Sounds are made once for all who share the module.
    vi.resetModules();
    const { made: ready } = (await import("./ambience.ts")).soundLoop("street", 16_000);
    const isMade = ready.then(() => true);
    let turns = 0;
    for (let isDone = false; !isDone; turns++) isDone = await Promise.race([isMade, nextTurn(false)]);
    expect(turns).toBeGreaterThan(50);
  });

  it.each(SOUNDS)("makes %s at %i Hz, of 20 to 30 seconds, quieter than a voice", async (name, sampleRateHz) => {
    const samples = await made(name, sampleRateHz);
    expect(samples.length / sampleRateHz).toBeGreaterThanOrEqual(20);
    expect(samples.length / sampleRateHz).toBeLessThanOrEqual(30);
    expect(loudness(samples)).toBeGreaterThan(-50);
    expect(loudness(samples)).toBeLessThan(-33);
    expect(samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)).toBeLessThan(12_000);
  });

  it.each(SOUNDS)("goes around the end of %s at %i Hz without a click", async (name, sampleRateHz) => {
    const samples = await made(name, sampleRateHz);
    const around = sampleRateHz / 4;
    const seam = [...samples.subarray(-around), ...samples.subarray(0, around)];
    const across = Math.abs((samples[0] as number) - (samples.at(-1) as number));
    expect(across).toBeLessThanOrEqual(largestStep(seam.slice(0, around)) + largestStep(seam.slice(around)) + 1);
    const turnAcross = Math.abs(
      (seam[around + 1] as number) - 2 * (seam[around] as number) + (seam[around - 1] as number),
    );
    const turns = seam
      .slice(2, around - 2)
      .map((_, i) => Math.abs((seam[i + 2] as number) - 2 * (seam[i + 1] as number) + (seam[i] as number)));
    expect(turnAcross).toBeLessThanOrEqual(2 * Math.max(...turns) + 2);
  });

  it("makes a sound once for all", () => {
    expect(soundLoop("cafe", 8_000)).toBe(soundLoop("cafe", 8_000));
    expect(soundLoop("cafe", 8_000)).not.toBe(soundLoop("cafe", 16_000));
  });

  it("leaves no second of an ambient sound silent", async () => {
    for (const name of AMBIENT_SOUNDS) {
      const samples = await made(name, 8_000);
      for (let at = 0; at + 8_000 <= samples.length; at += 8_000)
        expect(loudness(samples.subarray(at, at + 8_000))).toBeGreaterThan(-65);
    }
  });
});
