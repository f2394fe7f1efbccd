import { describe, expect, it } from "vitest";
import { KeptAudio } from "./kept-audio.ts";

const samples = (from: number, count: number) => Int16Array.from({ length: count }, (_, index) => from + index);

/** What is kept, samples as the numbers they are. */
const kept = (audio: KeptAudio, size = 1_000) =>
  [...audio.parts(size)].map((part) => (typeof part === "string" ? part : [...part]));

describe("kept audio", () => {
  it("gives back what was written, with the marks where they were", () => {
    const audio = new KeptAudio();
    audio.mark("started");
    audio.write(samples(1, 2), 10);
    audio.write(samples(3, 1), 10);
    audio.mark("ended");
    audio.write(samples(4, 2), 10);
    expect(kept(audio)).toEqual(["started", [1, 2, 3], "ended", [4, 5]]);
    expect(kept(audio, 2)).toEqual(["started", [1, 2], [3], "ended", [4, 5]]);
    expect(audio.length).toBe(5);
  });

  it("forgets the oldest samples and not the marks before them", () => {
    const audio = new KeptAudio();
    audio.mark("started");
    audio.write(samples(1, 4), 100);
    audio.mark("ended");
    audio.write(samples(5, 4), 3);
    expect(kept(audio)).toEqual(["started", "ended", [6, 7, 8]]);
  });

  it("keeps the end of what is longer than all that it may keep", () => {
    const audio = new KeptAudio();
    audio.write(samples(1, 50), 4);
    expect(kept(audio)).toEqual([[47, 48, 49, 50]]);
  });

  it("copies: neither what was written nor what was given back is tied to it", () => {
    const audio = new KeptAudio();
    const written = samples(1, 3);
    audio.write(written, 10);
    written.fill(0);
    for (const part of audio.parts(10)) (part as Int16Array).fill(9);
    expect(kept(audio)).toEqual([[1, 2, 3]]);
  });

  it("is empty once it was cleared", () => {
    const audio = new KeptAudio();
    audio.write(samples(1, 3), 10);
    audio.mark("started");
    audio.clear();
    expect(kept(audio)).toEqual([]);
    expect(audio.length).toBe(0);
  });

  it("agrees with a list, whatever is written in whatever pieces", () => {
    const audio = new KeptAudio();
    let list: (number | string)[] = [];
    let next = 1;
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let step = 0; step < 3_000; step++) {
      const what = random(20);
      if (what === 0) {
        audio.mark("started");
        list.push("started");
      } else if (what === 1 && random(10) === 0) {
        audio.clear();
        list = [];
      } else {
        const count = 1 + random(30);
        const most = what < 10 ? 40 : 200;
        audio.write(samples(next, count), most);
        for (let index = 0; index < count; index++) list.push(next++);
        next %= 30_000;
        for (let over = list.filter((item) => typeof item === "number").length - most; over > 0; over--)
          list.splice(
            list.findIndex((item) => typeof item === "number"),
            1,
          );
      }
      if (step % 50 === 0) expect(kept(audio, 7).flat()).toEqual(list);
    }
    expect(kept(audio, 7).flat()).toEqual(list);
  });
});
