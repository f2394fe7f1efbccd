import { isFields, isSame } from "./same-value.ts";

/** What a thing was, and what two people made of it. */
export interface Sides {
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

/** Both changes in one. Where both changed the same place, mine stands and the place is a clash. */
export interface Merged {
  value: unknown;
  /** The places that both changed, such as `config.runtime.model`. */
  clashes: readonly string[];
}

/** Joins what two people changed of the same JSON. A list counts as one place. */
export function mergeValues({ base, mine, theirs }: Sides, place = ""): Merged {
  if (isSame(mine, theirs) || isSame(base, theirs)) return { value: mine, clashes: [] };
  if (isSame(base, mine)) return { value: theirs, clashes: [] };
  if (!isFields(mine) || !isFields(theirs)) return { value: mine, clashes: [place] };
  return mergeFields({ base: isFields(base) ? base : {}, mine, theirs }, place);
}

interface FieldSides {
  base: Readonly<Record<string, unknown>>;
  mine: Readonly<Record<string, unknown>>;
  theirs: Readonly<Record<string, unknown>>;
}

function mergeFields({ base, mine, theirs }: FieldSides, place: string): Merged {
  const clashes: string[] = [];
  const value: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const sides = { base: base[name], mine: mine[name], theirs: theirs[name] };
    const merged = mergeValues(sides, place === "" ? name : `${place}.${name}`);
    if (merged.value !== undefined) value[name] = merged.value;
    clashes.push(...merged.clashes);
  }
  return { value, clashes };
}
