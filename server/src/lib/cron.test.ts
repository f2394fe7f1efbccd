import { describe, expect, it } from "vitest";
import { cronProblem, nextTimes } from "./cron.ts";

const NOW = new Date("2026-11-21T00:00:00Z");

describe("a cron expression", () => {
  it.each([
    "* * * * *",
    "30 9 * * MON-FRI",
    "0 0 29 2 *",
    "0 9 L * *",
    "0 9 * * 5#2",
    "*/15 8-18 * * 1-5",
    "0 30 9 1 1 * 2030",
    "@daily",
    " 0  9 * * * ",
  ])("may be %j", (expression) => {
    expect(cronProblem(expression, NOW)).toBeNull();
  });

  it.each([
    ["", /characters/],
    ["* * * *", /has 4 fields; give five fields/],
    ["* * * * * *", /has 6 fields/],
    ["30 0 9 1 1 * 2030", /must have 0 as its first/],
    ["61 * * * *", /not valid: Invalid value for minute: 61;/],
    ["0 24 * * *", /hour: 24/],
    ["0 0 0 * *", /not valid/],
    ["a b c d e", /not valid/],
    ["0 9 * * MON-", /not valid/],
    ["*/0 * * * *", /not valid/],
    ["2027-01-01T00:00:00", /characters/],
    ["@every 5m", /is not known; give five/],
    ["@reboot", /is not known/],
    ["0 9 * * *\n0 10 * * *", /characters/],
    ["0 9 * * *\u0000", /characters/],
    [`${"1,".repeat(200)}1 * * * *`, /longer than 200/],
    ["0 0 30 2 *", /never comes/],
    ["0 0 31 4,6,9,11 *", /never comes/],
    ["0 0 0 1 1 * 2020", /never comes any more/],
    ["0 0 0 29 2 * 2027", /never comes/],
  ])("is refused as %j", (expression, problem) => {
    expect(cronProblem(expression, NOW)).toMatch(problem);
  });
});

const times = (expression: string, timeZone: string, after: string, count: number) =>
  nextTimes(expression, { timeZone, after: new Date(after), count }).map((time) => time.toISOString().slice(5, 16));

/** Zurich: on 2025-03-30 at 01:00 UTC 02:00 becomes 03:00; on 2025-10-26 at 01:00 UTC 03:00 becomes 02:00. */
const GAP = "2025-03-29T22:00:00Z";
const OVERLAP = "2025-10-25T22:00:00Z";
const ZURICH = "Europe/Zurich";

describe("the next times", () => {
  it.each<[string, string, string, string, string[]]>([
    ["a skipped time comes right after the gap", "30 2 * * *", ZURICH, GAP, ["03-30T01:00", "03-31T00:30"]],
    ["several skipped times come once", "0,30 2 * * *", ZURICH, GAP, ["03-30T01:00", "03-31T00:00", "03-31T00:30"]],
    ["a skipped time and the one at its end are one", "0 2,3 * * *", ZURICH, GAP, ["03-30T01:00", "03-31T00:00"]],
    ["a time that is shown twice comes the first time", "30 2 * * *", ZURICH, OVERLAP, ["10-26T00:30", "10-27T01:30"]],
    [
      "a range that is shown twice comes once",
      "0 1-3 * * *",
      ZURICH,
      OVERLAP,
      ["10-25T23:00", "10-26T00:00", "10-26T02:00"],
    ],
    ["every hour is every hour in a gap", "30 * * * *", ZURICH, "2025-03-30T00:00:00Z", ["03-30T00:30", "03-30T01:30"]],
    ["and in an overlap", "30 * * * *", ZURICH, "2025-10-26T00:00:00Z", ["10-26T00:30", "10-26T01:30", "10-26T02:30"]],
    ["steps skip the gap", "*/30 2 * * *", ZURICH, GAP, ["03-31T00:00", "03-31T00:30"]],
    [
      "a gap of half an hour",
      "15 2 * * *",
      "Australia/Lord_Howe",
      "2025-10-04T00:00:00Z",
      ["10-04T15:30", "10-05T15:15"],
    ],
    ["a gap at midnight", "0 0 * * *", "America/Sao_Paulo", "2018-11-03T12:00:00Z", ["11-04T03:00", "11-05T02:00"]],
    ["midnight on New Year's Eve", "0 0 1 1 *", "Pacific/Auckland", "2025-06-01T00:00:00Z", ["12-31T11:00"]],
    ["leap days", "0 12 29 2 *", "UTC", "2025-01-01T00:00:00Z", ["02-29T12:00", "02-29T12:00"]],
    ["the last day of a month", "0 9 L * *", "UTC", "2028-02-01T00:00:00Z", ["02-29T09:00", "03-31T09:00"]],
    ["one year alone", "0 0 9 1 1 * 2030", "UTC", "2026-01-01T00:00:00Z", ["01-01T09:00"]],
    ["behind the moment, not at it", "0 9 * * *", "UTC", "2026-01-01T09:00:00Z", ["01-02T09:00"]],
  ])("%s", (_what, expression, timeZone, after, expected) => {
    expect(times(expression, timeZone, after, expected.length)).toEqual(expected);
  });

  it("are fewer when there are no more", () => {
    expect(times("0 0 9 1 1 * 2030", "UTC", "2026-01-01T00:00:00Z", 5)).toHaveLength(1);
    expect(
      nextTimes("0 12 29 2 *", { timeZone: "UTC", after: NOW, count: 2 }).map((time) => time.getUTCFullYear()),
    ).toEqual([2028, 2032]);
  });
});
