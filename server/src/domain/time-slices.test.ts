import { describe, expect, it } from "vitest";
import { periodBefore, slicesOf } from "./time-slices.ts";

const period = (from: string, before: string) => ({ from: new Date(from), before: new Date(before) });
const begins = (of: ReturnType<typeof period>, interval: "hour" | "day", timeZone: string, most = 100) =>
  slicesOf(of, interval, { timeZone, most }).map((at) => at.toISOString());

describe("slices of time", () => {
  it("begin with the time itself, then with each day of the zone's clocks", () => {
    const three = period("2026-11-01T10:30:00Z", "2026-11-03T10:00:00Z");
    expect(begins(three, "day", "Europe/Zurich")).toEqual([
      "2026-11-01T10:30:00.000Z",
      "2026-11-01T23:00:00.000Z",
      "2026-11-02T23:00:00.000Z",
    ]);
  });

  it("follow clocks that are put forward and back", () => {
    expect(begins(period("2026-03-27T23:00:00Z", "2026-03-30T12:00:00Z"), "day", "Europe/Zurich")).toEqual([
      "2026-03-27T23:00:00.000Z",
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
    ]);
    expect(begins(period("2026-10-24T22:00:00Z", "2026-10-26T00:00:00Z"), "day", "Europe/Zurich")).toEqual([
      "2026-10-24T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
    ]);
  });

  it("are the hours of clocks that are ahead by parts of an hour", () => {
    expect(begins(period("2026-11-01T10:00:00Z", "2026-11-01T12:00:00Z"), "hour", "Asia/Kolkata")).toEqual([
      "2026-11-01T10:00:00.000Z",
      "2026-11-01T10:30:00.000Z",
      "2026-11-01T11:30:00.000Z",
    ]);
  });

  it("are one more than may be where the time is too long", () => {
    expect(begins(period("2020-01-01T00:00:00Z", "2026-01-01T00:00:00Z"), "hour", "UTC", 10)).toHaveLength(11);
  });

  it("are compared with as long a time before", () => {
    expect(periodBefore(period("2026-11-08T00:00:00Z", "2026-11-10T00:00:00Z"))).toEqual(
      period("2026-11-06T00:00:00Z", "2026-11-08T00:00:00Z"),
    );
  });
});
