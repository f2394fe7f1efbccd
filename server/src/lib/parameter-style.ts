import { isJsonObject } from "./json.ts";

/** How a parameter's value is to be written (OpenAPI 3.1, "Style Values"). */
export interface StyledParameter {
  readonly name: string;
  readonly style: "form" | "simple" | "deepObject" | "spaceDelimited" | "pipeDelimited";
  /** Whether each entry of a list or object is written by itself. */
  readonly explode: boolean;
}

/** One part of a query or form body. */
export interface QueryPart {
  /** The key before it was encoded. */
  readonly name: string;
  /** `key=value`, percent-encoded. */
  readonly text: string;
}

const DELIMITERS = { form: ",", simple: ",", spaceDelimited: "%20", pipeDelimited: "%7C", deepObject: "," };

/**
 * Writes a value as parts of a query. What is null is left out, and so are lists and objects with nothing in them (RFC
 * 6570, section 2.3). Where OpenAPI leaves it open: lists and objects inside other styles than `deepObject` stand as
 * their JSON, and `deepObject` goes on in brackets, lists by index.
 */
export function queryParts({ name, style, explode }: StyledParameter, value: unknown): QueryPart[] {
  if (style === "deepObject") return bracketParts(name, value);
  const entries = entriesOf(value);
  if (entries === null) return isAbsent(value) ? [] : [part(name, encoded(value))];
  if (explode) return entries.map(([key, inner]) => part(key ?? name, encoded(inner)));
  const texts = entries.flatMap(([key, inner]) => [...(key === null ? [] : [percentEncode(key)]), encoded(inner)]);
  return texts.length === 0 ? [] : [part(name, texts.join(DELIMITERS[style]))];
}

/** Writes a value in brackets, `name[key][0]=…`, as form bodies and `deepObject` are read. What is null is left out. */
export function bracketParts(name: string, value: unknown): QueryPart[] {
  if (isAbsent(value)) return [];
  if (typeof value !== "object") return [part(name, encoded(value))];
  return Object.entries(value as object).flatMap(([key, inner]) => bracketParts(`${name}[${key}]`, inner));
}

/**
 * Writes a value in the style `simple`, for a path (`encode` is `percentEncode`) or a header (where it does nothing);
 * null when there is nothing to write.
 */
export function simpleText(value: unknown, explode: boolean, encode: (text: string) => string): string | null {
  const entries = entriesOf(value);
  if (entries === null) return isAbsent(value) ? null : encode(textOf(value));
  const texts = entries.map(([key, inner]) => {
    const text = encode(textOf(inner));
    return key === null ? text : `${encode(key)}${explode ? "=" : ","}${text}`;
  });
  return texts.length === 0 ? null : texts.join(",");
}

/** Percent-encodes all but the unreserved characters (RFC 3986, section 2.3). */
export function percentEncode(text: string): string {
  const encodedText = encodeURIComponent(text.toWellFormed());
  return encodedText.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Writes a single value as text: text as it stands, anything else as JSON. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The entries of a list (without keys) or an object that are not null; null for a value that is neither. */
function entriesOf(value: unknown): [string | null, unknown][] | null {
  if (!Array.isArray(value) && !isJsonObject(value)) return null;
  const entries: [string | null, unknown][] = Array.isArray(value)
    ? value.map((inner) => [null, inner])
    : Object.entries(value);
  return entries.filter(([, inner]) => !isAbsent(inner));
}

function isAbsent(value: unknown): boolean {
  return value === null || value === undefined;
}

function encoded(value: unknown): string {
  return percentEncode(textOf(value));
}

function part(name: string, encodedValue: string): QueryPart {
  return { name, text: `${percentEncode(name)}=${encodedValue}` };
}
