import { isJsonObject, type JsonObject } from "./json.ts";
import { compileSchema } from "./json-schema.ts";
import { readSchema } from "./json-schema-dialect.ts";

/** Where in a schema nothing can fit, and why; `place` is a dotted path, empty for the schema itself. */
export interface Contradiction {
  place: string;
  /** A sentence. */
  message: string;
}

const BOUNDS = [
  ["minimum", "maximum"],
  ["minLength", "maxLength"],
  ["minItems", "maxItems"],
  ["minProperties", "maxProperties"],
] as const;

/**
 * Finds a plain contradiction that no value can meet: bounds that cross, an empty choice, choices of another type,
 * `false`, in the schema itself or in what it requires. Null where none is found, which does not prove that the schema
 * can be met.
 *
 * @throws InvalidSchemaError for a schema that cannot be read.
 */
export function contradictionIn(schema: JsonObject): Contradiction | null {
  return find(readSchema(schema).schema, "");
}

function find(schema: unknown, place: string): Contradiction | null {
  if (schema === false) return { place, message: "The schema is false, which no value fits." };
  if (!isJsonObject(schema)) return null;
  return crossing(schema, place) ?? emptyChoice(schema, place) ?? negated(schema, place) ?? inside(schema, place);
}

function crossing(schema: JsonObject, place: string): Contradiction | null {
  for (const [least, most] of BOUNDS) {
    const [low, high] = [schema[least], schema[most]];
    if (typeof low === "number" && typeof high === "number" && low > high) {
      return { place, message: `${least} is ${low} and ${most} is ${high}: no value fits both.` };
    }
  }
  return null;
}

function emptyChoice(schema: JsonObject, place: string): Contradiction | null {
  const choices = Object.hasOwn(schema, "const") ? [schema["const"]] : schema["enum"];
  if (!Array.isArray(choices)) return null;
  const { type, enum: allowed } = schema;
  const rules = { ...(type === undefined ? {} : { type }), ...(Array.isArray(allowed) ? { enum: allowed } : {}) };
  if (choices.length > 0 && Object.keys(rules).length === 0) return null;
  const fits = choices.length > 0 ? compileSchema(rules as JsonObject) : null;
  if (fits && choices.some((choice) => fits(choice).ok)) return null;
  return { place, message: "None of the allowed values fits the type: no value can." };
}

function negated({ not }: JsonObject, place: string): Contradiction | null {
  const isAnything = not === true || (isJsonObject(not) && Object.keys(not).length === 0);
  return isAnything ? { place, message: "The schema excludes every value." } : null;
}

/** Only what must be there counts: an optional field, or one of several alternatives, may be left out. */
function inside(schema: JsonObject, place: string): Contradiction | null {
  for (const name of requiredOf(schema)) {
    const found = requiredField(schema, name, `${place === "" ? "" : `${place}.`}properties.${name}`);
    if (found) return found;
  }
  const all = Array.isArray(schema["allOf"]) ? (schema["allOf"] as unknown[]) : [];
  for (const [index, part] of all.entries()) {
    const found = find(part, `${place === "" ? "" : `${place}.`}allOf[${index}]`);
    if (found) return found;
  }
  return null;
}

function requiredField(schema: JsonObject, name: string, place: string): Contradiction | null {
  const { properties, additionalProperties, patternProperties } = schema;
  if (isJsonObject(properties) && Object.hasOwn(properties, name)) return find(properties[name], place);
  if (additionalProperties !== false || isJsonObject(patternProperties)) return null;
  return { place, message: `"${name}" is required, but no field of that name is allowed.` };
}

/** Lists the fields that must be there. `required` binds objects alone: a schema of other types may be met without. */
function requiredOf({ type, required }: JsonObject): string[] {
  if (type !== "object" || !Array.isArray(required)) return [];
  return required.filter((name) => typeof name === "string");
}
