import { readCitations } from "../domain/citations.ts";
import { RECORD_OUTPUT } from "../domain/check-procedural-config.ts";
import type { Citations } from "../domain/procedure.ts";
import { isJsonObject, type JsonObject } from "../lib/json.ts";
import { nestsDeeperThan } from "../lib/json-depth.ts";
import { compileSchema } from "../lib/json-schema.ts";
import { nestedSchema } from "../lib/nested-schema.ts";
import type { ModelTool } from "../ports/language-model.ts";

const LONGEST_OUTPUT = 262_144;
const LONGEST_SUMMARY = 10_000;
const MAX_DEPTH = 60;

/** What a run is to write, and what it was shown. */
export interface OutputRules {
  /** What the output has to fit; null takes any JSON, and wants a summary in words beside it. */
  schema: JsonObject | null;
  /** The events of the conversation that the model was shown; null when there is no conversation. */
  shown: ReadonlySet<string> | null;
}

/** What a model recorded. */
export interface RecordedOutput {
  output: unknown;
  summary: string | null;
  citations: Citations;
}

/**
 * Describes `record_output` to the model. Its arguments are the output, the summary and, where there are events, the
 * citations.
 *
 * @throws InvalidSchemaError for a schema that cannot be used.
 */
export function recordOutputTool({ schema, shown }: OutputRules): ModelTool {
  const output = schema === null ? {} : nestedSchema(schema, "#/properties/output");
  const properties: JsonObject = {
    output: { ...output, description: typeof output["description"] === "string" ? output["description"] : OUTPUT },
    summary: { type: "string", description: "What came of it, in a sentence or two, for people." },
    ...(shown === null ? {} : { citations: CITATIONS }),
  };
  const required = schema === null ? ["output", "summary"] : ["output"];
  return {
    name: RECORD_OUTPUT,
    description:
      "Records your output and ends your work. Call it once, when everything is done. When the output does not fit, you are told what is wrong: correct it and call it again.",
    inputSchema: { type: "object", properties, required, additionalProperties: false },
  };
}

const OUTPUT = "The output, as your instructions want it.";
const CITATIONS = {
  type: "object",
  description:
    'For each field of the output that rests on something in the event log: the ids of those events, by the field\'s JSON Pointer within the output, e.g. {"/reason": ["ev_0a1b2c3d4e5"]}.',
  additionalProperties: { type: "array", items: { type: "string" }, minItems: 1 },
};

/** Reads what the model gave to `record_output`; else says in sentences what is wrong with it. */
export function readOutput(
  args: unknown,
  { schema, shown }: OutputRules,
): { recorded: RecordedOutput } | { problems: readonly string[] } {
  if (!isJsonObject(args) || !Object.hasOwn(args, "output")) {
    return { problems: ['Put the output into a field named "output", e.g. {"output": {…}, "summary": "…"}.'] };
  }
  const { output, summary } = args;
  const size = sizeProblem(output);
  if (size !== null) return { problems: [size] };
  const cited = readCitations(args["citations"], { output, shown });
  const problems = [...misfits(schema, output), ...summaryProblems(summary, schema === null)];
  if ("problems" in cited) return { problems: [...problems, ...cited.problems] };
  if (problems.length > 0) return { problems };
  return { recorded: { output, summary: wordsOf(summary), citations: cited.citations } };
}

function misfits(schema: JsonObject | null, output: unknown): readonly string[] {
  if (schema === null) return [];
  const verdict = compileSchema(schema)(output);
  return verdict.ok ? [] : verdict.problems;
}

function wordsOf(summary: unknown): string | null {
  return typeof summary === "string" && summary.trim() !== "" ? summary.trim() : null;
}

function sizeProblem(output: unknown): string | null {
  if (nestsDeeperThan(MAX_DEPTH, output)) return `The output is nested more than ${MAX_DEPTH} deep. Flatten it.`;
  const { length } = JSON.stringify(output);
  return length > LONGEST_OUTPUT ? `The output has ${length} characters; the limit is ${LONGEST_OUTPUT}.` : null;
}

function summaryProblems(summary: unknown, isRequired: boolean): string[] {
  if (summary === undefined || summary === null) return isRequired ? ['"summary" is missing.'] : [];
  if (typeof summary !== "string") return ['"summary" must be text.'];
  if (isRequired && summary.trim() === "") return ['"summary" must not be empty.'];
  return summary.length > LONGEST_SUMMARY ? [`"summary" must have at most ${LONGEST_SUMMARY} characters.`] : [];
}
