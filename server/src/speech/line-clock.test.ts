import { describe, expect, it } from "vitest";
import { LineClock } from "./line-clock.ts";

const DELAY = 100;

/** Sends frames of 20 ms, each as soon as `lead` allows, from `from` on. */
function sendFrames(clock: LineClock, count: number, from = 0): void {
  for (let frame = 0; frame < count; frame += 1)
    clock.send(20, (frame + 1) * 160, from + Math.max(0, frame * 20 - DELAY));
}

describe("the clock of a line", () => {
  it("reckons by the time that has passed where the client says nothing", () => {
    const clock = new LineClock(DELAY);
    sendFrames(clock, 10);
    expect(clock.played(DELAY)).toBe(0);
    expect(clock.played(DELAY + 60)).toBe(60);
    expect(clock.voiceHeard(DELAY + 60)).toBe(3 * 160);
    expect(clock.played(10_000)).toBe(200);
    expect(clock.voiceHeard(10_000)).toBe(1_600);
  });

  it("believes the client", () => {
    const clock = new LineClock(DELAY);
    sendFrames(clock, 10);
    clock.report(40, 160);
    expect(clock.played(160)).toBe(40);
    expect(clock.played(180)).toBe(60);
  });

  it("passes over what cannot be", () => {
    const clock = new LineClock(DELAY);
    sendFrames(clock, 10);
    clock.report(5_000, 150);
    clock.report(-1, 150);
    expect(clock.played(150)).toBe(50);
  });

  it("begins anew after a silence", () => {
    const clock = new LineClock(DELAY);
    sendFrames(clock, 5);
    expect(clock.played(5_000)).toBe(100);
    clock.send(20, 960, 5_000);
    expect(clock.played(5_000)).toBe(100);
    expect(clock.played(5_000 + DELAY + 20)).toBe(120);
  });

  it("forgets what was thrown away", () => {
    const clock = new LineClock(DELAY);
    sendFrames(clock, 10);
    clock.clear(DELAY + 50);
    expect(clock.sent).toBe(50);
    expect(clock.voiceHeard(10_000)).toBe(2 * 160);
  });

  it("keeps a bounded number of marks, however much is sent at once", () => {
    const clock = new LineClock(0);
    for (let frame = 1; frame <= 5_000; frame += 1) clock.send(20, frame, 0);
    expect(clock.voiceHeard(1e9)).toBe(5_000);
  });
});
