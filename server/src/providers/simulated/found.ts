/** Something understood in a text, and where it stands. */
export interface Found<Value> {
  value: Value;
  start: number;
  end: number;
}

/** One way of saying something: what it looks like, and what it means; `undefined` when it is not meant after all. */
export interface Wording<Value> {
  pattern: RegExp;
  read(match: RegExpMatchArray): Value | undefined;
}

/**
 * Finds everything that one of the wordings says, in the order of the text. Where two overlap, the earlier wording in
 * the list counts. Patterns must be global.
 */
export function findAll<Value>(text: string, wordings: readonly Wording<Value>[]): Found<Value>[] {
  const found: Found<Value>[] = [];
  for (const { pattern, read } of wordings) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const value = read(match);
      if (value !== undefined) found.push({ value, start, end });
    }
  }
  return found.sort((left, right) => left.start - right.start);
}

/** Blanks out what was understood, so that nothing else is read into it; positions stay as they are. */
export function without(text: string, found: readonly Found<unknown>[]): string {
  let rest = text;
  for (const { start, end } of found) rest = rest.slice(0, start) + "|".repeat(end - start) + rest.slice(end);
  return rest;
}

/** Writes a text so that a pattern takes it letter by letter. */
export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
