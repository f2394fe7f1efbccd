import { describe, expect, it } from "vitest";
import { mayWriteTo, recipientPatternSchema } from "./recipients.ts";

const own = ["+41791234567", "Kim@example.com"];

describe("mayWriteTo", () => {
  it.each<[string, readonly string[], boolean]>([
    ["+41791234567", [], true],
    ["kim@EXAMPLE.com", [], true],
    ["+41790000000", [], false],
    ["+417912345678", [], false],
    ["kim@example.com.evil.example", [], false],
    ["+41790000000", ["+41790000000"], true],
    ["+41790000000", ["+4179*"], true],
    ["+41790000000", ["+4178*"], false],
    ["sam@example.org", ["*@example.org"], true],
    ["sam@EXAMPLE.ORG", ["*@Example.org"], true],
    ["sam@sub.example.org", ["*@example.org"], false],
    ["sam@notexample.org", ["*@example.org"], false],
    ['"a@example.org"@evil.example', ["*@example.org"], false],
    ["sam@example.org", ["sam@example.org"], true],
    ["anybody@anywhere.example", ["*"], true],
    ["+41790000000", ["*@example.org"], false],
  ])("%s with %j: %s", (address, patterns, may) => {
    expect(mayWriteTo({ address, own, patterns })).toBe(may);
  });

  it("allows nobody where neither a customer nor anybody else is known", () => {
    expect(mayWriteTo({ address: "+41790000000", own: [], patterns: [] })).toBe(false);
  });
});

it.each([
  "",
  "**",
  "+*",
  "example.org",
  "*@",
  "a b@example.org",
  "+41 79*",
  "*@*",
  "sam*@example.org",
  "x".repeat(400),
])("%.20j is no pattern", (pattern) => {
  expect(recipientPatternSchema.safeParse(pattern).success).toBe(false);
});
