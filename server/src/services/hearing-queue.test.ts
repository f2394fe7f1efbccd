import { describe, expect, it } from "vitest";
import { HearingQueue } from "./hearing-queue.ts";

const frame = (value: number) => new Int16Array([value]);

function queueInTest() {
  const asked = new Set<() => void>();
  const heard: { value: number | undefined; at: number }[] = [];
  const queue = new HearingQueue({ add: (work) => void asked.add(work) }, ([value], at) => heard.push({ value, at }));
  const slice = () => {
    for (const work of asked) work();
    asked.clear();
  };
  return { queue, slice, heard, values: () => heard.map(({ value }) => value) };
}

describe("what is heard and waits", () => {
  it("is listened to in its order and once, with the time at which it came", async () => {
    const { queue, slice, heard, values } = queueInTest();
    queue.add(frame(1));
    const before = performance.now();
    queue.add(frame(2));
    expect(values()).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    slice();
    expect(values()).toEqual([1, 2]);
    expect(heard[0]?.at).toBeLessThanOrEqual(before);
    queue.add(frame(3));
    slice();
    expect(values()).toEqual([1, 2, 3]);
  });

  it("is listened to at once where nothing more comes, and not again", () => {
    const { queue, slice, values } = queueInTest();
    queue.add(frame(1));
    queue.finish();
    expect(values()).toEqual([1]);
    slice();
    expect(values()).toEqual([1]);
  });

  it("is forgotten where nobody is there any more", () => {
    const { queue, slice, values } = queueInTest();
    queue.add(frame(1));
    queue.clear();
    slice();
    expect(values()).toEqual([]);
  });
});
