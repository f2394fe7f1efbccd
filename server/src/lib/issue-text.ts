import type { z } from "zod";
import { closest } from "./closest.ts";
import { isJsonObject } from "./json.ts";
import { pathText } from "./path-text.ts";
import { joinPath } from "./unknown-fields.ts";

/** What is wrong at one place of an input, in words for whoever wrote it. */
export interface InputProblem {
  /** Where, e.g. `config.personas[0].name`; empty for the whole. */
  param: string;
  /** Completes the sentence that begins with the place: "is required". */
  message: string;
  isMissing: boolean;
}

/** Says what Zod's issues mean for the input `data`: one problem for each place, unknown fields each by itself. */
export function inputProblems(issues: readonly z.core.$ZodIssue[], data: unknown): InputProblem[] {
  return issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [inputProblem(issue, data)];
    return issue.keys.map((key) => {
      return {
        param: joinPath(pathText(issue.path), key),
        message: "is not a field that is known here",
        isMissing: false,
      };
    });
  });
}

/** Says what an issue of Zod means for the input `data`, with a guess where a name looks mistyped. */
export function inputProblem(issue: z.core.$ZodIssue, data: unknown): InputProblem {
  const value = valueAt(data, issue.path);
  // An input that was not sent at all may be handed over as null.
  const isMissing = value === undefined || (value === null && issue.path.length === 0);
  return { param: pathText(issue.path), message: isMissing ? missing(issue, data) : wrong(issue), isMissing };
}

function missing({ path }: z.core.$ZodIssue, data: unknown): string {
  const name = path.at(-1);
  const around = valueAt(data, path.slice(0, -1));
  const guess = typeof name === "string" && isJsonObject(around) ? closest(name, Object.keys(around)) : null;
  return guess === null ? "is required" : `is required (did you mean it by "${guess}"?)`;
}

function wrong({ message }: z.core.$ZodIssue): string {
  const words = message
    .replace(/^Invalid input: /, "")
    .replace(/^Invalid discriminator value\. Expected /, "must be one of ")
    .replace(/received NaN$/, "received something else");
  return `is not valid: ${words}`;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as Record<PropertyKey, unknown> | null | undefined)?.[part],
    data,
  );
}
