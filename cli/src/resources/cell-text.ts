import type { Cell } from "../output/table.ts";
import { dim, green, red, yellow } from "../output/style.ts";
import { localMoment } from "./moment.ts";

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** The words of the API's states that say that all is well, that something failed, and that it is not decided. */
const WELL = "active completed connected delivered done released sent success succeeded ok received taken".split(" ");
const BAD = "busy dead error failed no-answer refused rejected revoked undelivered".split(" ");
const OPEN = "draft in-progress paused pending queued running scheduled started unknown waiting".split(" ");
const STATES = /(^|_)(status|state|outcome)$/;

/** Writes a field of a wire object as a cell of a table. */
export function cellOf(field: string, value: unknown): Cell {
  if (value === null || value === undefined || value === "") return { text: "–", style: dim };
  const text = textOf(value);
  const style = STATES.test(field) ? styleOfState(text) : undefined;
  return style === undefined ? { text } : { text, style };
}

/** Returns a field by its dotted path; undefined where there is none. */
export function fieldAt(item: unknown, path: string): unknown {
  let value = item;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function textOf(value: unknown): string {
  if (typeof value === "string") return MOMENT.test(value) ? localMoment(value) : value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return String(Math.round(value * 1_000) / 1_000);
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  return JSON.stringify(value);
}

function styleOfState(state: string): ((text: string) => string) | undefined {
  if (WELL.includes(state)) return green;
  if (BAD.includes(state)) return red;
  return OPEN.includes(state) ? yellow : undefined;
}
