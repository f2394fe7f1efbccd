import { isJsonObject, type JsonObject } from "./json.ts";

const MAX_DEPTH = 64;
const MAX_SUBSCHEMAS = 5_000;
const MAX_TEXT_LENGTH = 256 * 1024;

/** Thrown for a schema that cannot be used; the message says what is wrong with it, for the person who wrote it. */
export class InvalidSchemaError extends Error {
  /** Where in the schema, e.g. `properties.date.type`; empty where that is not one place. */
  readonly place: string;

  constructor(message: string, options: ErrorOptions & { place?: string } = {}) {
    super(message, options);
    this.name = "InvalidSchemaError";
    this.place = options.place ?? "";
  }
}

const HOLDS_SCHEMAS_BY_NAME = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]);
const HOLDS_SCHEMA_LIST = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const HOLDS_SCHEMA = new Set([
  "items",
  "additionalItems",
  "additionalProperties",
  "unevaluatedItems",
  "unevaluatedProperties",
  "propertyNames",
  "contains",
  "not",
  "if",
  "then",
  "else",
]);

/** A schema in the dialect of 2020-12, and whether checking a value against it can take long out of all proportion. */
export interface ReadSchema {
  readonly schema: JsonObject;
  readonly isCostly: boolean;
}

/**
 * Rewrites a schema of an older dialect in that of 2020-12: `nullable` and boolean `exclusiveMinimum` (OpenAPI 3.0),
 * lists of `items` (before 2020). `$schema` is left out; what is not a keyword stays as it is.
 *
 * @throws InvalidSchemaError for a schema that is too large, too deep, or not JSON.
 */
export function readSchema(schema: JsonObject): ReadSchema {
  const length = textLength(schema);
  if (length > MAX_TEXT_LENGTH) {
    throw new InvalidSchemaError(`The schema has ${length} characters; the limit is ${MAX_TEXT_LENGTH}.`);
  }
  const reading: Reading = { subschemas: 0, isCostly: false };
  return { schema: modernise(schema, 0, reading) as JsonObject, isCostly: reading.isCostly };
}

interface Reading {
  subschemas: number;
  isCostly: boolean;
}

function textLength(schema: JsonObject): number {
  try {
    return JSON.stringify(schema).length;
  } catch (error) {
    throw new InvalidSchemaError("The schema is not JSON: it refers to itself or is nested too deeply.", {
      cause: error,
    });
  }
}

function modernise(schema: unknown, depth: number, reading: Reading): unknown {
  if (!isJsonObject(schema)) return schema;
  reading.subschemas += 1;
  if (depth > MAX_DEPTH || reading.subschemas > MAX_SUBSCHEMAS) {
    throw new InvalidSchemaError(
      `The schema is too large: at most ${MAX_SUBSCHEMAS} subschemas, at most ${MAX_DEPTH} deep.`,
    );
  }
  // Regular expressions and references can multiply; unique items are compared each with each.
  reading.isCostly ||= ["pattern", "patternProperties", "$ref", "$dynamicRef", "uniqueItems"].some((keyword) =>
    Object.hasOwn(schema, keyword),
  );
  const inner = (value: unknown) => modernise(value, depth + 1, reading);
  const entries = Object.entries(schema).map(([keyword, value]) => [keyword, moderniseKeyword(keyword, value, inner)]);
  return withoutOldKeywords(Object.fromEntries(entries));
}

function moderniseKeyword(keyword: string, value: unknown, inner: (value: unknown) => unknown): unknown {
  if (HOLDS_SCHEMAS_BY_NAME.has(keyword) && isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, inner(schema)]));
  }
  if ((HOLDS_SCHEMA_LIST.has(keyword) || keyword === "items") && Array.isArray(value)) return value.map(inner);
  return HOLDS_SCHEMA.has(keyword) ? inner(value) : value;
}

function withoutOldKeywords(schema: JsonObject): JsonObject {
  const { $schema: _, nullable, ...rest } = schema;
  if (Array.isArray(rest.items)) {
    rest.prefixItems = rest.items;
    delete rest.items;
    if (rest.additionalItems !== undefined) rest.items = rest.additionalItems;
  }
  moderniseBound(rest, "minimum", "exclusiveMinimum");
  moderniseBound(rest, "maximum", "exclusiveMaximum");
  return nullable === true ? orNull(rest) : rest;
}

function moderniseBound(schema: JsonObject, bound: string, exclusive: string): void {
  if (typeof schema[exclusive] !== "boolean") return;
  const isExclusive = schema[exclusive];
  delete schema[exclusive];
  if (!isExclusive || schema[bound] === undefined) return;
  schema[exclusive] = schema[bound];
  delete schema[bound];
}

/** Keeps the schema's shape where it can, so that references into it still find their place. */
function orNull(schema: JsonObject): JsonObject {
  const { type, enum: allowed, $defs, definitions, ...rest } = schema;
  if (type !== undefined && !COMBINING.some((keyword) => Object.hasOwn(schema, keyword))) {
    const widened: JsonObject = { ...schema, type: [...new Set([type, "null"].flat())] };
    if (Array.isArray(allowed)) widened.enum = [...new Set([...(allowed as unknown[]), null])];
    return widened;
  }
  const outside = Object.fromEntries(Object.entries({ $defs, definitions }).filter(([, value]) => value !== undefined));
  const inside = Object.fromEntries(Object.entries({ type, enum: allowed }).filter(([, value]) => value !== undefined));
  return { ...outside, anyOf: [{ ...rest, ...inside }, { type: "null" }] };
}

/** Keywords that would refuse null whatever the type says. */
const COMBINING = ["const", "allOf", "anyOf", "oneOf", "not", "if", "$ref", "$dynamicRef"];
