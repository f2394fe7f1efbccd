import { describe, expect, it } from "vitest";
import { soundLoop } from "../speech/ambience.ts";
import type { LineEnd } from "../speech/line-rate.ts";
import { GuestLine } from "./guest-line.ts";

const RATE = 8_000;
const SIZE = 160;
const frameOf = (value: number, size = SIZE) => new Int16Array(size).fill(value);

function lineEnd(isContinuous: boolean) {
  const sent: number[] = [];
  const end: LineEnd = {
    sampleRateHz: RATE,
    incoming: (samples) => samples,
    line: {
      lead: 0,
      ahead: 0,
      grain: 1,
      isContinuous,
      send: (frame) => sent.push(frame[0] as number),
      flush: () => undefined,
      clear: () => undefined,
    },
  };
  return { end, sent };
}

function guestLine() {
  const heard: number[] = [];
  const line = new GuestLine({ hear: (samples) => heard.push(samples.length), isWrittenDown: false }, RATE);
  return { line, heard };
}

describe("a guest's line", () => {
  it("sends what was said in order, one frame each 20 ms, whatever pieces it came in", () => {
    const { line } = guestLine();
    const { end, sent } = lineEnd(false);
    line.say(frameOf(7, SIZE / 2));
    line.say(frameOf(7, SIZE / 2));
    for (const value of [8, 9, 10]) line.say(frameOf(value));
    for (let now = 0; now <= 60; now += 20) line.tick(now, end);
    expect(sent).toEqual([7, 8, 9, 10]);
  });

  it("sends silence where the line wants it, and nothing where it does not", () => {
    const continuous = lineEnd(true);
    const other = lineEnd(false);
    guestLine().line.tick(0, continuous.end);
    guestLine().line.tick(0, other.end);
    expect(continuous.sent).toEqual([0]);
    expect(other.sent).toEqual([]);
  });

  it("holds no more than a moment of what comes too fast, and keeps the latest", () => {
    const { line } = guestLine();
    const { end, sent } = lineEnd(false);
    for (let value = 1; value <= 1_000; value += 1) line.say(frameOf(value));
    for (let now = 0; now < 2_000; now += 20) line.tick(now, end);
    expect(sent).toHaveLength(15);
    expect(sent.at(-1)).toBe(1_000);
  });

  it("catches up after a short stall, and leaves out a long one", () => {
    const { line } = guestLine();
    const { end, sent } = lineEnd(true);
    line.tick(0, end);
    line.tick(60, end);
    expect(sent).toHaveLength(4);
    line.tick(60_000, end);
    expect(sent).toHaveLength(5);
  });

  it("plays the sound of waiting until the guest speaks", async () => {
    await soundLoop("hold_tone", RATE).made;
    const { line } = guestLine();
    const { end } = lineEnd(false);
    line.setFill("hold_tone");
    const first = line.tick(0, end).map((frame) => [...frame]);
    const second = line.tick(20, end).map((frame) => [...frame]);
    expect(first).toHaveLength(1);
    expect(first).not.toEqual(second);
    for (const value of [1, 2, 3]) line.say(frameOf(value));
    expect(line.tick(40, end)[0]?.[0]).toBe(1);
    line.setFill(null);
    line.tick(60, end);
    line.tick(80, end);
    expect(line.tick(100, end)).toEqual([]);
  });

  it("lets the guest hear the user, and cuts that into frames", () => {
    const { line, heard } = guestLine();
    expect(line.hear(frameOf(1, 100))).toEqual([]);
    expect(line.hear(frameOf(1, 100))).toHaveLength(1);
    expect(heard).toEqual([100, 100]);
  });

  it("keeps its time while there is no line", () => {
    const { line } = guestLine();
    expect(line.tick(0, null)).toEqual([]);
    const { end, sent } = lineEnd(true);
    line.tick(40, end);
    expect(sent).toHaveLength(2);
  });
});
