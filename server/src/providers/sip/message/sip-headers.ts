import { splitList } from "./quoted-text.ts";

/** The one-letter names of RFC 3261, section 7.3.3, and of the extensions that have one. */
const COMPACT: Readonly<Record<string, string>> = {
  a: "accept-contact",
  b: "referred-by",
  c: "content-type",
  d: "request-disposition",
  e: "content-encoding",
  f: "from",
  i: "call-id",
  j: "reject-contact",
  k: "supported",
  l: "content-length",
  m: "contact",
  o: "event",
  r: "refer-to",
  s: "subject",
  t: "to",
  u: "allow-events",
  v: "via",
  x: "session-expires",
};

/** The headers whose value is a list, so that several lines and one line with commas mean the same (section 7.3.1). */
const LISTS = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "alert-info",
  "allow",
  "allow-events",
  "call-info",
  "contact",
  "content-encoding",
  "content-language",
  "error-info",
  "in-reply-to",
  "p-asserted-identity",
  "p-preferred-identity",
  "path",
  "privacy",
  "proxy-require",
  "reason",
  "record-route",
  "require",
  "route",
  "service-route",
  "supported",
  "unsupported",
  "via",
  "warning",
]);

interface HeaderLine {
  /** In lower case and in full. */
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

/** Returns the full name of a header in lower case. */
export function headerKey(name: string): string {
  const lower = name.toLowerCase();
  return lower.length === 1 ? (COMPACT[lower] ?? lower) : lower;
}

/** The headers of a message, in their order. Names are found in any case, short or in full. */
export class SipHeaders {
  #lines: HeaderLine[] = [];

  /** How many lines there are. */
  get size(): number {
    return this.#lines.length;
  }

  /** Adds a line after the others. */
  add(name: string, value: string): this {
    this.#lines.push({ key: headerKey(name), name, value });
    return this;
  }

  /** Adds lines of one name after the others. */
  addAll(name: string, values: readonly string[]): this {
    for (const value of values) this.add(name, value);
    return this;
  }

  /** Adds a line before the others. */
  prepend(name: string, value: string): this {
    this.#lines.unshift({ key: headerKey(name), name, value });
    return this;
  }

  /** Puts one line in the place of all of that name. */
  set(name: string, value: string): this {
    return this.remove(name).add(name, value);
  }

  /** Takes away all lines of that name. */
  remove(name: string): this {
    const key = headerKey(name);
    this.#lines = this.#lines.filter((line) => line.key !== key);
    return this;
  }

  /** Returns the first line's value; null when there is none. */
  get(name: string): string | null {
    const key = headerKey(name);
    return this.#lines.find((line) => line.key === key)?.value ?? null;
  }

  /** Returns the values of all lines of that name, as they were written. */
  lines(name: string): string[] {
    const key = headerKey(name);
    return this.#lines.filter((line) => line.key === key).map(({ value }) => value);
  }

  /** Returns the values of that name one by one: those of a list are taken apart at their commas. */
  values(name: string): string[] {
    const lines = this.lines(name);
    return LISTS.has(headerKey(name)) ? lines.flatMap(splitList) : lines;
  }

  /** Tells whether a list has a token, in any case. */
  lists(name: string, token: string): boolean {
    return this.values(name).some((value) => value.toLowerCase() === token.toLowerCase());
  }

  /** Goes through the lines in their order. */
  *[Symbol.iterator](): IterableIterator<HeaderLine> {
    yield* this.#lines;
  }
}
