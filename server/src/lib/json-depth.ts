/**
 * Tells whether a JSON value holds lists or objects more than `limit` deep. Values nested by the thousand can be read
 * by JSON.parse but make whatever walks them later run out of stack, JSON.stringify included.
 */
export function nestsDeeperThan(limit: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return limit === 0 || Object.values(value).some((inner) => nestsDeeperThan(limit - 1, inner));
}
