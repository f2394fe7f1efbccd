/**
 * Tells whether a JSON value holds lists or objects more than `limit` deep. Values nested by the thousand can be read
 * by JSON.parse but make whatever walks them later run out of stack, JSON.stringify included.
 */
export function nestsDeeperThan(limit: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return limit === 0 || Object.values(value).some((inner) => nestsDeeperThan(limit - 1, inner));
}

/** How deep the JSON that callers and models send may be nested. No one needs more, and everything may walk this. */
export const DEEPEST_JSON = 64;

/** Reads JSON text. Throws `SyntaxError` for text that is none, or that is nested deeper than `DEEPEST_JSON`. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (nestsDeeperThan(DEEPEST_JSON, value))
    throw new SyntaxError(`The JSON is nested deeper than ${DEEPEST_JSON} levels.`);
  return value;
}
