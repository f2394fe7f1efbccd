import type { ImportNote, ImportTodo } from "./import-note.ts";

/** A place in an export: what stands there, how it is reached, and the notes on what becomes of it. */
export interface Place {
  readonly value: unknown;
  /** As in `ImportNote`. */
  readonly path: string;
  readonly notes: ImportNote[];
}

/** One exported document. */
export interface ExportedDocument {
  /** What it is called in the report: its file. */
  readonly name: string;
  readonly content: unknown;
}

/** Begins at the whole of a document. */
export function placeOf({ name, content }: ExportedDocument, notes: ImportNote[]): Place {
  return { value: content, path: `${name}:`, notes };
}

/** Goes down to what stands under these keys; to `undefined` where nothing does. */
export function at(place: Place, ...keys: readonly (string | number)[]): Place {
  let { value, path } = place;
  for (const key of keys) {
    value = memberOf(value, key);
    path = `${path}${step(path, key)}`;
  }
  return { value, path, notes: place.notes };
}

function memberOf(value: unknown, key: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string | number, unknown>)[key];
}

/** Writes a key so that no two places have the same path, whatever they are called. */
function step(path: string, key: string | number): string {
  const blank = path.endsWith(":") ? " " : "";
  if (typeof key === "number") return `${blank}[${key}]`;
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${blank}[${JSON.stringify(key)}]`;
  return blank === "" ? `.${key}` : `${blank}${key}`;
}

/** Tells whether a value is an object and no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Tells whether anything is said there: neither null nor an empty text, list or object. */
export function says({ value }: Place): boolean {
  if (value === null || value === undefined || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

/** Returns the text that stands there, or under these keys; null where there is none, or an empty one. */
export function textAt(place: Place, ...keys: readonly (string | number)[]): string | null {
  const { value } = at(place, ...keys);
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/** Returns the finite number that stands there; null where there is none. */
export function numberAt(place: Place, ...keys: readonly (string | number)[]): number | null {
  const { value } = at(place, ...keys);
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Returns the entries of the list that stands there; none where there is no list. */
export function listAt(place: Place, ...keys: readonly (string | number)[]): Place[] {
  const list = at(place, ...keys);
  return Array.isArray(list.value) ? list.value.map((_, index) => at(list, index)) : [];
}

/** Returns the fields of the object that stands there, with their names; none where there is no object. */
export function fieldsAt(place: Place, ...keys: readonly (string | number)[]): [string, Place][] {
  const object = at(place, ...keys);
  return isObject(object.value) ? Object.keys(object.value).map((key) => [key, at(object, key)]) : [];
}

/** Notes that what stands there is in the project and means the same. */
export function mapped(place: Place, to: string, message = "Taken over."): void {
  if (says(place)) place.notes.push({ path: place.path, outcome: "mapped", to, message });
}

/** Where something went, and what a person has to do about it. */
export interface Aftermath {
  readonly to?: string;
  readonly todo?: ImportTodo;
}

/** Notes that what stands there is in the project in another form; a person is to check it unless said otherwise. */
export function changed(place: Place, message: string, { to, todo = "check" }: Aftermath = {}): void {
  if (!says(place)) return;
  place.notes.push({ path: place.path, outcome: "changed", ...(to === undefined ? {} : { to }), todo, message });
}

/** Notes that what stands there was left out, and why. */
export function dropped(place: Place, message: string, todo?: ImportTodo): void {
  if (!says(place)) return;
  place.notes.push({ path: place.path, outcome: "dropped", ...(todo === undefined ? {} : { todo }), message });
}

/** Leaves out the fields that are named, each with its reason. */
export function dropFields(place: Place, reasons: Readonly<Record<string, string>>, todo?: ImportTodo): void {
  for (const [key, reason] of Object.entries(reasons)) dropped(at(place, key), reason, todo);
}

/** Leaves out the fields of which nothing was noted since the place was begun to be read, all for one reason. */
export function dropRest(place: Place, reason: string): void {
  const noted = new Set<string>();
  for (let index = place.notes.length - 1; index >= 0; index--) {
    const path = place.notes[index]?.path ?? "";
    if (!path.startsWith(place.path)) break;
    noted.add(path);
  }
  for (const [, field] of fieldsAt(place)) if (!noted.has(field.path)) dropped(field, reason);
}
