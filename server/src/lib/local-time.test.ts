import { describe, expect, it } from "vitest";
import { daysLater, instantOf, readWallClock, wallClockAt, weekdayOf, writeLocalTime } from "./local-time.ts";

const clock = (text: string) => {
  const read = readWallClock(text);
  if (read === null) throw new Error(`${text} is no time.`);
  return read;
};

describe("instantOf", () => {
  it.each([
    ["an ordinary morning", "2026-11-22T09:00", "Europe/Zurich", "once", "2026-11-22T08:00:00.000Z"],
    ["UTC itself", "2026-11-22T09:00", "UTC", "once", "2026-11-22T09:00:00.000Z"],
    ["half an hour's zone", "2026-07-01T09:00", "Asia/Kolkata", "once", "2026-07-01T03:30:00.000Z"],
    ["fourteen hours ahead", "2026-07-01T09:00", "Pacific/Kiritimati", "once", "2026-06-30T19:00:00.000Z"],
    ["eleven hours behind", "2026-07-01T23:59", "Pacific/Pago_Pago", "once", "2026-07-02T10:59:00.000Z"],
    ["just before the gap", "2026-03-29T01:59:59", "Europe/Zurich", "once", "2026-03-29T00:59:59.000Z"],
    ["the first of the gap", "2026-03-29T02:00", "Europe/Zurich", "never", "2026-03-29T01:00:00.000Z"],
    ["in the gap, moved on by an hour", "2026-03-29T02:30", "Europe/Zurich", "never", "2026-03-29T01:30:00.000Z"],
    ["just after the gap", "2026-03-29T03:00", "Europe/Zurich", "once", "2026-03-29T01:00:00.000Z"],
    ["in the overlap, the first time", "2026-10-25T02:30", "Europe/Zurich", "twice", "2026-10-25T00:30:00.000Z"],
    ["just after the overlap", "2026-10-25T03:00", "Europe/Zurich", "once", "2026-10-25T02:00:00.000Z"],
    ["a gap across the ocean", "2026-03-08T02:15", "America/New_York", "never", "2026-03-08T07:15:00.000Z"],
    ["an overlap across the ocean", "2026-11-01T01:15", "America/New_York", "twice", "2026-11-01T05:15:00.000Z"],
    ["a gap of half an hour", "2026-10-04T02:15", "Australia/Lord_Howe", "never", "2026-10-03T15:45:00.000Z"],
    ["a gap at midnight", "2026-09-06T00:30", "America/Santiago", "never", "2026-09-06T04:30:00.000Z"],
    ["a day that was left out", "2011-12-30T12:00", "Pacific/Apia", "never", "2011-12-30T22:00:00.000Z"],
  ])("%s", (_what, text, timeZone, shown, at) => {
    const found = instantOf(clock(text), timeZone);
    expect({ shown: found.shown, at: found.at.toISOString() }).toEqual({ shown, at });
  });

  it("says when a time that is shown twice is shown again", () => {
    expect(instantOf(clock("2026-10-25T02:30"), "Europe/Zurich")).toMatchObject({
      again: new Date("2026-10-25T01:30:00Z"),
    });
  });

  it.each([
    ["2026-03-29T02:30", "Europe/Zurich", "2026-03-29T01:00:00.000Z"],
    ["2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-03T15:30:00.000Z"],
    ["2011-12-30T12:00", "Pacific/Apia", "2011-12-30T10:00:00.000Z"],
  ])("says when the clock leaves out %s in %s", (text, timeZone, jump) => {
    expect(instantOf(clock(text), timeZone)).toMatchObject({ jump: new Date(jump) });
  });

  it("undoes wallClockAt throughout a year, in zones of every kind", () => {
    for (const timeZone of ["Europe/Zurich", "Australia/Lord_Howe", "America/St_Johns", "Africa/Casablanca"]) {
      const end = Date.UTC(2027, 0, 1);
      for (let at = Date.UTC(2026, 0, 1); at < end; at += 140 * 60_000) {
        const found = instantOf(wallClockAt(new Date(at), timeZone), timeZone);
        const moments = found.shown === "twice" ? [found.at, found.again] : [found.at];
        expect(found.shown, `${timeZone} ${at}`).not.toBe("never");
        expect(moments.map(Number), `${timeZone} ${at}`).toContain(at);
      }
    }
  });
});

describe("readWallClock", () => {
  it.each([
    "",
    "tomorrow at nine",
    "2026-11-22",
    "2026-11-22T09",
    "2026-11-22T24:00",
    "2026-11-22T09:60",
    "2026-02-29T09:00",
    "2026-13-01T09:00",
    "2026-00-10T09:00",
    "2026-11-31T09:00",
    "2026-11-22T09:00Z",
    "2026-11-22T09:00+01:00",
    "0000-01-01T00:00",
    "99999-01-01T00:00",
    "2026-11-22T09:00\u0000",
    "٢٠٢٦-11-22T09:00",
  ])("refuses %j", (text) => {
    expect(readWallClock(text)).toBeNull();
  });

  it.each([
    ["2026-11-22T09:00", 0],
    ["2026-11-22 09:00", 0],
    ["2026-11-22T09:00:30", 30],
    ["2026-11-22T09:00:30.000", 30],
  ])("reads %j", (text, second) => {
    expect(readWallClock(text)).toEqual({ year: 2026, month: 11, day: 22, hour: 9, minute: 0, second });
  });
});

it("writes a moment with the offset that holds then", () => {
  expect(writeLocalTime(new Date("2026-07-01T08:00:00.9Z"), "Europe/Zurich")).toBe("2026-07-01T10:00:00+02:00");
  expect(writeLocalTime(new Date("2026-12-01T08:00:00Z"), "America/St_Johns")).toBe("2026-12-01T04:30:00-03:30");
  expect(writeLocalTime(new Date("2026-12-01T08:00:00Z"), "UTC")).toBe("2026-12-01T08:00:00+00:00");
});

it("counts days by the calendar, over the ends of months and years", () => {
  expect(daysLater(clock("2026-12-31T23:30"), 1)).toEqual(clock("2027-01-01T23:30"));
  expect(daysLater(clock("2028-03-01T00:00"), -1)).toEqual(clock("2028-02-29T00:00"));
  expect(weekdayOf(clock("2026-11-22T09:00"))).toBe(0);
});
