import { describe, expect, it } from "vitest";
import { z } from "zod";
import { inputProblems } from "./issue-text.ts";

const schema = z.object({
  name: z.string(),
  limit: z.coerce.number().optional(),
  channel: z
    .discriminatedUnion("type", [z.object({ type: z.literal("a") }), z.object({ type: z.literal("b") })])
    .optional(),
  strict: z.strictObject({ one: z.string().optional() }).optional(),
});

function problems(data: unknown): string[] {
  const parsed = schema.safeParse(data);
  return inputProblems(parsed.error?.issues ?? [], data).map(({ param, message }) => `${param} ${message}`);
}

describe("what is wrong with an input", () => {
  it.each([
    ["a missing field", {}, "name is required"],
    ["a missing field with one like it", { nmae: "x" }, 'name is required (did you mean it by "nmae"?)'],
    ["a wrong type", { name: 1 }, "name is not valid: expected string, received number"],
    ["text for a number", { name: "x", limit: "abc" }, "limit is not valid: expected number, received something else"],
    ["an unknown kind", { name: "x", channel: { type: "c" } }, "channel.type is not valid: must be one of 'a' | 'b'"],
    ["nothing at all", null, " is required"],
  ])("is said of %s", (_what, data, text) => {
    expect(problems(data)).toEqual([text]);
  });

  it("names each field that a strict object does not know", () => {
    expect(problems({ name: "x", strict: { two: 2, "odd key": 3 } })).toEqual([
      "strict.two is not a field that is known here",
      'strict["odd key"] is not a field that is known here',
    ]);
  });
});
