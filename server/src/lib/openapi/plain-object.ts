import { isJsonObject, type JsonObject } from "../json.ts";
import { follow, followToObject } from "./references.ts";

/** A schema that only lists the fields of an object: what is under several `allOf` is put together. */
export interface PlainObject {
  /** By name, as the document has them. */
  readonly properties: ReadonlyMap<string, unknown>;
  readonly required: ReadonlySet<string>;
  /** What is said of fields that are not listed: a truth value, a schema, or undefined for nothing. */
  readonly additional: unknown;
  readonly description: unknown;
  readonly title: unknown;
}

/** Says something about a schema without limiting its values. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  "title",
  "description",
  "default",
  "deprecated",
  "example",
  "examples",
  "externalDocs",
  "nullable",
  "readOnly",
  "writeOnly",
  "xml",
  "$comment",
  "$schema",
  "$id",
]);

const LISTS_FIELDS = new Set([
  "type",
  "properties",
  "required",
  "additionalProperties",
  "allOf",
  "$ref",
  "discriminator",
]);

/**
 * Reads a schema that, with all it refers to, only lists fields of an object; null for any other. What two parts say of
 * one field holds together; where one part allows no other fields, the whole allows none beyond those of all parts,
 * which is what those who write so mean.
 */
export function readPlainObject(root: JsonObject, schema: unknown): PlainObject | null {
  const gathered: Gathered = { properties: new Map(), required: new Set(), additional: [], description: [], title: [] };
  if (!gather(gathered, { root, schema, around: [] })) return null;
  const additional = additionalOf(gathered.additional);
  if (additional === null) return null;
  const { properties, required, description, title } = gathered;
  return { properties, required, additional: additional.value, description: description[0], title: title[0] };
}

interface Gathered {
  readonly properties: Map<string, unknown>;
  readonly required: Set<string>;
  readonly additional: unknown[];
  readonly description: unknown[];
  readonly title: unknown[];
}

interface Part {
  readonly root: JsonObject;
  readonly schema: unknown;
  /** The schemas that this one is a part of. */
  readonly around: readonly unknown[];
}

const MOST_PARTS_DEEP = 20;

function gather(gathered: Gathered, { root, schema, around }: Part): boolean {
  if (around.length > MOST_PARTS_DEEP || around.includes(schema)) return false;
  if (!isJsonObject(schema) || !onlyListsFields(schema)) return false;
  gatherOwn(gathered, schema);
  const parts: unknown[] = Array.isArray(schema.allOf) ? [...schema.allOf] : [];
  if (Object.hasOwn(schema, "$ref")) {
    const followed = follow(root, schema);
    if (!followed.ok) return false;
    parts.unshift(followed.value);
  }
  return parts.every((part) => gather(gathered, { root, schema: part, around: [...around, schema] }));
}

/** The outermost comes first. */
function gatherOwn(gathered: Gathered, schema: JsonObject): void {
  const { description, title, required, additionalProperties } = schema;
  if (typeof description === "string") gathered.description.push(description);
  if (typeof title === "string") gathered.title.push(title);
  for (const [name, field] of Object.entries(isJsonObject(schema.properties) ? schema.properties : {})) {
    const known = gathered.properties.get(name);
    gathered.properties.set(name, known === undefined ? field : both(known, field));
  }
  for (const name of Array.isArray(required) ? required : []) {
    if (typeof name === "string") gathered.required.add(name);
  }
  if (additionalProperties !== undefined) gathered.additional.push(additionalProperties);
}

function onlyListsFields(schema: JsonObject): boolean {
  const isObject = [schema.type ?? "object"].flat().every((type) => type === "object" || type === "null");
  return (
    isObject &&
    Object.keys(schema).every((word) => ANNOTATIONS.has(word) || LISTS_FIELDS.has(word) || word.startsWith("x-"))
  );
}

function additionalOf(said: readonly unknown[]): { value: unknown } | null {
  if (said.includes(false)) return { value: false };
  const schemas = said.filter(isJsonObject);
  // Which fields which of several schemas is about, only the parts themselves say.
  if (schemas.length > 1) return null;
  return { value: schemas[0] ?? said[0] };
}

/** Puts together what two parts say of one field. */
function both(first: unknown, second: unknown): unknown {
  if (first === second || JSON.stringify(first) === JSON.stringify(second)) return first;
  if (!isJsonObject(first) || !isJsonObject(second)) return { allOf: [first, second] };
  const clash = Object.keys(second).some(
    (word) => !ANNOTATIONS.has(word) && Object.hasOwn(first, word) && first[word] !== second[word],
  );
  // A reference stands for keywords that are not seen here.
  const isPlain = [first, second].every((schema) => !Object.hasOwn(schema, "$ref") && !Object.hasOwn(schema, "allOf"));
  return clash || !isPlain ? { allOf: [first, second] } : { ...second, ...first };
}

/**
 * Tells whether a field is never sent in that direction: what is `readOnly` the service sets, what is `writeOnly` it
 * never shows.
 */
export function isHidden(root: JsonObject, field: unknown, direction: "request" | "response"): boolean {
  const mark = direction === "request" ? "readOnly" : "writeOnly";
  return (isJsonObject(field) && field[mark] === true) || followToObject(root, field)?.[mark] === true;
}
