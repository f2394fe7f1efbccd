import type { JsonObject } from "../json.ts";

const TYPES = new Set(["string", "number", "integer", "boolean", "object", "array", "null"]);

/** What people write who think of their programming language. */
const MEANT: Readonly<Record<string, string>> = {
  int: "integer",
  float: "number",
  double: "number",
  decimal: "number",
  bool: "boolean",
  str: "string",
};

/**
 * Adds the types that `source` names, as far as they are types of JSON Schema. Where it names none, one that lists
 * fields means an object and one that describes entries a list.
 */
export function withKnownTypes(schema: JsonObject, source: JsonObject): JsonObject {
  const named = [source.type ?? schema.type ?? []].flat();
  const types = named
    .map((type) => (typeof type === "string" ? (MEANT[type] ?? type) : ""))
    .filter((type) => TYPES.has(type));
  const [first, ...more] = [...new Set(types)];
  const { type: _, ...rest } = schema;
  if (first !== undefined) return { type: more.length === 0 ? first : [first, ...more], ...rest };
  if (named.length > 0) return rest;
  if (Object.hasOwn(schema, "properties")) return { type: "object", ...rest };
  return Object.hasOwn(schema, "items") ? { type: "array", ...rest } : rest;
}

/** Reads the boolean `exclusiveMinimum` and `exclusiveMaximum` of OpenAPI 3.0, which change the bound beside them. */
export function withNumericBounds(schema: JsonObject, source: JsonObject): JsonObject {
  const bounds = { ...schema };
  for (const [bound, exclusive] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    if (source[exclusive] !== true || bounds[bound] === undefined) continue;
    bounds[exclusive] = bounds[bound];
    delete bounds[bound];
  }
  return bounds;
}

/**
 * Lets a value fit several alternatives of a `oneOf`: where parts of them are left out, and in many documents from the
 * start, they overlap, and no value would fit just one.
 */
export function withAnyOf(schema: JsonObject): JsonObject {
  const { oneOf, ...rest } = schema;
  if (oneOf === undefined) return schema;
  if (rest.anyOf === undefined) return { ...rest, anyOf: oneOf };
  return { ...rest, allOf: [...((rest.allOf as unknown[] | undefined) ?? []), { anyOf: oneOf }] };
}

const REFUSING_NULL = ["const", "allOf", "anyOf", "oneOf", "not", "if", "$ref"];

/** Lets a schema accept null beside what it accepts. */
export function orNull(schema: JsonObject): JsonObject {
  const { type, description } = schema;
  const isOpen = type === undefined && schema.enum === undefined;
  if (!REFUSING_NULL.some((keyword) => Object.hasOwn(schema, keyword))) {
    if (isOpen) return schema;
    const types = type === undefined ? {} : { type: [...new Set([type, "null"].flat())] };
    const choices = Array.isArray(schema.enum) ? { enum: [...new Set([...(schema.enum as unknown[]), null])] } : {};
    return { ...schema, ...types, ...choices };
  }
  const { description: _, ...rest } = schema;
  const outside = description === undefined ? {} : { description };
  if (Array.isArray(rest.anyOf) && Object.keys(rest).length === 1) {
    const hasNull = rest.anyOf.some((choice) => (choice as JsonObject).type === "null");
    return hasNull ? schema : { ...outside, anyOf: [...(rest.anyOf as unknown[]), { type: "null" }] };
  }
  return { ...outside, anyOf: [rest, { type: "null" }] };
}
