import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import type { JsonObject } from "./json.ts";
import { JSON_FORMATS } from "./json-formats.ts";
import { InvalidSchemaError, readSchema } from "./json-schema-dialect.ts";
import { describeProblems, pathOf } from "./json-schema-problems.ts";
import { runWithin, TimeBoxError } from "./time-box.ts";

/** How long a stranger's schema may hold up everyone else, to be compiled and to be applied once. */
const COMPILE_LIMIT = 1_000;
const CHECK_LIMIT = 100;
const MAX_CACHED = 500;

/** Whether a value fits a schema; if not, why, in sentences that a person or a model can act on. */
export type SchemaVerdict = { readonly ok: true } | { readonly ok: false; readonly problems: readonly string[] };

/** Checks one value against the schema it was compiled from. Never throws. */
export type SchemaCheck = (value: unknown) => SchemaVerdict;

const checksBySchema = new WeakMap<JsonObject, SchemaCheck>();
/** The least recently used is the first; for the same schema read anew from the database. */
const checksByText = new Map<string, SchemaCheck>();

/**
 * Compiles a JSON Schema, or gives back what it compiled before for the same schema; the object must not be changed
 * afterwards. The dialect is 2020-12, with what is common in OpenAPI 3.0 and draft 7 understood as well (see
 * `readSchema`). References reach inside the schema only; nothing is ever fetched.
 *
 * The schema may come from a stranger. Bounded are: its size and depth, the time to compile it (1 s), and, where it
 * has patterns, references or unique items, the time of each check (100 ms, then the value does not fit). Not bounded
 * are the memory of a check beside the value's own size, and checks without those keywords, whose time grows no faster
 * than the schema's size times the value's.
 *
 * @throws InvalidSchemaError saying what is wrong with the schema.
 */
export function compileSchema(schema: JsonObject): SchemaCheck {
  const known = checksBySchema.get(schema);
  if (known !== undefined) return known;
  const { schema: modern, isCostly } = readSchema(schema);
  const text = JSON.stringify(modern);
  const check = checksByText.get(text) ?? checkWith(compile(modern), isCostly);
  checksBySchema.set(schema, check);
  checksByText.delete(text);
  checksByText.set(text, check);
  const oldest = checksByText.keys().next().value;
  if (checksByText.size > MAX_CACHED && oldest !== undefined) checksByText.delete(oldest);
  return check;
}

const formats = Object.fromEntries(
  Object.entries(JSON_FORMATS).map(([name, { accepts }]) => [name, { type: "string" as const, validate: accepts }]),
);
const metaSchema = new Ajv2020({ strict: false, logger: false });

function compile(schema: JsonObject): ValidateFunction {
  if (metaSchema.validateSchema(schema) !== true) {
    const faults = errorsOf(metaSchema);
    const place = pathOf(faults[0]?.instancePath ?? "");
    // What follows the first is what else the same place might have been.
    const [fault] = describeProblems(faults);
    throw new InvalidSchemaError(`The schema is not JSON Schema 2020-12: ${fault}`, { place });
  }
  try {
    return runWithin(COMPILE_LIMIT, () => {
      // A validator of its own for each schema, so that no `$id` of one is seen by another and nothing stays behind.
      return new Ajv2020({
        strict: false,
        logger: false,
        meta: false,
        validateSchema: false,
        allErrors: true,
        // What overflows (1e400) is read as Infinity, which JSON would carry on as null.
        strictNumbers: true,
        // Inlining repeats a definition for each reference to it.
        inlineRefs: false,
        formats,
        code: { regExp: Object.assign(regularExpression, { code: "regularExpression" }) },
      }).compile(schema);
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InvalidSchemaError(`The schema cannot be used: ${message}.`, { cause: error });
  }
}

/** Many patterns in the wild have escapes that only the older, laxer syntax knows. */
function regularExpression(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return new RegExp(pattern);
  }
}

function checkWith(validate: ValidateFunction, isCostly: boolean): SchemaCheck {
  return (value) => {
    try {
      const fits = isCostly ? runWithin(CHECK_LIMIT, () => validate(value)) : validate(value);
      return fits === true ? { ok: true } : { ok: false, problems: describeProblems(errorsOf(validate)) };
    } catch (error) {
      if (error instanceof TimeBoxError || error instanceof RangeError) return UNCHECKABLE;
      throw error;
    }
  };
}

function errorsOf({ errors }: Pick<ValidateFunction, "errors">): readonly ErrorObject[] {
  return errors ?? [];
}

/** A check that ran out of time or of stack, as one with endless references does. */
const UNCHECKABLE: SchemaVerdict = {
  ok: false,
  problems: ["The value could not be checked against the schema in reasonable time."],
};
