import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { TimeSlices } from "./time-slices.ts";

/** Keeps the thread for so many ms. */
function busyFor(duration: number): void {
  const until = performance.now() + duration;
  while (performance.now() < until);
}

describe("work in time slices", () => {
  it("is done in its order, as often as it was asked for, and not at once", async () => {
    const slices = new TimeSlices(() => undefined);
    const done: string[] = [];
    const [first, second] = ["first", "second"].map((name) => () => void done.push(name)) as [() => void, () => void];
    for (const work of [first, second, first]) slices.add(work);
    expect(done).toEqual([]);
    await turn();
    expect(done).toEqual(["first", "second", "first"]);
    slices.add(second);
    await turn();
    expect(done).toEqual(["first", "second", "first", "second"]);
  });

  it("lets others come in between when it takes long", async () => {
    const slices = new TimeSlices(() => undefined);
    const done: string[] = [];
    for (const name of ["first", "second", "third"]) {
      slices.add(() => {
        busyFor(5);
        done.push(name);
      });
    }
    setImmediate(() => done.push("other"));
    await expect.poll(() => done.length).toBe(4);
    expect(done.indexOf("other")).toBeLessThan(done.indexOf("second"));
  });

  it("is done behind what waits where work asks for it, and again and again where that never ends", async () => {
    const slices = new TimeSlices(() => undefined);
    const done: number[] = [];
    const again = (name: number) => () => {
      done.push(name);
      busyFor(1);
      if (done.length < 30) slices.add(again(name));
    };
    for (const name of [1, 2, 3]) slices.add(again(name));
    await expect.poll(() => done.length).toBe(32);
    expect(done.slice(0, 30)).toEqual(Array.from({ length: 10 }, () => [1, 2, 3]).flat());
  });

  it("goes on after work that throws", async () => {
    const errors: unknown[] = [];
    const slices = new TimeSlices((error) => errors.push(error));
    const done: string[] = [];
    slices.add(() => {
      throw new Error("Broken.");
    });
    slices.add(() => void done.push("next"));
    await turn();
    expect(done).toEqual(["next"]);
    expect(errors).toEqual([new Error("Broken.")]);
  });
});
