import { describe, expect, it } from "vitest";
import { brokenOff, failedMidStream, readVendorError, refused, unreachable } from "./model-failure.ts";

const vendor = {
  name: "acme",
  apiKey: "sk-very-secret",
  keyHint: "Check ACME_API_KEY.",
  notFoundHint: "Check the name.",
};
const said = (message: string, kind = "", status: number | null = null) => ({ message, kind, status });

describe("A vendor's refusal", () => {
  it.each([
    [400, "", false],
    [401, "", false],
    [403, "", false],
    [404, "", false],
    [408, "", true],
    [409, "", true],
    [413, "", false],
    [422, "", false],
    [425, "", true],
    [429, "", true],
    [429, "insufficient_quota", false],
    [500, "", true],
    [503, "", true],
    [529, "overloaded_error", true],
  ])("with %i %s may pass on another try: %s", (status, kind, isRetryable) => {
    expect(refused(vendor, status, said("no", kind))).toMatchObject({ isRetryable, status });
  });

  it.each([
    {
      status: 401,
      message: "Incorrect API key provided: sk-very-secret.",
      expected: "acme answered 401: Incorrect API key provided: (key). Check ACME_API_KEY.",
    },
    {
      status: 401,
      message: "Incorrect API key provided: sk-ve*******cret. See the site.",
      expected: "acme answered 401: Incorrect API key provided: (key). See the site. Check ACME_API_KEY.",
    },
    { status: 404, message: "model not found", expected: "acme answered 404: model not found. Check the name." },
    { status: 500, message: "", expected: "acme answered 500." },
    { status: 500, message: "two\n  lines", expected: "acme answered 500: two lines." },
  ])("reads $expected", ({ status, message, expected }) => {
    expect(refused(vendor, status, said(message)).message).toBe(expected);
  });

  it("is cut to a length that can be read", () => {
    expect(refused(vendor, 500, said("x".repeat(10_000))).message.length).toBeLessThan(500);
  });
});

describe("A fault in mid-stream", () => {
  it.each([
    { error: said("Overloaded", "overloaded_error"), isRetryable: true, status: null },
    { error: said("boom"), isRetryable: true, status: null },
    { error: said("bad", "invalid_request_error"), isRetryable: false, status: null },
    { error: said("bad", "", 400), isRetryable: false, status: 400 },
    { error: said("busy", "", 503), isRetryable: true, status: 503 },
  ])("that says $error may pass on another try: $isRetryable", ({ error, isRetryable, status }) => {
    expect(failedMidStream(vendor, error)).toMatchObject({ isRetryable, status });
  });
});

describe("A vendor's words", () => {
  it.each([
    { body: { error: { message: "m", type: "t", code: "c" } }, expected: said("m", "t c") },
    { body: { error: { message: "m", code: 429 } }, expected: said("m", "", 429) },
    { body: [{ error: { message: "m", status: "UNAVAILABLE", code: 503 } }], expected: said("m", "UNAVAILABLE", 503) },
    { body: { error: "m" }, expected: said("m") },
    { body: { message: "m", type: "t" }, expected: said("m", "t") },
    { body: { detail: "m" }, expected: said("m") },
    { body: { detail: [{ loc: ["body"] }] }, expected: said('{"detail":[{"loc":["body"]}]}') },
    { body: "plain", expected: said("plain") },
    { body: {}, expected: said("") },
    { body: null, expected: said("") },
  ])("are found in $body", ({ body, expected }) => {
    expect(readVendorError(body)).toEqual(expected);
  });
});

describe("A failed connection", () => {
  it("names the address and the reason, that of the first address where several were tried", () => {
    const cause = new AggregateError([new Error("connect ECONNREFUSED ::1:11434"), new Error("other")]);
    const error = unreachable(vendor, "http://localhost:11434/v1", cause);
    expect(error.message).toBe("acme cannot be reached at http://localhost:11434/v1: connect ECONNREFUSED ::1:11434.");
    expect(error).toMatchObject({ isRetryable: true, status: null, cause });
  });

  it("that breaks off is worth another try", () => {
    expect(brokenOff(vendor, "aborted")).toMatchObject({
      isRetryable: true,
      message: "acme broke off its answer: aborted.",
    });
  });
});
