import { isJsonObject } from "../json.ts";
import { jsonProblem, nestsDeeperThan } from "../json-depth.ts";
import { PERSONAL_KEYWORD } from "../personal-fields.ts";

/** Writes a schema that stands inside another. */
export type WriteInner = (schema: unknown) => unknown;

/** Reads the value of a keyword; undefined for one that cannot stand there, which is then left out. */
type ReadKeyword = (value: unknown, inner: WriteInner) => unknown;

const LONGEST_VALUE = 2_000;
const DEEPEST_VALUE = 8;
const MOST_CHOICES = 1_000;

const when =
  (isFit: (value: unknown) => boolean): ReadKeyword =>
  (value) =>
    isFit(value) ? value : undefined;

const number = when((value) => typeof value === "number" && Number.isFinite(value));
const count = when((value) => Number.isSafeInteger(value) && (value as number) >= 0);
const truth = when((value) => typeof value === "boolean");
const text = when((value) => typeof value === "string" && value.length <= LONGEST_VALUE);
const value = when(isShort);
const schema: ReadKeyword = (inside, inner) => (isSchema(inside) ? inner(inside) : undefined);

function schemas(value: unknown, inner: WriteInner): unknown {
  const list = Array.isArray(value) ? value.filter(isSchema) : [];
  return list.length === 0 ? undefined : list.map(inner);
}

function schemasByName(value: unknown, inner: WriteInner): unknown {
  if (!isJsonObject(value)) return undefined;
  const fields = Object.entries(value).filter(([name, inside]) => isSchema(inside) && name !== "__proto__");
  return Object.fromEntries(fields.map(([name, inside]) => [name, inner(inside)]));
}

/**
 * How the keywords of JSON Schema are read that keep their meaning from OpenAPI 3.0 and drafts 4 to 2020-12. What is
 * not here is left out, or looked at by itself.
 */
export const KEYWORDS: ReadonlyMap<string, ReadKeyword> = new Map<string, ReadKeyword>([
  ["enum", choices],
  ["const", value],
  ["default", value],
  ["format", text],
  ["pattern", when((pattern) => typeof pattern === "string" && pattern.length <= LONGEST_VALUE && isPattern(pattern))],
  ["minLength", count],
  ["maxLength", count],
  ["minimum", number],
  ["maximum", number],
  ["exclusiveMinimum", number],
  ["exclusiveMaximum", number],
  ["multipleOf", when((divisor) => Number.isFinite(divisor) && (divisor as number) > 0)],
  ["minItems", count],
  ["maxItems", count],
  ["uniqueItems", truth],
  ["minContains", count],
  ["maxContains", count],
  ["minProperties", count],
  ["maxProperties", count],
  ["required", names],
  ["dependentRequired", namesByName],
  ["contentEncoding", text],
  ["contentMediaType", text],
  ["deprecated", when((is) => is === true)],
  // Ours: what it stands at is left out of logs.
  [PERSONAL_KEYWORD, when((is) => is === true)],
  ["properties", schemasByName],
  ["patternProperties", patternProperties],
  ["additionalProperties", schema],
  ["unevaluatedProperties", schema],
  ["propertyNames", schema],
  ["dependentSchemas", schemasByName],
  ["items", schema],
  ["prefixItems", schemas],
  ["unevaluatedItems", schema],
  ["contains", schema],
  ["allOf", schemas],
  ["anyOf", schemas],
  ["oneOf", schemas],
  ["not", schema],
  ["if", schema],
  ["then", schema],
  ["else", schema],
]);

function isSchema(value: unknown): boolean {
  return isJsonObject(value) || typeof value === "boolean";
}

function isShort(value: unknown): boolean {
  if (value === undefined || nestsDeeperThan(DEEPEST_VALUE, value) || jsonProblem(value) !== null) return false;
  return JSON.stringify(value).length <= LONGEST_VALUE;
}

/** JSON Schema wants them unique. */
function choices(value: unknown): unknown {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_CHOICES || !value.every(isShort))
    return undefined;
  return [...new Map(value.map((choice: unknown) => [JSON.stringify(choice), choice])).values()];
}

function names(value: unknown): string[] | undefined {
  const list = Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
  return list.length === 0 ? undefined : [...new Set(list)];
}

function namesByName(value: unknown): unknown {
  if (!isJsonObject(value)) return undefined;
  const lists = Object.entries(value).map(([name, list]) => [name, names(list)] as const);
  return Object.fromEntries(lists.filter(([, list]) => list !== undefined));
}

function patternProperties(value: unknown, inner: WriteInner): unknown {
  if (!isJsonObject(value)) return undefined;
  return schemasByName(Object.fromEntries(Object.entries(value).filter(([pattern]) => isPattern(pattern))), inner);
}

/** Many patterns in the wild have escapes that only the syntax without the `u` flag knows. */
function isPattern(pattern: string): boolean {
  return ["u", ""].some((flags) => {
    try {
      return new RegExp(pattern, flags) instanceof RegExp;
    } catch (error) {
      if (error instanceof SyntaxError) return false;
      throw error;
    }
  });
}
