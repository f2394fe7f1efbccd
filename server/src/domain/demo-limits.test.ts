import { describe, expect, it } from "vitest";
import { overLimit } from "./demo-limits.ts";
import { visitorOf } from "./visitor.ts";

const LIMITS = { at_once: 2, per_day: 10, per_address_hour: 3, messages_per_conversation: 20 };
const NONE = { open: 0, last_day: 0, day_frees_in: 0, of_visitor: 0, visitor_frees_in: 0 };

describe("one more conversation by a link", () => {
  it.each([
    ["begins while there is room", { open: 1, last_day: 9, of_visitor: 2 }, null],
    ["waits for a place", { open: 2, last_day: 5 }, "All places are taken just now. Try again in 1 min."],
    [
      "waits for the day",
      { last_day: 10, day_frees_in: 7_300_000 },
      "All conversations of today have been held. Try again in 3 h.",
    ],
    [
      "waits for the hour",
      { of_visitor: 3, visitor_frees_in: 600_000 },
      "You have begun many conversations within an hour. Try again in 10 min.",
    ],
    [
      "waits a little at least",
      { of_visitor: 3, visitor_frees_in: -5 },
      "You have begun many conversations within an hour. Try again in 1 min.",
    ],
  ])("%s", (_what, counts, message) => {
    expect(overLimit({ ...NONE, ...counts }, LIMITS)?.message ?? null).toBe(message);
  });
});

describe("who comes from one network", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1", true],
    ["192.0.2.1", "::ffff:192.0.2.1", true],
    ["192.0.2.1", "192.0.2.2", false],
    ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true],
    ["2001:db8:1:2::1", "2001:db8:1:3::1", false],
  ])("%s and %s are one: %s", (one, other, isOne) => {
    expect(visitorOf("secret", one) === visitorOf("secret", other)).toBe(isOne);
  });

  it("is known to this installation alone", () => {
    expect(visitorOf("secret", "192.0.2.1")).not.toBe(visitorOf("another", "192.0.2.1"));
  });
});
