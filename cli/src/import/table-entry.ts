/**
 * Returns what a table has under a name from outside; `undefined` where it has nothing of its own, whatever objects are
 * born with (`constructor`, `toString`).
 */
export function entryOf<Value>(
  table: Readonly<Record<string, Value>>,
  name: string | null | undefined,
): Value | undefined {
  return name !== null && name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
