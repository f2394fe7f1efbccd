import { describe, expect, it } from "vitest";
import { type ContactHours, contactHoursSchema, nextContactTime } from "./contact-hours.ts";

const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const WORKDAYS = WEEK.slice(0, 5);

type Day = (typeof WEEK)[number];
const hours = (...windows: [readonly Day[], string, string][]): ContactHours => ({
  time_zone: null,
  windows: windows.map(([days, from, to]) => ({ days: [...days], from, to })),
});
const office = hours([WORKDAYS, "09:00", "18:00"]);
const night = hours([["fri"], "22:00", "02:00"]);
const lunch = hours([WORKDAYS, "09:00", "12:00"], [WORKDAYS, "13:00", "18:00"], [["sat"], "10:00", "12:00"]);

describe("nextContactTime", () => {
  it.each<[string, ContactHours | null, string, string, string]>([
    ["no hours", null, "UTC", "2026-11-22T03:00Z", "2026-11-22T03:00Z"],
    ["within them", office, "UTC", "2026-11-23T12:34Z", "2026-11-23T12:34Z"],
    ["their first moment", office, "UTC", "2026-11-23T09:00Z", "2026-11-23T09:00Z"],
    ["their end, which is outside", office, "UTC", "2026-11-23T18:00Z", "2026-11-24T09:00Z"],
    ["before they open", office, "UTC", "2026-11-23T08:59Z", "2026-11-23T09:00Z"],
    ["a Friday evening", office, "UTC", "2026-11-20T19:00Z", "2026-11-23T09:00Z"],
    ["a Sunday where it is still Sunday", office, "America/New_York", "2026-11-23T03:00Z", "2026-11-23T14:00Z"],
    ["a Monday where it is Monday already", office, "Pacific/Auckland", "2026-11-22T21:00Z", "2026-11-22T21:00Z"],
    ["between two windows", lunch, "UTC", "2026-11-23T12:10Z", "2026-11-23T13:00Z"],
    ["after the last of the week", lunch, "UTC", "2026-11-21T12:00Z", "2026-11-23T09:00Z"],
    ["over midnight, before it", night, "UTC", "2026-11-20T23:00Z", "2026-11-20T23:00Z"],
    ["over midnight, after it", night, "UTC", "2026-11-21T01:59Z", "2026-11-21T01:59Z"],
    ["over midnight, when it is over", night, "UTC", "2026-11-21T02:00Z", "2026-11-27T22:00Z"],
    ["over midnight, on another night", night, "UTC", "2026-11-20T01:00Z", "2026-11-20T22:00Z"],
    ["the whole day", hours([["mon"], "00:00", "24:00"]), "UTC", "2026-11-23T23:59Z", "2026-11-23T23:59Z"],
    ["the end of a whole day", hours([["mon"], "00:00", "24:00"]), "UTC", "2026-11-24T00:00Z", "2026-11-30T00:00Z"],
    ["a zone of their own", { ...office, time_zone: "Asia/Tokyo" }, "UTC", "2026-11-23T12:00Z", "2026-11-24T00:00Z"],
    [
      "windows that overlap",
      hours([WEEK, "09:00", "12:00"], [WEEK, "08:00", "10:00"]),
      "UTC",
      "2026-11-23T07:00Z",
      "2026-11-23T08:00Z",
    ],
    // On 29 March 2026 the clocks of Zurich go from 01:59:59 to 03:00, at 01:00 UTC.
    ["opening in a gap", hours([["sun"], "02:30", "05:00"]), "Europe/Zurich", "2026-03-29T00:30Z", "2026-03-29T01:00Z"],
    ["closing in a gap", hours([["sun"], "01:00", "02:30"]), "Europe/Zurich", "2026-03-29T01:00Z", "2026-04-04T23:00Z"],
    [
      "a window within a gap",
      hours([["sun"], "02:10", "02:50"]),
      "Europe/Zurich",
      "2026-03-29T00:30Z",
      "2026-04-05T00:10Z",
    ],
    ["a day of 23 hours", office, "Europe/Zurich", "2026-03-29T20:00Z", "2026-03-30T07:00Z"],
    // On 25 October 2026 they show the time from 02:00 to 03:00 twice, the first time from 00:00 UTC on.
    [
      "opening in an overlap",
      hours([["sun"], "02:30", "05:00"]),
      "Europe/Zurich",
      "2026-10-25T00:00Z",
      "2026-10-25T00:30Z",
    ],
    [
      "the second time in an overlap",
      hours([["sun"], "02:30", "05:00"]),
      "Europe/Zurich",
      "2026-10-25T01:10Z",
      "2026-10-25T01:10Z",
    ],
    [
      "closing in an overlap",
      hours([["sun"], "01:00", "02:30"]),
      "Europe/Zurich",
      "2026-10-25T00:45Z",
      "2026-11-01T00:00Z",
    ],
    [
      "a day that was left out",
      hours([["fri"], "09:00", "18:00"]),
      "Pacific/Apia",
      "2011-12-30T09:00Z",
      "2012-01-05T19:00Z",
    ],
  ])("%s", (_what, given, timeZone, at, expected) => {
    expect(nextContactTime(new Date(at), given, timeZone).toISOString()).toBe(new Date(expected).toISOString());
  });

  it("never moves a time back, and moves one that it gave no further", () => {
    for (const zone of ["Europe/Zurich", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca"]) {
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 17 * 3_600_000) {
        for (const given of [office, night, lunch]) {
          const next = nextContactTime(new Date(at), given, zone);
          expect(next.getTime()).toBeGreaterThanOrEqual(at);
          expect(nextContactTime(next, given, zone)).toEqual(next);
        }
      }
    }
  });
});

describe("contactHoursSchema", () => {
  const window = { days: ["mon"], from: "09:00", to: "18:00" };

  it.each<[string, unknown]>([
    ["no windows", { windows: [] }],
    ["no list of windows", {}],
    ["no days", { windows: [{ ...window, days: [] }] }],
    ["an unknown day", { windows: [{ ...window, days: ["monday"] }] }],
    ["an empty window", { windows: [{ ...window, to: "09:00" }] }],
    ["an hour that is none", { windows: [{ ...window, to: "25:00" }] }],
    ["an opening at 24:00", { windows: [{ ...window, from: "24:00" }] }],
    ["hours in words", { windows: [{ ...window, from: "nine" }] }],
    ["a time zone that is none", { time_zone: "Mars/Phobos", windows: [window] }],
    ["more windows than a week has use for", { windows: Array.from({ length: 51 }, () => window) }],
  ])("refuses %s", (_what, given) => {
    expect(contactHoursSchema.safeParse(given).success).toBe(false);
  });

  it("takes windows in a zone, and where none is named the customer's", () => {
    expect(contactHoursSchema.parse({ windows: [window] })).toEqual({ time_zone: null, windows: [window] });
    expect(contactHoursSchema.parse({ time_zone: "Europe/Zurich", windows: [window] }).time_zone).toBe("Europe/Zurich");
  });
});
