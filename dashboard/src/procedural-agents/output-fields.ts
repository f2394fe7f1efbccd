import type { Schemas } from "@operator/sdk";
import { isFields, isSame } from "../agents/same-value.ts";

/** An event that a field of an output rests on. */
export type Citation = Schemas["ProcedureItem"]["citations"][string][number];

/** One field of an output, with the events it rests on, in their order. */
export interface OutputField {
  /** Empty for an output that has no fields. */
  name: string;
  value: unknown;
  citations: Citation[];
}

/** Takes an output apart. What is cited deep inside a field counts for the field. */
export function outputFields(output: unknown, citations: Readonly<Record<string, Citation[]>>): OutputField[] {
  const all = Object.entries(citations);
  if (!isFields(output)) return [{ name: "", value: output, citations: inOrder(all.flatMap(([, events]) => events)) }];
  return Object.entries(output).map(([name, value]) => ({
    name,
    value,
    citations: inOrder(all.filter(([pointer]) => firstOf(pointer) === name).flatMap(([, events]) => events)),
  }));
}

/** Names the fields in which some outputs differ; none where there is but one output. */
export function differingFields(outputs: readonly unknown[]): ReadonlySet<string> {
  const [first, ...others] = outputs.map((output) => new Map(outputFields(output, {}).map((f) => [f.name, f.value])));
  if (first === undefined) return new Set();
  const names = new Set([first, ...others].flatMap((fields) => [...fields.keys()]));
  const isAlike = (name: string) =>
    others.every((fields) => fields.has(name) === first.has(name) && isSame(fields.get(name), first.get(name)));
  return new Set([...names].filter((name) => !isAlike(name)));
}

/** The first part of a JSON Pointer (RFC 6901); empty for the whole. */
function firstOf(pointer: string): string {
  return (pointer.split("/")[1] ?? "").replaceAll("~1", "/").replaceAll("~0", "~");
}

function inOrder(citations: readonly Citation[]): Citation[] {
  const once = new Map(citations.map((citation) => [citation.event_id, citation]));
  return [...once.values()].sort((one, other) => one.sequence - other.sequence);
}
