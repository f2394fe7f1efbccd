import { afterEach, describe, expect, it } from "vitest";
import { type Beat, nextFrame, Pacer, type Tick } from "./pacer.ts";

const errors: unknown[] = [];
const pacer = new Pacer((error) => errors.push(error));
const beats: Beat[] = [];

/** Begins to call that; counts how often it was. */
function count(tick: Tick): { beat: Beat; calls: () => number } {
  let calls = 0;
  const beat = pacer.add((now) => {
    calls += 1;
    return tick(now);
  });
  beats.push(beat);
  return { beat, calls: () => calls };
}

const never: Tick = () => Number.POSITIVE_INFINITY;

describe("the clock of conversations by voice", () => {
  afterEach(() => {
    for (const beat of beats.splice(0)) beat.stop();
    errors.length = 0;
  });

  it("calls what was added at once, and then when it said, never sooner", async () => {
    const at: number[] = [];
    const asked: number[] = [];
    count((now) => {
      at.push(now);
      asked.push(now + 30);
      return now + 30;
    });
    await expect.poll(() => at.length).toBeGreaterThan(3);
    for (const [index, due] of asked.slice(0, -1).entries()) expect(at[index + 1]).toBeGreaterThanOrEqual(due);
  });

  it("does not call what has nothing to do, until it is woken", async () => {
    const idle = count(never);
    const busy = count(nextFrame);
    await expect.poll(busy.calls).toBeGreaterThan(5);
    expect(idle.calls()).toBe(1);
    idle.beat.by(performance.now());
    await expect.poll(idle.calls).toBe(2);
  });

  it("heeds who is woken while it is called", async () => {
    const woken = count(() => {
      if (woken.calls() === 1) woken.beat.by(performance.now());
      return Number.POSITIVE_INFINITY;
    });
    await expect.poll(woken.calls).toBe(2);
  });

  it("does not put off what is due sooner", async () => {
    const { beat, calls } = count(nextFrame);
    await expect.poll(calls).toBeGreaterThan(0);
    beat.by(performance.now() + 60_000);
    const before = calls();
    await expect.poll(calls).toBeGreaterThan(before);
  });

  it("tells what went wrong, and goes on with it and with the others", async () => {
    const broken = count(() => {
      throw new Error("It broke.");
    });
    const other = count(nextFrame);
    await expect.poll(broken.calls).toBeGreaterThan(2);
    expect(errors.length).toBeGreaterThan(1);
    expect(other.calls()).toBeGreaterThan(1);
  });

  it("stops", async () => {
    const { beat, calls } = count(nextFrame);
    const other = count(nextFrame);
    await expect.poll(calls).toBeGreaterThan(0);
    beat.stop();
    const before = calls();
    const seen = other.calls();
    await expect.poll(other.calls).toBeGreaterThan(seen + 3);
    expect(calls()).toBe(before);
    expect(pacer.size).toBe(1);
  });
});
