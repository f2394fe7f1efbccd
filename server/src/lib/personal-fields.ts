import { isJsonObject, type JsonObject } from "./json.ts";
import { PERSONAL } from "./masking.ts";
import { percentDecoded } from "./percent.ts";

/** The keyword by which a JSON Schema marks the values of a property as personal. */
export const PERSONAL_KEYWORD = "x-personal";

/** Schemas that hold for one value together; more than this many are not looked at. */
const MOST_SCHEMAS = 200;
const DEEPEST = 64;

/** A value without what its schema marks as personal, and what was taken out of it. */
export interface MaskedValue {
  value: unknown;
  /** The texts and numbers that were marked, as text. */
  personal: string[];
}

/**
 * Replaces what `schema` marks with `"x-personal": true` in a value by `[personal]`, at any depth, through references
 * within the schema, and in whichever branch the mark stands: what any branch marks counts as marked.
 */
export function maskPersonal(schema: unknown, value: unknown): MaskedValue {
  if (!hasMark(schema)) return { value, personal: [] };
  const masking: Masking = { root: schema, personal: [] };
  return { value: mask(masking, [schema], { value, depth: 0 }), personal: masking.personal };
}

const marked = new WeakMap<object, boolean>();

/** Tells whether a schema marks anything at all; most do not. */
function hasMark(schema: unknown): boolean {
  if (!isJsonObject(schema)) return false;
  const known = marked.get(schema) ?? JSON.stringify(schema).includes(`"${PERSONAL_KEYWORD}":true`);
  marked.set(schema, known);
  return known;
}

interface Masking {
  root: unknown;
  personal: string[];
}

function mask(
  masking: Masking,
  schemas: readonly unknown[],
  { value, depth }: { value: unknown; depth: number },
): unknown {
  const applying = withBranches(schemas, masking.root);
  if (applying.length === 0) return value;
  if (depth > DEEPEST || applying.some((schema) => schema[PERSONAL_KEYWORD] === true)) {
    masking.personal.push(...leavesOf(value));
    return PERSONAL;
  }
  const inner = (item: unknown, itsSchemas: unknown[]) => mask(masking, itsSchemas, { value: item, depth: depth + 1 });
  if (Array.isArray(value))
    return value.map((item, place) =>
      inner(
        item,
        applying.flatMap((one) => ofItem(one, place)),
      ),
    );
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      inner(
        field,
        applying.flatMap((one) => ofField(one, name)),
      ),
    ]),
  );
}

const BRANCHES = ["allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas", "$ref", "$dynamicRef"] as const;

/** Collects the schemas that may hold for the same value: the branches and references of each, and theirs. */
function withBranches(schemas: readonly unknown[], root: unknown): JsonObject[] {
  const found = new Set<JsonObject>();
  const waiting = [...schemas];
  while (waiting.length > 0 && found.size < MOST_SCHEMAS) {
    const schema = waiting.pop();
    if (!isJsonObject(schema) || found.has(schema)) continue;
    found.add(schema);
    for (const keyword of BRANCHES) waiting.push(...branchesOf(schema, keyword, root));
  }
  return [...found];
}

function branchesOf(schema: JsonObject, keyword: (typeof BRANCHES)[number], root: unknown): unknown[] {
  const branch = schema[keyword];
  if (typeof branch === "string") return [resolve(branch, root)];
  if (Array.isArray(branch)) return branch;
  if (keyword === "dependentSchemas" && isJsonObject(branch)) return Object.values(branch);
  return [branch];
}

/** Finds what a JSON pointer into the same document names (RFC 6901); undefined for any other reference. */
function resolve(reference: string, root: unknown): unknown {
  if (!reference.startsWith("#")) return undefined;
  let place = root;
  for (const step of reference.slice(1).split("/").slice(1)) {
    const name = percentDecoded(step).replaceAll("~1", "/").replaceAll("~0", "~");
    place =
      typeof place === "object" && place !== null && Object.hasOwn(place, name)
        ? (place as JsonObject)[name]
        : undefined;
  }
  return place;
}

/** Patterns are not tried, for they are the customer's own and may never end: each counts as fitting. */
function ofField(schema: JsonObject, name: string): unknown[] {
  const { properties, patternProperties, additionalProperties, unevaluatedProperties } = schema;
  const own = isJsonObject(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [];
  const patterns = isJsonObject(patternProperties) ? Object.values(patternProperties) : [];
  return own.length > 0 ? [...own, ...patterns] : [...patterns, additionalProperties, unevaluatedProperties];
}

function ofItem(schema: JsonObject, place: number): unknown[] {
  const { items, prefixItems, contains, additionalItems, unevaluatedItems } = schema;
  const tuple = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : [];
  return [tuple[place], Array.isArray(items) ? additionalItems : items, contains, unevaluatedItems];
}

/** Lists the texts and numbers that a JSON value holds, as text. */
export function leavesOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(leavesOf);
}
