import { describe, expect, it } from "vitest";
import { headerProblems, isReservedHeader, mergeHeaders } from "./tool-headers.ts";

describe("mergeHeaders", () => {
  const stored = { Authorization: "a", "X-Shop": "b" };
  it.each<[string, Record<string, string | null>, Record<string, string>]>([
    ["keeps what is null", { Authorization: null, "X-Shop": null }, stored],
    ["drops what is left out", { "X-Shop": null }, { "X-Shop": "b" }],
    ["replaces what has a value", { Authorization: "c" }, { Authorization: "c" }],
    ["finds a name in another case, and takes the new one", { authorization: null }, { authorization: "a" }],
    ["takes an empty value for a value", { Authorization: "" }, { Authorization: "" }],
    ["drops all when there are none", {}, {}],
  ])("%s", (_what, given, headers) => {
    expect(mergeHeaders(stored, given)).toEqual({ headers });
  });

  it.each(["X-New", "constructor"])("cannot keep %s, which is not there", (name) => {
    expect(mergeHeaders(stored, { [name]: null })).toMatchObject({ problem: { param: `headers.${name}` } });
  });
});

describe("headerProblems", () => {
  it("takes what a header may hold", () => {
    expect(headerProblems({ "X-A": "", "x_b.c": "\té ~", "X-Long": "x".repeat(8_192) })).toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    ["an empty name", { "": "x" }, "cannot be the name"],
    ["a colon in a name", { "a:": "x" }, "cannot be the name"],
    ["a line break in a name", { "a\r\n": "x" }, "cannot be the name"],
    ["a value that is too long", { a: "x".repeat(8_193) }, "longer than 8192"],
    ["an escape character", { a: "\u001b" }, "line break"],
    ["a delete character", { a: "\u007f" }, "line break"],
  ])("refuses %s", (_what, headers, message) => {
    expect(headerProblems(headers)).toEqual([{ param: expect.any(String), message: expect.stringContaining(message) }]);
  });

  it("refuses more than fifty", () => {
    const headers = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`x-${index}`, "1"]));
    expect(headerProblems(headers)).toMatchObject([{ param: "headers" }]);
  });
});

it.each(["Host", "content-length", "Transfer-Encoding", "X-SIGNATURE", "Webhook-Id"])("%s is reserved", (name) => {
  expect(isReservedHeader(name)).toBe(true);
});
