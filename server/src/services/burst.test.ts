import { describe, expect, it } from "vitest";
import { Burst } from "./burst.ts";

describe("a burst of messages", () => {
  it.each<[string, number, number[], number, number]>([
    ["nothing was heard", 100, [], 0, 0],
    ["it must be quiet for the whole time after one", 100, [10], 10, 100],
    ["the time runs", 100, [10], 70, 40],
    ["it is over", 100, [10], 110, 0],
    ["each message begins the time anew", 100, [10, 90], 110, 80],
    ["after five times the first waits no longer", 100, [0, 90, 180, 270, 360, 450], 460, 40],
    ["no quiet is asked for", 0, [10], 10, 0],
  ])("%s", (_name, quietTime, heard, now, left) => {
    const burst = new Burst(quietTime);
    for (const at of heard) burst.heard(at);
    expect(burst.left(now)).toBe(left);
  });

  it("begins anew once it is answered", () => {
    const burst = new Burst(100);
    burst.heard(0);
    burst.answered();
    expect(burst.left(1)).toBe(0);
    burst.heard(1_000);
    expect(burst.left(1_000)).toBe(100);
  });
});
