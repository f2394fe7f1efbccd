import { isJsonObject, type JsonObject } from "../lib/json.ts";
import { pathText } from "../lib/path-text.ts";
import type { ToolDraft } from "./openapi-tools.ts";

/** One thing in which two drafts of a tool differ. */
export interface Difference {
  /** Where: `input_schema.properties.limit.maximum`. */
  readonly field: string;
  /** What stood there; null for nothing. */
  readonly before: unknown;
  /** What stands there now; null for nothing. */
  readonly after: unknown;
  /** The same for people. */
  readonly message: string;
}

const MOST_DIFFERENCES = 100;
const LONGEST_VALUE = 1_000;

/** The fields of a tool that its document describes. */
export const DRAFT_FIELDS = ["description", "method", "url", "input_schema", "output_schema", "request"] as const;

/** A field of a tool that its document describes. */
export type DraftField = (typeof DRAFT_FIELDS)[number];

/** Lists in what two drafts of a tool differ, but for their names; at most 100 entries, the last says how many follow. */
export function differencesBetween(before: ToolDraft, after: ToolDraft): Difference[] {
  const found = DRAFT_FIELDS.flatMap((field) => [...differencesIn(field, before, after)]);
  if (found.length <= MOST_DIFFERENCES) return found;
  const more = found.length - MOST_DIFFERENCES + 1;
  const last = { field: "", before: null, after: null, message: `There are ${more} more differences.` };
  return [...found.slice(0, MOST_DIFFERENCES - 1), last];
}

/** Names the fields in which two drafts of a tool differ. */
export function changedFields(before: ToolDraft, after: ToolDraft): DraftField[] {
  return DRAFT_FIELDS.filter((field) => differencesIn(field, before, after).next().done !== true);
}

function differencesIn(field: DraftField, before: ToolDraft, after: ToolDraft): Generator<Difference> {
  return compare([field], comparable(before[field]), comparable(after[field]));
}

/** Parameters are told apart by their names, not by their order. */
function comparable(value: unknown): unknown {
  if (!isJsonObject(value) || !Array.isArray(value.parameters)) return value;
  const entries = (value.parameters as JsonObject[]).map(
    (parameter) => [`${String(parameter.in)} ${String(parameter.name)}`, parameter] as const,
  );
  return { ...value, parameters: Object.fromEntries(entries) };
}

type Path = readonly (string | number)[];

function* compare(path: Path, before: unknown, after: unknown): Generator<Difference> {
  if (isJsonObject(before) && isJsonObject(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* compare([...path, name], own(before, name), own(after, name));
    }
  } else if (Array.isArray(before) && Array.isArray(after)) yield* compareLists(path, before, after);
  else if (before !== after) yield difference(path, before, after);
}

function own(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function* compareLists(path: Path, before: unknown[], after: unknown[]): Generator<Difference> {
  const isPlain = [...before, ...after].every((entry) => typeof entry !== "object" || entry === null);
  if (isPlain) {
    const added = after.filter((entry) => !before.includes(entry));
    const removed = before.filter((entry) => !after.includes(entry));
    if (added.length + removed.length > 0)
      yield { ...difference(path, before, after), message: listMessage(path, added, removed) };
  } else if (before.length === after.length) {
    for (const [index, entry] of before.entries()) yield* compare([...path, index], entry, after[index]);
  } else yield difference(path, before, after);
}

function listMessage(path: Path, added: readonly unknown[], removed: readonly unknown[]): string {
  const [more, less] = path.at(-1) === "required" ? ["became required", "no longer required"] : ["added", "removed"];
  const parts = [
    ...(added.length > 0 ? [`${more}: ${added.map(shown).join(", ")}`] : []),
    ...(removed.length > 0 ? [`${less}: ${removed.map(shown).join(", ")}`] : []),
  ];
  return `${pathText(path)}: ${shorten(parts.join("; "), 300)}`;
}

function difference(path: Path, before: unknown, after: unknown): Difference {
  const field = pathText(path);
  const message =
    before === undefined
      ? `${what(path)} was added: ${shown(after)}`
      : after === undefined
        ? `${what(path)} was removed`
        : `${field}: ${shown(before)} → ${shown(after)}`;
  return { field, before: bounded(before), after: bounded(after), message };
}

/** The arguments of the tool are what its users know. */
function what(path: Path): string {
  const [schema, keyword, name, ...rest] = path;
  const isArgument = schema === "input_schema" && keyword === "properties" && name !== undefined && rest.length === 0;
  return isArgument ? `The argument ${name}` : pathText(path);
}

function shown(value: unknown): string {
  return shorten(typeof value === "string" ? `"${value}"` : JSON.stringify(value), 120);
}

function shorten(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

function bounded(value: unknown): unknown {
  if (value === undefined) return null;
  const text = JSON.stringify(value);
  return text.length <= LONGEST_VALUE ? value : shorten(text, LONGEST_VALUE);
}
