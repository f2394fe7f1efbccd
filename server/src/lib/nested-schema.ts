import { isJsonObject, type JsonObject } from "./json.ts";
import { readSchema } from "./json-schema-dialect.ts";

const HOLDS_SCHEMAS_BY_NAME = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]);
/** What holds values and no schemas: a `$ref` in there is a value like any other. */
const VALUES = new Set(["const", "enum", "default", "example", "examples"]);

/**
 * Writes a schema so that it can stand inside another at `place`, a JSON Pointer such as `#/properties/output`:
 * in the dialect of 2020-12, with its references leading to the same schemas as before.
 *
 * @throws InvalidSchemaError for a schema that cannot be read.
 */
export function nestedSchema(schema: JsonObject, place: string): JsonObject {
  return moved(readSchema(schema).schema, place) as JsonObject;
}

function moved(value: unknown, place: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => moved(entry, place));
  if (!isJsonObject(value)) return value;
  // An `$id` would make the references inside it relative to itself again.
  const entries = Object.entries(value).filter(([key, inner]) => key !== "$id" || typeof inner !== "string");
  return Object.fromEntries(
    entries.map(([key, inner]) => {
      if (VALUES.has(key)) return [key, inner];
      if (key === "$ref" && typeof inner === "string" && /^#(\/|$)/.test(inner)) {
        return [key, `${place}${inner.slice(1)}`];
      }
      if (!HOLDS_SCHEMAS_BY_NAME.has(key) || !isJsonObject(inner)) return [key, moved(inner, place)];
      return [key, Object.fromEntries(Object.entries(inner).map(([name, schema]) => [name, moved(schema, place)]))];
    }),
  );
}
