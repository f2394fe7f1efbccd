import { describe, expect, it } from "vitest";
import { readFollowUpTime } from "./follow-up-time.ts";

const now = new Date("2026-11-21T17:30:00Z");
const zurich = { now, timeZone: "Europe/Zurich" };

describe("readFollowUpTime", () => {
  it.each([
    ["2026-11-22T09:00", "Europe/Zurich", "2026-11-22T08:00:00.000Z"],
    ["2026-11-22T09:00", "America/Los_Angeles", "2026-11-22T17:00:00.000Z"],
    ["  2026-11-22 09:00  ", "UTC", "2026-11-22T09:00:00.000Z"],
    ["2026-11-22T09:00:30", "UTC", "2026-11-22T09:00:30.000Z"],
    ["2026-11-22T09:00Z", "Europe/Zurich", "2026-11-22T09:00:00.000Z"],
    ["2026-11-22t09:00z", "Europe/Zurich", "2026-11-22T09:00:00.000Z"],
    ["2026-11-22T09:00:00+01:00", "America/Los_Angeles", "2026-11-22T08:00:00.000Z"],
    ["2026-11-22 09:00:00.250 -08:00", "Europe/Zurich", "2026-11-22T17:00:00.000Z"],
    ["2026-11-21T18:31", "Europe/Zurich", "2026-11-21T17:31:00.000Z"],
  ])("reads %j for somebody in %s", (text, timeZone, at) => {
    const read = readFollowUpTime(text, { now, timeZone });
    expect(read).toMatchObject({ remark: null });
    expect("at" in read && Math.floor(read.at.getTime() / 1000) * 1000).toBe(Date.parse(at));
  });

  it("moves a time that the clocks leave out on, and says so", () => {
    expect(readFollowUpTime("2027-03-28T02:30", zurich)).toEqual({
      at: new Date("2027-03-28T01:30:00Z"),
      remark:
        "The clocks are put forward then and never show that time, so it was moved on to Sunday, 28 March 2027, 03:30 (Europe/Zurich).",
    });
  });

  it("takes the first of two times that the clocks show, and says so", () => {
    const read = readFollowUpTime("2027-10-31T02:30", { ...zurich, now: new Date("2027-10-01T00:00Z") });
    expect(read).toEqual({
      at: new Date("2027-10-31T00:30:00Z"),
      remark: "The clocks are put back then and show that time twice: the first of the two was taken.",
    });
  });

  it.each([
    ["tomorrow at nine", "is no date"],
    ["", "is no date"],
    ["2026-11-22", "is no date"],
    ["2026-02-30T09:00", "is no date"],
    ["2026-02-30T09:00Z", "is no date"],
    ["2026-11-22T25:00Z", "is no date"],
    ["2026-11-22T09:00+99:00", "is no date"],
    ["x".repeat(100_000), "is no date"],
    ["2026-11-22T09:00\u0000", "is no date"],
    ["2026-11-21T18:30", "is past"],
    ["2026-11-20T09:00", "is past"],
    ["1970-01-01T00:00", "is past"],
    ["2028-01-01T09:00", "is more than a year ahead"],
    ["9999-12-31T23:59", "is more than a year ahead"],
  ])("says what is wrong with %.60j", (text, problem) => {
    const read = readFollowUpTime(text, zurich);
    expect("problem" in read && read.problem).toContain(problem);
    expect("problem" in read && read.problem.length).toBeLessThan(300);
  });

  it("tells the model what time it is where the customer is when it asks for a past one", () => {
    expect(readFollowUpTime("2026-11-20T09:00", zurich)).toEqual({
      problem:
        "Friday, 20 November 2026, 09:00 (Europe/Zurich) is past. It is Saturday, 21 November 2026, 18:30 (Europe/Zurich) now. Give a later time.",
    });
  });
});
