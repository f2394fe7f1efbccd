import { isDeepStrictEqual } from "node:util";
import { isObject, type JsonObject } from "./json.ts";

/**
 * Returns what the server has added to what it was sent: its defaults. Of arrays that have as many elements, what was
 * added to each; undefined for nothing.
 */
export function addedTo(sent: unknown, stored: unknown): unknown {
  if (Array.isArray(sent) && Array.isArray(stored)) {
    if (sent.length !== stored.length) return undefined;
    const added = stored.map((value: unknown, index) => addedTo(sent[index], value) ?? null);
    return added.some((value) => value !== null) ? added : undefined;
  }
  if (!isObject(sent) || !isObject(stored)) return undefined;
  const added = Object.entries(stored).flatMap(([name, value]) => {
    const part = Object.hasOwn(sent, name) ? addedTo(sent[name], value) : value;
    return part === undefined ? [] : [[name, part] as const];
  });
  return added.length === 0 ? undefined : Object.fromEntries(added);
}

/**
 * Leaves out of what is stored the defaults that files do not name: what `added` knows of, as long as nobody has given it
 * another value.
 */
export function withoutAdded(stored: unknown, files: unknown, added: unknown): unknown {
  if (Array.isArray(stored) && Array.isArray(added)) {
    const named = Array.isArray(files) ? files : [];
    return stored.map((value: unknown, index) => withoutAdded(value, named[index] ?? {}, added[index]));
  }
  if (!isObject(stored) || !isObject(added)) return stored;
  const named: JsonObject = isObject(files) ? files : {};
  return Object.fromEntries(
    Object.entries(stored).flatMap(([name, value]) => {
      const isNamed = Object.hasOwn(named, name);
      if (!isNamed && isDeepStrictEqual(value, added[name])) return [];
      return [[name, withoutAdded(value, isNamed ? named[name] : undefined, added[name])] as const];
    }),
  );
}

/** Tells whether everything that files name is stored as they name it; what else is stored may be defaults. */
export function isWithin(files: unknown, stored: unknown): boolean {
  if (Array.isArray(files)) {
    if (!Array.isArray(stored) || stored.length !== files.length) return false;
    return files.every((value, index) => isWithin(value, stored[index]));
  }
  if (!isObject(files)) return isDeepStrictEqual(files, stored);
  if (!isObject(stored)) return false;
  return Object.entries(files).every(([name, value]) => isWithin(value, stored[name]));
}
