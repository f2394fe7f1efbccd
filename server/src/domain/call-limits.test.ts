import { describe, expect, it } from "vitest";
import { FreeLines } from "./call-limits.ts";

const ONE = { carrier: "twilio", number: "+14155550100" } as const;
const OTHER = { carrier: "sip", number: "+41446681800" } as const;
const none = new Map<string, number>();

describe("free lines", () => {
  it("are as many as the installation has left", () => {
    const lines = new FreeLines({ all: 3, perCarrier: none, perNumber: none }, [{ ...ONE, count: 2 }]);
    expect([lines.left, lines.take(OTHER), lines.take(ONE), lines.left]).toEqual([1, true, false, 0]);
  });

  it("are no more than a carrier has, while another has some", () => {
    const limits = { all: 9, perCarrier: new Map([["twilio", 1]]), perNumber: none };
    const lines = new FreeLines(limits, [{ ...ONE, count: 1 }]);
    expect(lines.fullCarriers).toEqual(["twilio"]);
    expect([lines.take(ONE), lines.take(OTHER)]).toEqual([false, true]);
  });

  it("are no more than a number has", () => {
    const lines = new FreeLines({ all: 9, perCarrier: none, perNumber: new Map([[ONE.number, 1]]) }, []);
    expect([lines.take(ONE), lines.take(ONE), lines.take(OTHER)]).toEqual([true, false, true]);
    expect(lines.fullNumbers).toEqual([ONE.number]);
  });

  it("are none where more are taken than there are by now", () => {
    expect(new FreeLines({ all: 1, perCarrier: none, perNumber: none }, [{ ...ONE, count: 4 }]).left).toBe(0);
  });
});
