import { isJsonObject, type JsonObject } from "../lib/json.ts";
import { nestsDeeperThan } from "../lib/json-depth.ts";
import { compileSchema } from "../lib/json-schema.ts";
import { InvalidSchemaError } from "../lib/json-schema-dialect.ts";

/** A tool as far as its arguments are checked. */
export interface CheckedArguments {
  readonly name: string;
  readonly input_schema: JsonObject;
}

const MAX_DEPTH = 100;

/** Says in words for the model why arguments cannot be sent to a tool; null when they can. */
export function argumentsProblem({ name, input_schema }: CheckedArguments, args: unknown): string | null {
  if (nestsDeeperThan(MAX_DEPTH, args)) return `The arguments of ${name} are nested too deeply. Nothing was sent.`;
  try {
    const verdict = compileSchema(input_schema)(args);
    if (!verdict.ok) {
      const problems = verdict.problems.join(" ");
      return `The arguments of ${name} do not fit, so nothing was sent. ${problems} Correct them and call it again.`;
    }
  } catch (error) {
    if (!(error instanceof InvalidSchemaError)) throw error;
    return misconfigured(name, error.message);
  }
  return isJsonObject(args) ? null : `The arguments of ${name} must be a JSON object. Nothing was sent.`;
}

/** Says in words for the model that a tool was set up in a way that cannot work; `reason` is a sentence. */
export function misconfigured(name: string, reason: string): string {
  return `${name} cannot be used because it is set up wrongly: ${reason} Nothing was sent.`;
}

/** Names what of a tool's result does not fit the schema it should; empty when all does, or nothing is demanded. */
export function resultProblems(schema: JsonObject | null, result: unknown): readonly string[] {
  if (schema === null) return [];
  try {
    const verdict = compileSchema(schema)(result);
    return verdict.ok ? [] : verdict.problems;
  } catch (error) {
    // The effect has happened: a schema that is none must not hide its result.
    if (error instanceof InvalidSchemaError) return [error.message];
    throw error;
  }
}
