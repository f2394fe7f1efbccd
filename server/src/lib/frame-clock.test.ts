import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FrameClock } from "./frame-clock.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const UNWATCHED = { onError: () => undefined, onFrames: () => undefined };

describe("the clock of streams", () => {
  it("calls each stream every 20 ms, and counts", () => {
    const clock = new FrameClock(UNWATCHED);
    const frames: number[] = [];
    const stop = clock.add((frame) => frames.push(frame));
    vi.advanceTimersByTime(1_000);
    expect(frames.length).toBeGreaterThanOrEqual(49);
    expect(frames.length).toBeLessThanOrEqual(51);
    expect(frames).toEqual(frames.map((_, place) => (frames[0] as number) + place));
    stop();
  });

  it("spreads streams over the time of a frame", () => {
    const clock = new FrameClock(UNWATCHED);
    const calls = new Map<number, number>();
    const stops = Array.from({ length: 150 }, () =>
      clock.add((_, now) => calls.set(Math.round(now), (calls.get(Math.round(now)) ?? 0) + 1)),
    );
    vi.advanceTimersByTime(200);
    expect(Math.max(...calls.values())).toBeLessThanOrEqual(15);
    for (const stop of stops) stop();
  });

  it("makes up for a short stall, and leaves frames out after a long one", () => {
    let now = 0;
    const clock = new FrameClock(
      { onError: () => undefined, onFrames: (count, late) => counted.push([count, late]) },
      () => now,
    );
    const frames: number[] = [];
    const counted: [count: number, late: number][] = [];
    const stop = clock.add((frame) => frames.push(frame));
    const wake = (at: number) => {
      now = at;
      vi.runOnlyPendingTimers();
    };
    for (let at = 0; at <= 100; at += 2) wake(at);
    expect(frames).toEqual([0, 1, 2, 3, 4, 5]);
    wake(190);
    expect(frames).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    wake(1_194);
    wake(1_200);
    expect(frames).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 60]);
    expect(counted.slice(6)).toEqual([
      [1, 70],
      [1, 50],
      [1, 30],
      [1, 10],
      [50, 1_002],
      [1, 0],
    ]);
    stop();
  });

  it("goes on with its count after a pause without streams, and has no timer then", () => {
    const clock = new FrameClock(UNWATCHED);
    const frames: number[] = [];
    clock.add((frame) => frames.push(frame))();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(1_000);
    const stop = clock.add((frame) => frames.push(frame));
    vi.advanceTimersByTime(40);
    expect(frames[0]).toBeGreaterThanOrEqual(50);
    stop();
    stop();
    expect(clock.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("lets no stream suffer from another one's error", () => {
    const errors: unknown[] = [];
    const clock = new FrameClock({ ...UNWATCHED, onError: (error) => errors.push(error) });
    let calls = 0;
    const stops = [
      clock.add(() => {
        throw new Error("broken");
      }),
      clock.add(() => {
        calls += 1;
      }),
    ];
    vi.advanceTimersByTime(100);
    expect(errors.length).toBeGreaterThan(3);
    expect(calls).toBeGreaterThan(3);
    for (const stop of stops) stop();
  });
});
