import { describe, expect, test } from "vitest";
import { type OpeningHours, openingHoursSchema, opennessAt } from "./opening-hours.ts";

const WEEK = ["mon", "tue", "wed", "thu", "fri"] as const;

function hours(given: Partial<OpeningHours>): OpeningHours {
  return openingHoursSchema.parse({
    time_zone: "Europe/Zurich",
    windows: [{ days: [...WEEK], from: "09:00", to: "17:00" }],
    ...given,
  });
}

const closed = (opensAt: string | null) => ({ isOpen: false, opensAt: opensAt === null ? null : new Date(opensAt) });
const open = { isOpen: true };

describe("opennessAt", () => {
  test.each([
    ["at its opening", "2026-11-30T08:00:00Z", open],
    ["just before", "2026-11-30T07:59:59.999Z", closed("2026-11-30T08:00:00Z")],
    ["just before its end", "2026-11-30T15:59:59.999Z", open],
    ["at its end, until the next day", "2026-11-30T16:00:00Z", closed("2026-12-01T08:00:00Z")],
    ["on Friday evening, until Monday", "2026-11-27T20:00:00Z", closed("2026-11-30T08:00:00Z")],
    ["an hour earlier by UTC in summer", "2026-07-01T07:00:00Z", open],
  ])("knows the hours of the week: %s", (_, at, expected) => {
    expect(opennessAt(new Date(at), hours({}))).toEqual(expected);
  });

  test("is always open without hours", () => {
    expect(opennessAt(new Date(), null)).toEqual(open);
  });

  test.each([
    ["is closed on a holiday", "2026-12-25T10:00:00Z", closed("2026-12-28T08:00:00Z")],
    ["has the hours of the holiday", "2026-12-24T10:00:00Z", open],
    ["and no others on it", "2026-12-24T12:00:00Z", closed("2026-12-28T08:00:00Z")],
  ])("%s", (_, at, expected) => {
    const holidays = [
      { date: "2026-12-24", windows: [{ from: "09:00", to: "12:00" }] },
      { date: "2026-12-25", windows: [] },
    ];
    expect(opennessAt(new Date(at), hours({ holidays }))).toEqual(expected);
  });

  const night = { windows: [{ days: [...WEEK], from: "22:00", to: "06:00" }] };

  test("goes on past midnight", () => {
    expect(opennessAt(new Date("2026-12-01T03:00:00Z"), hours(night))).toEqual(open);
  });

  test("ends at midnight when the next day is a holiday", () => {
    const holidays = [{ date: "2026-12-25", windows: [] }];
    expect(opennessAt(new Date("2026-12-24T22:30:00Z"), hours({ ...night, holidays }))).toEqual(open);
    expect(opennessAt(new Date("2026-12-24T23:30:00Z"), hours({ ...night, holidays }))).toMatchObject({
      isOpen: false,
    });
  });

  // Clocks go from 02:00 to 03:00 on 29 March 2026, and from 03:00 back to 02:00 on 25 October 2026.
  test.each([
    ["opens at the end of a gap", "2026-03-29T00:30:00Z", closed("2026-03-29T01:00:00Z")],
    ["is open right after it", "2026-03-29T01:00:00Z", open],
    ["opens when the hour is shown first", "2026-10-25T00:30:00Z", open],
    ["stays open while it is shown again", "2026-10-25T01:45:00Z", open],
    ["closes by the clock as it is then", "2026-10-25T03:00:00Z", closed("2026-11-01T01:30:00Z")],
  ])("follows daylight saving: %s", (_, at, expected) => {
    const sunday = hours({ windows: [{ days: ["sun"], from: "02:30", to: "04:00" }] });
    expect(opennessAt(new Date(at), sunday)).toEqual(expected);
  });

  test("does not know when it opens that never opens", () => {
    expect(opennessAt(new Date("2026-12-01T12:00:00Z"), hours({ windows: [] }))).toEqual(closed(null));
  });

  test("takes the earliest of several openings", () => {
    const windows = [
      { days: ["mon" as const], from: "14:00", to: "17:00" },
      { days: ["mon" as const], from: "08:00", to: "11:00" },
    ];
    expect(opennessAt(new Date("2026-11-30T05:00:00Z"), hours({ windows }))).toEqual(closed("2026-11-30T07:00:00Z"));
  });
});
