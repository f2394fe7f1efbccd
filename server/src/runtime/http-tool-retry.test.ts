import { describe, expect, it } from "vitest";
import { type Attempt, judgeAttempt, parseRetryAfter, retryDelay, type Verdict } from "./http-tool-retry.ts";

function answered(status: number): Attempt {
  return { kind: "answered", status };
}

describe("judgeAttempt", () => {
  it.each<[Attempt, Verdict]>([
    [answered(200), { next: "succeeded" }],
    [answered(204), { next: "succeeded" }],
    [answered(299), { next: "succeeded" }],
    [answered(301), { next: "refused" }],
    [answered(307), { next: "refused" }],
    [answered(400), { next: "refused" }],
    [answered(401), { next: "refused" }],
    [answered(404), { next: "refused" }],
    [answered(408), { next: "retry", maybeDone: false }],
    [answered(409), { next: "refused" }],
    [answered(422), { next: "refused" }],
    [answered(429), { next: "retry", maybeDone: false }],
    [answered(500), { next: "retry", maybeDone: false }],
    [answered(502), { next: "retry", maybeDone: true }],
    [answered(503), { next: "retry", maybeDone: false }],
    [answered(504), { next: "retry", maybeDone: true }],
    [
      { kind: "unanswered", reason: "network", maybeSent: false },
      { next: "retry", maybeDone: false },
    ],
    [
      { kind: "unanswered", reason: "network", maybeSent: true },
      { next: "retry", maybeDone: true },
    ],
    [
      { kind: "unanswered", reason: "timeout", maybeSent: false },
      { next: "give_up", maybeDone: false },
    ],
    [
      { kind: "unanswered", reason: "timeout", maybeSent: true },
      { next: "give_up", maybeDone: true },
    ],
    [
      { kind: "unanswered", reason: "cancelled", maybeSent: false },
      { next: "give_up", maybeDone: false },
    ],
    [
      { kind: "unanswered", reason: "cancelled", maybeSent: true },
      { next: "give_up", maybeDone: true },
    ],
    [
      { kind: "unanswered", reason: "too_large", maybeSent: true },
      { next: "give_up", maybeDone: true },
    ],
    [
      { kind: "unanswered", reason: "unreadable", maybeSent: true },
      { next: "give_up", maybeDone: true },
    ],
    [
      { kind: "unanswered", reason: "refused_target", maybeSent: false },
      { next: "give_up", maybeDone: false },
    ],
    [
      { kind: "unanswered", reason: "invalid_request", maybeSent: false },
      { next: "give_up", maybeDone: false },
    ],
  ])("%j: %j", (attempt, verdict) => {
    expect(judgeAttempt(attempt)).toEqual(verdict);
  });
});

describe("retryDelay", () => {
  it.each<[number, number | null, number, number, number | null]>([
    // attempts, Retry-After, remaining, random → delay
    [1, null, 15_000, 0, 0],
    [1, null, 15_000, 0.5, 100],
    [1, null, 15_000, 0.999, 200],
    [2, null, 15_000, 0.5, 200],
    [4, null, 15_000, 0.5, 800],
    [7, null, 60_000, 0.5, 5_000],
    [60, null, 60_000, 0.999, 9_990],
    [2_000, null, 60_000, 0.5, 5_000],
    [1, 3_000, 15_000, 0.5, 3_000],
    [7, 1_000, 60_000, 0.5, 5_000],
    [1, 0, 15_000, 0.5, 100],
    [1, 15_000, 15_000, 0.5, null],
    [1, 14_900, 15_000, 0.5, 14_900],
    [1, 14_901, 15_000, 0.5, null],
    [1, null, 200, 0.5, 100],
    [1, null, 199, 0.5, null],
    [1, null, 0, 0, null],
    [1, null, -5, 0, null],
  ])("after %i attempts, asked for %s, with %i left and chance %d: %s", (...row) => {
    const [attempts, retryAfter, remaining, random, delay] = row;
    expect(retryDelay({ attempts, retryAfter, remaining, random })).toBe(delay);
  });
});

describe("parseRetryAfter", () => {
  it.each<[string | undefined, number | null]>([
    [undefined, null],
    ["", null],
    ["0", 0],
    ["7", 7_000],
    [" 7 ", 7_000],
    ["-7", null],
    ["7.5", null],
    ["soon", null],
    ["Thu, 19 Jun 2025 12:00:30 GMT", 30_000],
    ["Thu, 19 Jun 2025 11:59:30 GMT", 0],
  ])("reads %j as %s ms", (header, expected) => {
    expect(parseRetryAfter(header, Date.UTC(2025, 5, 19, 12, 0, 0))).toBe(expected);
  });
});
