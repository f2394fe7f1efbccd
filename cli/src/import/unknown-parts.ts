import type { ImportNote } from "./import-note.ts";
import { at, type ExportedDocument, isObject, type Place, placeOf, says } from "./place.ts";

/**
 * Notes everything that no note speaks of as `unknown`, so that nothing is passed over in silence: one note for each
 * part of which nothing at all was noted, as large as it can be.
 */
export function noteUnknownParts(documents: readonly ExportedDocument[], notes: ImportNote[]): void {
  const noted = new Set(notes.map(({ path }) => path));
  for (const document of documents) look(placeOf(document, notes), noted);
}

/** Returns whether something within the place was noted before. */
function look(place: Place, noted: ReadonlySet<string>): boolean {
  if (noted.has(place.path)) return true;
  const inner = childrenOf(place).filter(says);
  const found = inner.map((child) => ({ child, isNoted: touches(child, noted) }));
  if (!found.some(({ isNoted }) => isNoted)) {
    if (says(place)) noteUnknown(place);
    return false;
  }
  for (const { child, isNoted } of found) {
    if (isNoted) look(child, noted);
    else noteUnknown(child);
  }
  return true;
}

function touches(place: Place, noted: ReadonlySet<string>): boolean {
  return noted.has(place.path) || childrenOf(place).some((child) => touches(child, noted));
}

function childrenOf(place: Place): Place[] {
  if (Array.isArray(place.value)) return place.value.map((_, index) => at(place, index));
  return isObject(place.value) ? Object.keys(place.value).map((key) => at(place, key)) : [];
}

function noteUnknown({ path, value, notes }: Place): void {
  const what = typeof value === "object" ? "This part" : "This field";
  const message = `${what} is not known to the importer and was left out. Look whether the agent needs it.`;
  notes.push({ path, outcome: "unknown", todo: "check", message });
}
