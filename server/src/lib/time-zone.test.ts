import { expect, test } from "vitest";
import { isTimeZone } from "./time-zone.ts";

test.each(["UTC", "Europe/Zurich", "America/Argentina/Buenos_Aires", "Etc/GMT+3"])("%s is a time zone", (name) => {
  expect(isTimeZone(name)).toBe(true);
});

test.each(["", "Mars/Olympus", "+02:00", "Europe/Zurich\u0000", "Europe Zurich", "x".repeat(10_000)])(
  "%j is none",
  (name) => {
    expect(isTimeZone(name)).toBe(false);
  },
);
