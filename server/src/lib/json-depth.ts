/**
 * Tells whether a JSON value holds lists or objects more than `limit` deep. Values nested by the thousand can be read
 * by JSON.parse but make whatever walks them later run out of stack, JSON.stringify included.
 */
export function nestsDeeperThan(limit: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return limit === 0 || Object.values(value).some((inner) => nestsDeeperThan(limit - 1, inner));
}

/** How deep the JSON that callers and models send may be nested. No one needs more, and everything may walk this. */
const DEEPEST_JSON = 64;

/** Reads JSON text. Throws `SyntaxError` for text that is none, or that holds what `jsonProblem` names. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const problem = jsonProblem(value);
  if (problem !== null) throw new SyntaxError(problem);
  return value;
}

/** Says why a JSON value that was read from outside cannot be worked with, in a sentence; null when it can. */
export function jsonProblem(value: unknown): string | null {
  if (nestsDeeperThan(DEEPEST_JSON, value)) return `The JSON is nested deeper than ${DEEPEST_JSON} levels.`;
  return overflows(value) ? "The JSON holds a number that is too large, such as 1e400." : null;
}

/** JSON.parse reads 1e400 as Infinity, which JSON.stringify writes as null: another value than was checked. */
function overflows(value: unknown): boolean {
  if (typeof value === "number") return !Number.isFinite(value);
  return typeof value === "object" && value !== null && Object.values(value).some(overflows);
}
