import { describe, expect, it } from "vitest";
import { z } from "zod";
import { inputProblem } from "./issue-text.ts";

const schema = z.object({
  name: z.string(),
  limit: z.coerce.number().optional(),
  channel: z
    .discriminatedUnion("type", [z.object({ type: z.literal("a") }), z.object({ type: z.literal("b") })])
    .optional(),
});

function problems(data: unknown): string[] {
  const parsed = schema.safeParse(data);
  return (parsed.error?.issues ?? []).map((issue) => {
    const { param, message } = inputProblem(issue, data);
    return `${param} ${message}`;
  });
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
});
