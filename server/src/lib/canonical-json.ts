import { isJsonObject } from "./json.ts";

/**
 * Writes JSON with the fields of every object in one order, so that equal values give equal texts, also when one of
 * them lay in a database that keeps no order.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isJsonObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
