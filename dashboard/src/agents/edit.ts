import { isFields, isSame } from "./same-value.ts";

/** Changes that are not saved, and what they were made to. */
export interface Edit<Value> {
  base: Value;
  /** The version of the thing that was edited, as the server names it. */
  etag: string | undefined;
  mine: Value;
}

/** Makes a change to what is edited; null when nothing differs from what is stored any more. */
export function edited<Value>(
  stored: Omit<Edit<Value>, "mine">,
  edit: Edit<Value> | null,
  change: (value: Value) => Value,
): Edit<Value> | null {
  const { base, etag } = edit ?? stored;
  const mine = change(edit?.mine ?? stored.base);
  return isSame(base, mine) ? null : { base, etag, mine };
}

/** Fills in what a configuration has without a word, for those that were stored before it could be said. */
export function fillIn(defaults: unknown, given: unknown): unknown {
  if (given === undefined) return defaults;
  if (!isFields(defaults) || !isFields(given)) return given;
  const filled = Object.keys(defaults).map((name) => [name, fillIn(defaults[name], given[name])]);
  return { ...given, ...Object.fromEntries(filled) };
}

const keyOf = (id: string) => `operator.agent-edit.${id}`;

/** Keeps changes that are not saved for when the page is loaded anew; null forgets them. */
export function keepEdit<Value>(storage: Storage, id: string, edit: Edit<Value> | null): void {
  if (edit === null) storage.removeItem(keyOf(id));
  else storage.setItem(keyOf(id), JSON.stringify(edit));
}

/** Reads the changes that were kept; null when there are none, or none that can be read. */
export function keptEdit<Value>(storage: Storage, id: string): Edit<Value> | null {
  const text = storage.getItem(keyOf(id));
  if (text === null) return null;
  try {
    const kept: unknown = JSON.parse(text);
    return isFields(kept) && isFields(kept["mine"]) && isFields(kept["base"]) ? (kept as unknown as Edit<Value>) : null;
  } catch {
    return null;
  }
}
