import { z } from "zod";
import { closest } from "./closest.ts";
import { isJsonObject, type JsonObject } from "./json.ts";

/** A field of an input that no schema knows. */
export interface UnknownField {
  /** Where it is, e.g. `config.personas[0].nam`. */
  path: string;
  /** What was perhaps meant, of the names known at that place. */
  guess: string | null;
}

/** Marks an object schema (`.meta(FREE_FORM)`) whose further fields are the caller's own: they count as known. */
export const FREE_FORM = { "x-free-form": true };

const MOST_REPORTED = 50;
const LONGEST_KEY = 80;

/**
 * Names the fields of an input that its Zod schema does not know, in the order of the input, fifty at most. Walks
 * objects (strict, plain and loose alike), arrays, wrappers (optional, nullable, default, …) and unions told
 * apart by a discriminator. Below a record, in a free-form object, an open value or an ambiguous union everything counts as known; where the
 * input does not have the schema's shape, validation has its say and this has none.
 */
export function unknownFields(schema: z.ZodType, value: unknown): UnknownField[] {
  const found: UnknownField[] = [];
  walk(schema, { value, path: "" }, found);
  return found;
}

/** Appends a key to a path: `a.b`, or `a["odd key"]` for what is no plain name; very long keys are cut short. */
export function joinPath(path: string, key: string): string {
  const isPlain = /^[A-Za-z_$][A-Za-z0-9_$-]*$/.test(key) && key.length <= LONGEST_KEY;
  if (isPlain) return path === "" ? key : `${path}.${key}`;
  const short = key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)}…` : key;
  return `${path}[${JSON.stringify(short)}]`;
}

interface Place {
  value: unknown;
  path: string;
}

function walk(schema: unknown, place: Place, found: UnknownField[]): void {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodDiscriminatedUnion) {
    const option = optionFor(inner, place.value);
    if (option !== null) walk(option, place, found);
  } else if (inner instanceof z.ZodObject) {
    if (isJsonObject(place.value)) walkObject(inner, place.value, { path: place.path, found });
  } else if (inner instanceof z.ZodArray && Array.isArray(place.value)) {
    for (const [index, item] of place.value.entries()) {
      if (found.length >= MOST_REPORTED) return;
      walk(inner.def.element, { value: item, path: `${place.path}[${index}]` }, found);
    }
  }
}

function walkObject(schema: z.ZodObject, value: JsonObject, to: { path: string; found: UnknownField[] }): void {
  const shape = schema.def.shape;
  const isFreeForm = schema.meta()?.["x-free-form"] === true;
  for (const key of Object.keys(value)) {
    if (to.found.length >= MOST_REPORTED) return;
    const path = joinPath(to.path, key);
    if (Object.hasOwn(shape, key)) walk(shape[key], { value: value[key], path }, to.found);
    else if (!isFreeForm) to.found.push({ path, guess: closest(key, Object.keys(shape)) });
  }
}

/** Takes off everything that leaves the shape of the input as it is. */
function unwrap(schema: unknown): unknown {
  let inner = schema;
  for (;;) {
    if (isWrapper(inner)) inner = inner.def.innerType;
    else if (inner instanceof z.ZodPipe) inner = inner.def.in instanceof z.ZodTransform ? inner.def.out : inner.def.in;
    else return inner;
  }
}

type Wrapper = z.ZodType & { def: { innerType: unknown } };

const WRAPPERS = [
  z.ZodOptional,
  z.ZodNullable,
  z.ZodDefault,
  z.ZodPrefault,
  z.ZodReadonly,
  z.ZodCatch,
  z.ZodNonOptional,
];

function isWrapper(schema: unknown): schema is Wrapper {
  return WRAPPERS.some((wrapper) => schema instanceof wrapper);
}

/** Finds the union's member that the input's discriminator names; `null` when it names none. */
function optionFor(union: z.ZodDiscriminatedUnion, value: unknown): unknown {
  const discriminator = union.def.discriminator;
  if (!isJsonObject(value) || !Object.hasOwn(value, discriminator)) return null;
  for (const option of union.def.options) {
    const member = unwrap(option);
    if (member instanceof z.ZodDiscriminatedUnion) {
      const nested = optionFor(member, value);
      if (nested !== null) return nested;
    } else if (member instanceof z.ZodObject) {
      const tag: unknown = member.def.shape[discriminator];
      if (tag instanceof z.ZodType && tag.safeParse(value[discriminator]).success) return member;
    }
  }
  return null;
}
