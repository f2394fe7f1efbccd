import { describe, expect, it } from "vitest";
import { ConnectionSlots } from "./connection-slots.ts";

/** Six places, two of an address; strangers have three of them, one of an address. */
function slotsFor(known: readonly string[]) {
  const all = new Set(known);
  const slots = new ConnectionSlots({
    everybody: { all: 6, perAddress: 2 },
    strangers: { all: 3, perAddress: 1 },
    knows: (address) => all.has(address),
  });
  const takes = (addresses: string) => [...addresses].map((address) => slots.take(address) !== null);
  return { slots, takes, learn: (address: string) => void all.add(address) };
}

describe("the places for connections", () => {
  it("give strangers a share, and an address of theirs a smaller one", () => {
    expect(slotsFor([]).takes("aabcd")).toEqual([true, false, true, true, false]);
  });

  it("are there for a trunk when strangers have all of theirs", () => {
    expect(slotsFor(["t"]).takes("abcdttt")).toEqual([true, true, true, false, true, true, false]);
  });

  it("end for everybody", () => {
    expect(slotsFor(["t", "u", "v", "w"]).takes("ttuuvvw")).toEqual([true, true, true, true, true, true, false]);
  });

  it("do not count among strangers who is none any more", () => {
    const { takes, learn } = slotsFor([]);
    expect(takes("abcd")).toEqual([true, true, true, false]);
    learn("a");
    expect(takes("ade")).toEqual([true, true, false]);
  });

  it("are given back once", () => {
    const { slots, takes } = slotsFor([]);
    const giveBack = slots.take("a");
    expect(takes("abcd")).toEqual([false, true, true, false]);
    giveBack?.();
    giveBack?.();
    expect(takes("dea")).toEqual([true, false, false]);
  });
});
