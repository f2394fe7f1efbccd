import { isJsonObject } from "../lib/json.ts";
import { valueAt } from "../lib/json-pointer.ts";
import type { Citations } from "./procedure.ts";

const MOST_FIELDS = 500;
const MOST_EVENTS_PER_FIELD = 50;
const MOST_PROBLEMS = 10;

/** What citations are held against. */
export interface Cited {
  output: unknown;
  /** The events that the model was shown; null when it was shown none. */
  shown: ReadonlySet<string> | null;
}

/**
 * Reads the citations that a model wrote beside its output: the events that a field rests on, by the field's JSON
 * Pointer. Each has to name a field that is there and events that the model was shown; else returns in sentences, at
 * most ten, what is wrong.
 */
export function readCitations(written: unknown, cited: Cited): { citations: Citations } | { problems: string[] } {
  if (written === undefined || written === null) return { citations: {} };
  if (!isJsonObject(written)) return { problems: ['"citations" must be an object, e.g. {"/reason": ["ev_…"]}.'] };
  const entries = Object.entries(written);
  if (entries.length === 0) return { citations: {} };
  if (cited.shown === null) return { problems: ['There are no events to cite. Leave "citations" out.'] };
  if (entries.length > MOST_FIELDS) return { problems: [`At most ${MOST_FIELDS} fields can have citations.`] };
  const problems = entries.flatMap(([pointer, events]) => problemsOf(pointer, events, cited));
  if (problems.length > 0) return { problems: problems.slice(0, MOST_PROBLEMS) };
  const citations = entries.map(([pointer, events]) => [pointer, [...new Set(events as string[])]]);
  return { citations: Object.fromEntries(citations) as Citations };
}

function problemsOf(pointer: string, events: unknown, { output, shown }: Cited): string[] {
  const place = `The citation of "${pointer.slice(0, 100)}"`;
  if (valueAt(output, pointer) === undefined) {
    return [`${place} names no field of the output: write a JSON Pointer to one, e.g. "/reason" or "/items/0/name".`];
  }
  if (!Array.isArray(events) || events.length === 0 || events.length > MOST_EVENTS_PER_FIELD) {
    return [`${place} must be a list of 1 to ${MOST_EVENTS_PER_FIELD} ids of events.`];
  }
  const unknown = (events as unknown[]).filter((id) => typeof id !== "string" || !shown?.has(id));
  return unknown.slice(0, 3).map((id) => `${place} names ${shorten(id)}, which is no event of the log you were shown.`);
}

function shorten(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 60);
}
