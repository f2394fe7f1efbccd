import { isJsonObject, type JsonObject } from "../json.ts";
import { alternativesOf } from "./discriminator.ts";
import type { OpenApiDocument } from "./document.ts";
import { ANNOTATIONS, isHidden, readPlainObject } from "./plain-object.ts";
import { prose } from "./prose.ts";
import { follow, valueAt } from "./references.ts";
import { KEYWORDS } from "./schema-keywords.ts";
import { orNull, withAnyOf, withKnownTypes, withNumericBounds } from "./schema-types.ts";

/** How much may be written. */
export interface Thrift {
  /** Whether what is referred to is written where it is used; else it becomes a definition, written once. */
  readonly isInline: boolean;
  /** So many levels of nested schemas keep their descriptions. */
  readonly describedLevels: number;
  /** What is nested deeper is left open. */
  readonly deepest: number;
  /** How many schemas are written at most, and how many characters. */
  readonly most: number;
  readonly longest: number;
}

/** Thrown when more would be written than may be. */
export class TooLongError extends Error {
  constructor() {
    super("The schema gets too long.");
    this.name = "TooLongError";
  }
}

/** A schema that is being written. */
export interface Writing {
  readonly document: OpenApiDocument;
  /** Whether it is sent to the service, which sets `readOnly` fields itself, or comes from there. */
  readonly direction: "request" | "response";
  readonly thrift: Thrift;
  /** By the reference that leads to them. */
  readonly definitions: Map<string, { readonly name: string; schema: JsonObject }>;
  /** What readers should know. */
  readonly notes: Set<string>;
  written: { schemas: number; characters: number };
  isCut: boolean;
}

interface Place {
  readonly depth: number;
  /** The references that are being written where they are used, from the outside in. */
  readonly inside: readonly string[];
  /** The schemas around this one, from the outside in. */
  readonly around: readonly JsonObject[];
}

/** Begins to write a schema. */
export function beginWriting(document: OpenApiDocument, direction: Writing["direction"], thrift: Thrift): Writing {
  const written = { schemas: 0, characters: 0 };
  return { document, direction, thrift, definitions: new Map(), notes: new Set(), written, isCut: false };
}

/**
 * Writes a schema of the document as one of JSON Schema 2020-12, with nothing in it that only OpenAPI knows.
 *
 * @throws TooLongError soon after there is more of it than the thrift allows; not always.
 */
export function writeSchema(writing: Writing, source: unknown): JsonObject {
  return write(writing, source, { depth: 0, inside: [], around: [] });
}

/** A definition is nested wherever it is used. */
const DEFINITION_DEPTH = 2;
const LONGEST_DESCRIPTION = { outermost: 500, nested: 300 };

function write(writing: Writing, source: unknown, place: Place): JsonObject {
  if (source === false) return { not: {} };
  if (!isJsonObject(source)) return {};
  writing.written.schemas += 1;
  if (writing.written.schemas > writing.thrift.most) throw new TooLongError();
  if (place.depth > writing.thrift.deepest) return cut(writing, source);
  const only = onlyPartOf(source);
  if (only !== null) return overlay(writing, write(writing, only, place), { over: source, place });
  if (Object.hasOwn(source, "$ref")) return writeReference(writing, source, place);
  return writeKeywords(writing, source, place);
}

/** What is left of a schema for which there is no room. */
function cut(writing: Writing, source: JsonObject): JsonObject {
  writing.isCut = true;
  return typeof source.type === "string" || Array.isArray(source.type) ? withKnownTypes({ type: source.type }, {}) : {};
}

/** In `allOf: [{ $ref }]` beside a description, what matters is the reference. */
function onlyPartOf(source: JsonObject): unknown {
  const { allOf, ...rest } = source;
  if (!Array.isArray(allOf) || allOf.length !== 1) return null;
  return Object.keys(rest).every(saysLittle) ? allOf[0] : null;
}

function saysLittle(word: string): boolean {
  return ANNOTATIONS.has(word) || word.startsWith("x-") || word === "discriminator";
}

function writeReference(writing: Writing, source: JsonObject, place: Place): JsonObject {
  const { $ref, ...beside } = source;
  if (writing.document.isModern && !Object.keys(beside).every(saysLittle)) {
    return writeKeywords(writing, { ...beside, allOf: [{ $ref }, ...listOf(beside.allOf)] }, place);
  }
  const target = targetOf(writing, $ref, place);
  return target === null ? {} : overlay(writing, writeTarget(writing, target, place), { over: beside, place });
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

interface Target {
  readonly reference: string;
  readonly schema: unknown;
}

function targetOf(writing: Writing, $ref: unknown, place: Place): Target | null {
  const followed = follow(writing.document.root, { $ref });
  if (followed.ok && followed.reference !== null) return { reference: followed.reference, schema: followed.value };
  // Schemas that were made apart and put into a document refer to their own root.
  const isLocal = typeof $ref === "string" && /^#\/(\$defs|definitions)\//.test($ref);
  const home = isLocal ? place.around.findLast((schema) => valueAt(schema, $ref) !== undefined) : undefined;
  if (isLocal && home !== undefined) return { reference: $ref, schema: valueAt(home, $ref) };
  writing.notes.add(`A schema refers to ${followed.ok ? "nothing" : followed.problem}; anything is accepted there.`);
  return null;
}

function writeTarget(writing: Writing, { reference, schema }: Target, place: Place): JsonObject {
  if (writing.thrift.isInline && !place.inside.includes(reference)) {
    return write(writing, schema, { ...place, inside: [...place.inside, reference] });
  }
  // Where depth is short, what holds itself is not followed.
  if (writing.thrift.isInline && writing.thrift.deepest < 10) return cut(writing, isJsonObject(schema) ? schema : {});
  const known = writing.definitions.get(reference);
  if (known !== undefined) return { $ref: `#/$defs/${known.name}` };
  const definition = { name: definitionName(writing, reference), schema: {} };
  writing.definitions.set(reference, definition);
  definition.schema = write(writing, schema, { depth: DEFINITION_DEPTH, inside: [reference], around: place.around });
  return { $ref: `#/$defs/${definition.name}` };
}

function definitionName(writing: Writing, reference: string): string {
  const last = reference.split("/").at(-1) ?? "";
  const name = last.replace(/[^A-Za-z0-9_.-]/g, "_").slice(0, 80) || "schema";
  const taken = new Set([...writing.definitions.values()].map((definition) => definition.name));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}_${number}`)) number += 1;
  return `${name}_${number}`;
}

/** Adds what is said beside a reference to what it leads to. */
function overlay(
  writing: Writing,
  schema: JsonObject,
  { over, place }: { over: JsonObject; place: Place },
): JsonObject {
  const annotated = { ...schema, ...annotationsOf(writing, over, place) };
  return over.nullable === true ? orNull(annotated) : annotated;
}

function annotationsOf(writing: Writing, source: JsonObject, place: Place): JsonObject {
  const read = KEYWORDS.get("default")?.(source.default, () => undefined);
  return {
    ...describe(writing, source, place),
    ...(read === undefined ? {} : { default: read }),
    ...(source.deprecated === true ? { deprecated: true } : {}),
  };
}

/** A title alone stands for a description; beside one it says nothing new. */
function describe(writing: Writing, source: JsonObject, { depth }: Place): JsonObject {
  if (depth > writing.thrift.describedLevels) return {};
  const longest = depth === 0 ? LONGEST_DESCRIPTION.outermost : LONGEST_DESCRIPTION.nested;
  const title = isProgramName(source.title) ? "" : prose(source.title, longest);
  const description = prose(source.description, longest) || title;
  return description === "" ? {} : { description };
}

function isProgramName(title: unknown): boolean {
  return typeof title === "string" && /^[a-z0-9]*([_.-][a-z0-9]+)*$/i.test(title) && !/^[A-Z][a-z]+$/.test(title);
}

function writeKeywords(writing: Writing, given: JsonObject, place: Place): JsonObject {
  const source = sourceOf(writing, given);
  const inner = (schema: unknown) =>
    typeof schema === "boolean"
      ? schema
      : write(writing, schema, { ...place, depth: place.depth + 1, around: [...place.around, given] });
  const schema: JsonObject = describe(writing, source, place);
  for (const [keyword, read] of KEYWORDS) {
    if (!Object.hasOwn(source, keyword)) continue;
    const value = read(source[keyword], inner);
    if (value !== undefined) schema[keyword] = value;
  }
  count(writing, schema);
  const typed = withAnyOf(withNumericBounds(withKnownTypes(schema, source), source));
  return source.nullable === true ? orNull(typed) : typed;
}

/** Counts what is certain to be in the text of a schema, without the schemas in it. */
function count(writing: Writing, schema: JsonObject): void {
  for (const [keyword, value] of Object.entries(schema)) writing.written.characters += keyword.length + lengthOf(value);
  if (writing.written.characters > writing.thrift.longest) throw new TooLongError();
}

function lengthOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (Array.isArray(value)) return value.reduce<number>((length, entry) => length + lengthOf(entry), 0);
  return isJsonObject(value) ? Object.keys(value).join("").length : 1;
}

/** Puts several lists of fields together, names the alternatives apart, and leaves out what this side never sets. */
function sourceOf(writing: Writing, given: JsonObject): JsonObject {
  const { root } = writing.document;
  const source = withModernItems({ ...given, ...mergedFields(root, given), ...alternativesOf(root, given) });
  if (!isJsonObject(source.properties)) return source;
  const all = Object.entries(source.properties);
  const shown = all.filter(([, field]) => !isHidden(root, field, writing.direction));
  if (shown.length === all.length) return source;
  const hidden = new Set(all.filter((entry) => !shown.includes(entry)).map(([name]) => name));
  const required = listOf(source.required).filter((name) => !hidden.has(name as string));
  return { ...source, properties: Object.fromEntries(shown), required };
}

function mergedFields(root: JsonObject, given: JsonObject): JsonObject {
  if (!Array.isArray(given.allOf)) return {};
  const whole = readPlainObject(root, given);
  if (whole === null) return {};
  const { properties, required, additional, description, title } = whole;
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: [...required],
    ...(additional === undefined ? {} : { additionalProperties: additional }),
    description,
    title,
    allOf: undefined,
  };
}

/** Before 2020 a list of `items` described the first entries one by one. */
function withModernItems(source: JsonObject): JsonObject {
  if (!Array.isArray(source.items)) return source;
  const { items, additionalItems, ...rest } = source;
  return { ...rest, prefixItems: items, ...(additionalItems === undefined ? {} : { items: additionalItems }) };
}
