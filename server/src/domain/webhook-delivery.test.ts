import { describe, expect, it } from "vitest";
import { type AttemptEnd, type DeliveryVerdict, judgeDelivery, RETRY_DELAYS } from "./webhook-delivery.ts";

const HOUR = 60 * 60 * 1000;
const FIRST = { retryAfter: null, failures: 0, random: 0.5 };

const retryIn = (delay: number): DeliveryVerdict => ({ next: "retry", delay });

describe("an attempt to deliver a webhook", () => {
  it.each<[string, AttemptEnd, DeliveryVerdict]>([
    ["taken", { ...FIRST, reception: "taken" }, { next: "delivered" }],
    ["taken the last time", { ...FIRST, reception: "taken", failures: 9 }, { next: "delivered" }],
    ["taken with Retry-After", { ...FIRST, reception: "taken", retryAfter: 1_000 }, { next: "delivered" }],
    ["refused", { ...FIRST, reception: "refused" }, retryIn(5_000)],
    ["refused for good", { ...FIRST, reception: "never" }, { next: "dead" }],
    ["refused for good with Retry-After", { ...FIRST, reception: "never", retryAfter: 1_000 }, { next: "dead" }],
    ["varied to the short side", { ...FIRST, reception: "refused", random: 0 }, retryIn(4_500)],
    ["varied to the long side", { ...FIRST, reception: "refused", random: 0.999_999 }, retryIn(5_500)],
    ["asked to wait longer than planned", { ...FIRST, reception: "refused", retryAfter: 60_000 }, retryIn(60_000)],
    [
      "asked to wait shorter than planned",
      { ...FIRST, reception: "refused", failures: 1, retryAfter: 1_000 },
      retryIn(300_000),
    ],
    ["asked to wait for a year", { ...FIRST, reception: "refused", retryAfter: 365 * 24 * HOUR }, retryIn(24 * HOUR)],
    ["failing for the ninth time", { ...FIRST, reception: "refused", failures: 8 }, retryIn(24 * HOUR)],
    ["failing for the tenth time", { ...FIRST, reception: "refused", failures: 9 }, { next: "dead" }],
    ["failing even later", { ...FIRST, reception: "refused", failures: 50 }, { next: "dead" }],
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
