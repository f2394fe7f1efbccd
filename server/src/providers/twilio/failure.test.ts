import { describe, expect, it } from "vitest";
import { refusalOf } from "./failure.ts";

const failed = (code: string, again: number | null) => ({ status: "failed", code, again });

describe("refusalOf", () => {
  it.each([
    ["a number that does not exist", { status: 400, errorCode: 21211 }, failed("invalid_address", null)],
    ["a landline", { status: 400, errorCode: 21614 }, failed("invalid_address", null)],
    ["somebody who sent STOP", { status: 400, errorCode: 21610 }, failed("opted_out", null)],
    ["somebody who sent STOP, with another status", { status: 403, errorCode: 21610 }, failed("opted_out", null)],
    ["a pair of numbers that does not work", { status: 400, errorCode: 21612 }, failed("unreachable", null)],
    ["too many requests", { status: 429, errorCode: 20429 }, failed("carrier_busy", 5_000)],
    ["too many requests, without a code", { status: 429, errorCode: null }, failed("carrier_busy", 5_000)],
    ["a full queue", { status: 400, errorCode: 21611 }, failed("carrier_busy", 5_000)],
    ["a wrong token", { status: 401, errorCode: 20003 }, failed("carrier_refused", 60_000)],
    ["an account that may not", { status: 403, errorCode: null }, failed("carrier_refused", 60_000)],
    ["a code nobody has heard of", { status: 400, errorCode: 29_999 }, failed("carrier_refused", null)],
    ["no code at all", { status: 400, errorCode: null }, failed("carrier_refused", null)],
    ["a fault of theirs", { status: 503, errorCode: 20500 }, { status: "unknown" }],
  ] as const)("reads %s", (_what, refusal, verdict) => {
    expect(refusalOf({ message: null, retryAfter: null, ...refusal })).toMatchObject(verdict);
  });

  it("comes back when Twilio says so, and quotes it", () => {
    const refusal = { status: 429, errorCode: 20429, message: "Slow down.", retryAfter: 30_000 };
    expect(refusalOf(refusal)).toEqual({
      status: "failed",
      code: "carrier_busy",
      message: "Twilio refused it with error 20429: Slow down.",
      again: 30_000,
    });
  });
});
