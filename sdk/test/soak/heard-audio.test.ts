import { describe, expect, it } from "vitest";
import { hearingFault } from "./heard-audio.ts";
import { audibleOf, letterIn, spokenTones } from "./letter-tones.ts";

describe("audio heard in parts", () => {
  it.each([
    [["abcdef"], null],
    [["abc", "def"], null],
    [["abc", "cdef"], null],
    [["abc", "bc", "bcdef"], null],
    [["abc", "", "def"], null],
    [["abc", "ef"], null],
    [["abc", "f"], 'after "abc" came "f"'],
    [["abc", "xdef"], 'after "abc" came "xdef"'],
    [["abc"], '"def" was not heard'],
    [["abcd", "abcdef"], 'after "abcd" came "abcdef"'],
    [[], '"abcdef" was not heard'],
  ])("%j of abcdef: %j", (parts, fault) => {
    expect(hearingFault(parts, "abcdef", { again: 2, lost: 1 })).toBe(fault);
  });
});

describe("letters as tones", () => {
  it("are read again, frame by frame, at the rate of the line", () => {
    const pcm = spokenTones("You said: Zoo 42!", 16_000);
    const frames = Array.from({ length: pcm.length / 640 }, (_, at) => pcm.subarray(at * 640, at * 640 + 640));
    const letters = frames.map((frame) => letterIn(frame, 16_000)).join("");
    expect(audibleOf(letters)).toBe("yousaidzo42");
  });

  it("are none in silence", () => {
    expect(letterIn(new Uint8Array(640), 16_000)).toBeNull();
  });
});
