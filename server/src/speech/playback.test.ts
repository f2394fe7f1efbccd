import { describe, expect, it } from "vitest";
import { Playback } from "./playback.ts";

const RATE = 8_000;
const FRAME = 160;

function setUp() {
  const told: string[] = [];
  const playback = new Playback(RATE, {
    onBegun: ({ text }) => told.push(`begun ${text}`),
    onHeard: ({ text }) => told.push(`heard ${text}`),
  });
  const add = (text: string, frames: number, value = 1, isWhole = true) => {
    const piece = playback.open({ generationId: "gen", text, isReadingOut: false });
    piece.write(new Int16Array(frames * FRAME).fill(value));
    if (isWhole) piece.end();
    return piece;
  };
  const take = () => {
    const frame = new Int16Array(FRAME);
    return { count: playback.take(frame), frame };
  };
  return { playback, told, add, take };
}

describe("playback", () => {
  it("hands pieces out in order, across their borders", () => {
    const { playback, told, add, take } = setUp();
    add("one", 1.5, 1);
    add("two", 1, 2);
    expect(take().count).toBe(FRAME);
    const second = take();
    expect([second.frame[0], second.frame[79], second.frame[80], second.frame[159]]).toEqual([1, 1, 2, 2]);
    expect(take()).toMatchObject({ count: 80 });
    expect(take().count).toBe(0);
    expect(told).toEqual(["begun one", "begun two"]);
    expect(playback.isDone).toBe(false);
  });

  it("says that a piece was heard once its last sample was", () => {
    const { playback, told, add, take } = setUp();
    add("one", 1);
    add("two", 1);
    take();
    take();
    playback.heardUpTo(FRAME - 1);
    expect(told).not.toContain("heard one");
    playback.heardUpTo(FRAME);
    expect(told.at(-1)).toBe("heard one");
    playback.heardUpTo(2 * FRAME);
    expect(told.at(-1)).toBe("heard two");
    expect(playback.isDone).toBe(true);
  });

  it("believes nobody who says that more was heard than was handed out", () => {
    const { playback, add, take } = setUp();
    add("one", 2);
    take();
    playback.heardUpTo(10_000);
    playback.rewind();
    expect(playback.sent).toBe(FRAME);
  });

  it("waits for a piece that is still being made, and not for the next", () => {
    const { add, take, told } = setUp();
    const slow = add("slow", 0.5, 1, false);
    add("next", 1, 2);
    expect(take().count).toBe(80);
    expect(take().count).toBe(0);
    slow.write(new Int16Array(80).fill(3));
    slow.end();
    const { frame, count } = take();
    expect([count, frame[0], frame[80]]).toEqual([FRAME, 3, 2]);
    expect(told).toEqual(["begun slow", "begun next"]);
  });

  it("goes on from where it was heard last after a pause", () => {
    const { playback, add, take } = setUp();
    const piece = add("one", 0, 1, false);
    const ramp = Int16Array.from({ length: 4 * FRAME }, (_, index) => index);
    piece.write(ramp.subarray(0, 250));
    piece.write(ramp.subarray(250));
    piece.end();
    take();
    take();
    take();
    playback.heardUpTo(200);
    playback.rewind();
    expect(take().frame[0]).toBe(200);
  });

  it("goes back over pieces that were handed out and not heard", () => {
    const { playback, add, take, told } = setUp();
    add("one", 1, 1);
    add("two", 1, 2);
    take();
    take();
    playback.heardUpTo(80);
    playback.rewind();
    expect([take().frame[0], playback.sent]).toEqual([1, 80 + FRAME]);
    playback.heardUpTo(FRAME);
    expect(told.at(-1)).toBe("heard one");
  });

  it("tells of what is thrown away which words were heard whole", () => {
    const { playback, add, take } = setUp();
    add("The first ten words", 4);
    add("never begun", 1);
    take();
    take();
    take();
    playback.heardUpTo(2.4 * FRAME);
    expect(playback.clear().map(({ heard }) => heard)).toEqual(["The first", ""]);
    expect(playback.isDone).toBe(true);
    expect(take().count).toBe(0);
  });

  it("takes a piece of which only part was made for longer than that part", () => {
    const { playback, add, take } = setUp();
    add("This sentence would take some seconds to say in full", 2, 1, false);
    take();
    take();
    playback.heardUpTo(2 * FRAME);
    expect(playback.clear()[0]?.heard).toBe("");
  });

  it("passes over a piece without audio", () => {
    const { playback, add, told } = setUp();
    add("silent", 0);
    playback.heardUpTo(0);
    expect(told).toEqual(["heard silent"]);
    expect(playback.isDone).toBe(true);
  });
});
