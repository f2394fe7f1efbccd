import { describe, expect, it } from "vitest";
import { type AttemptEnd, type DeliveryVerdict, judgeDelivery, RETRY_DELAYS } from "./webhook-delivery.ts";

const HOUR = 60 * 60 * 1000;
const FIRST = { retryAfter: null, failures: 0, random: 0.5 };

const retryIn = (delay: number): DeliveryVerdict => ({ next: "retry", delay });

describe("an attempt to deliver a webhook", () => {
  it.each<[string, AttemptEnd, DeliveryVerdict]>([
    ["answered 200", { ...FIRST, status: 200 }, { next: "delivered" }],
    ["answered 299", { ...FIRST, status: 299 }, { next: "delivered" }],
    ["answered 200 the last time", { ...FIRST, status: 200, failures: 9 }, { next: "delivered" }],
    ["answered 200 with Retry-After", { ...FIRST, status: 200, retryAfter: 1_000 }, { next: "delivered" }],
    ["redirected", { ...FIRST, status: 302 }, retryIn(5_000)],
    ["answered 400", { ...FIRST, status: 400 }, retryIn(5_000)],
    ["answered 410", { ...FIRST, status: 410 }, retryIn(5_000)],
    ["answered 500", { ...FIRST, status: 500 }, retryIn(5_000)],
    ["not answered", { ...FIRST, status: null }, retryIn(5_000)],
    ["varied to the short side", { ...FIRST, status: null, random: 0 }, retryIn(4_500)],
    ["varied to the long side", { ...FIRST, status: null, random: 0.999_999 }, retryIn(5_500)],
    ["asked to wait longer than planned", { ...FIRST, status: 429, retryAfter: 60_000 }, retryIn(60_000)],
    ["asked to wait shorter than planned", { ...FIRST, status: 429, failures: 1, retryAfter: 1_000 }, retryIn(300_000)],
    ["asked to wait for a year", { ...FIRST, status: 503, retryAfter: 365 * 24 * HOUR }, retryIn(24 * HOUR)],
    ["failing for the ninth time", { ...FIRST, status: 500, failures: 8 }, retryIn(24 * HOUR)],
    ["failing for the tenth time", { ...FIRST, status: 500, failures: 9 }, { next: "dead" }],
    ["failing even later", { ...FIRST, status: null, failures: 50 }, { next: "dead" }],
  ])("that was %s", (_what, end, verdict) => {
    expect(judgeDelivery(end)).toEqual(verdict);
  });

  it("is repeated over about three days, ever more slowly", () => {
    const total = RETRY_DELAYS.reduce((sum, delay) => sum + delay, 0);
    expect(total).toBeGreaterThan(72 * HOUR);
    expect(total).toBeLessThan(80 * HOUR);
    expect([...RETRY_DELAYS].sort((a, b) => a - b)).toEqual(RETRY_DELAYS);
  });
});
