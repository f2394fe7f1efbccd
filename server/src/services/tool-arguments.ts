import type { z } from "zod";
import { inputProblem } from "../lib/issue-text.ts";
import type { ToolOutcome } from "../ports/tool.ts";

/** Reads what a model gave a tool of the platform; says in words for the model what is wrong with it. */
export function readToolArguments<Value extends object>(
  schema: z.ZodType<Value>,
  given: unknown,
): Value | { problem: string } {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const { param, message } = inputProblem(read.error.issues[0] as z.core.$ZodIssue, given);
  return { problem: `The arguments are not usable: ${param === "" ? "they" : param} ${message}. Call it again.` };
}

/** Returns the outcome of a call that had no effect; `error` is written for the model. */
export function failedCall(error: string): ToolOutcome {
  return { status: "failed", error };
}
