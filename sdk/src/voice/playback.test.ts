import { describe, expect, it } from "vitest";
import { frequencyOf, rmsOf, tone } from "../../test/tones.ts";
import { Playback, type PlaybackStatus } from "./playback.ts";
import { PlayedReports } from "./played-reports.ts";

/** A sound card that asks a playback for 128 samples at a time. */
function soundCard(rateHz: number) {
  const statuses: PlaybackStatus[] = [];
  const playback = new Playback(rateHz, (status) => statuses.push(status));
  const heard: number[] = [];
  const block = new Float32Array(128);
  const run = (ms: number) => {
    const from = heard.length;
    while (heard.length - from < (ms * rateHz) / 1_000) {
      playback.fill(block);
      heard.push(...block);
    }
    return Float32Array.from(heard.slice(from));
  };
  return { playback, statuses, run };
}

const speech = (ms: number) => tone({ hz: 440, ms, rateHz: 16_000 });

describe("a playback", () => {
  it.each([16_000, 44_100, 48_000, 192_000])("plays what comes at 16 kHz on a card of %i Hz", (rateHz) => {
    const { playback, run } = soundCard(rateHz);
    playback.put(speech(1_000));
    const heard = run(900).subarray(rateHz / 10);
    expect(frequencyOf(heard, rateHz)).toBeCloseTo(440, -1);
    expect(rmsOf(heard)).toBeCloseTo(0.5 / Math.SQRT2, 2);
  });

  it("tells 20 times a second how much was played and how loud, and at once when it stops", () => {
    const { playback, statuses, run } = soundCard(48_000);
    playback.put(speech(400));
    run(1_000);
    expect(statuses.length).toBeGreaterThanOrEqual(20);
    expect(statuses.length).toBeLessThanOrEqual(24);
    const stop = statuses.findIndex(({ isPlaying, playedMs }) => !isPlaying && playedMs > 0);
    expect(statuses[stop]).toMatchObject({ line: 0, playedMs: 400 });
    expect(statuses[3]?.level).toBeGreaterThan(0.8);
    expect(statuses.at(-1)).toMatchObject({ playedMs: 400, level: 0 });
  });

  it("is silent 15 ms after it was cleared, and says at once how much was heard", () => {
    const { playback, statuses, run } = soundCard(48_000);
    playback.put(speech(1_000));
    run(300);
    const before = statuses.at(-1)?.playedMs ?? 0;
    playback.clear();
    run(15);
    const cleared = statuses.find(({ isCleared }) => isCleared);
    expect(cleared?.isPlaying).toBe(false);
    expect((cleared?.playedMs ?? 0) - before).toBeLessThan(60);
    expect(rmsOf(run(500))).toBeLessThan(1e-6);
    expect(statuses.at(-1)?.playedMs).toBe(cleared?.playedMs);
  });

  it("counts from 0 on another line", () => {
    const { playback, statuses, run } = soundCard(48_000);
    playback.put(speech(1_000));
    run(300);
    playback.reset(1);
    run(100);
    playback.put(speech(100));
    run(300);
    expect(statuses.filter(({ line }) => line === 1).map(({ playedMs }) => playedMs)).toContain(0);
    expect(statuses.at(-1)).toMatchObject({ line: 1, playedMs: 100 });
  });
});

describe("reports of what was played", () => {
  const status = (change: Partial<PlaybackStatus>): PlaybackStatus => ({
    line: 0,
    playedMs: 0,
    isPlaying: true,
    level: 0,
    isCleared: false,
    ...change,
  });

  it("go out every 200 ms, when playing stops, and when something was cleared", () => {
    const sent: number[] = [];
    const reports = new PlayedReports((playedMs) => sent.push(playedMs));
    for (const playedMs of [0, 50, 100, 150, 200, 250, 300, 350, 400, 430]) reports.take(status({ playedMs }));
    expect(sent).toEqual([200, 400]);
    reports.take(status({ playedMs: 440, isPlaying: false }));
    reports.take(status({ playedMs: 440, isPlaying: false }));
    reports.take(status({ playedMs: 440, isPlaying: false, isCleared: true }));
    expect(sent).toEqual([200, 400, 440, 440]);
  });

  it("say nothing of a line that is gone", () => {
    const sent: number[] = [];
    const reports = new PlayedReports((playedMs) => sent.push(playedMs));
    reports.take(status({ playedMs: 300 }));
    const line = reports.nextLine();
    reports.take(status({ playedMs: 600 }));
    reports.take(status({ line, playedMs: 210 }));
    expect(sent).toEqual([300, 210]);
  });
});
