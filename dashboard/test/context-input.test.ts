import { describe, expect, it } from "vitest";
import { joinVariables, readContext } from "../src/talk/context-input.ts";

describe("the context a person writes", () => {
  it.each([
    ["nothing", "  \n", {}],
    ["an object", '{"plan": "gold", "$customer": {"name": "Ada"}}', { plan: "gold", $customer: { name: "Ada" } }],
  ])("may be %s", (_what, text, context) => {
    expect(readContext(text)).toEqual({ context });
  });

  it.each([
    ["a list", "[1]"],
    ["a number", "3"],
    ["null", "null"],
  ])("may not be %s", (_what, text) => {
    expect(readContext(text)).toEqual({ problem: 'Write a JSON object, e.g. {"plan": "gold"}.' });
  });

  it("is told where it is no JSON", () => {
    expect(readContext('{"plan": }')).toEqual({ problem: expect.stringContaining("This is not JSON") });
  });
});

describe("the values of variables", () => {
  const rows: [string, Record<string, unknown>, Record<string, string>, Record<string, unknown>][] = [
    ["go under $variables", { plan: "gold" }, { name: "Ada" }, { plan: "gold", $variables: { name: "Ada" } }],
    [
      "join those of the context and win",
      { $variables: { a: "1", b: "2" } },
      { b: "3" },
      { $variables: { a: "1", b: "3" } },
    ],
    ["are left out when empty, so that defaults hold", {}, { greeting: "" }, {}],
    ["replace a $variables that is no object", { $variables: "x" }, { a: "1" }, { $variables: { a: "1" } }],
  ];
  it.each(rows)("%s", (...row) => {
    const [, context, values, expected] = row;
    expect(joinVariables(context, values)).toEqual(expected);
  });
});
