import { harmless } from "../api-client/harmless.ts";
import type { Citation, Outcome } from "./procedure.ts";
import type { Transcript, TranscriptEntry } from "./transcript.ts";
import { quoteEntry } from "./transcript-text.ts";

const INDENT = "  ";

/** Writes what came of a review: each field of the output, and below it what it rests on in the conversation. */
export function writeReport({ output, summary, citations }: Outcome, transcript: Transcript): string {
  const cited = Object.entries(citations).map(([pointer, events]) => {
    const quotes = events.map((citation) => `“${quote(citation, transcript)}”`);
    return [pointer, quotes] as const;
  });
  const lines = linesOf({ label: "", value: output, pointer: "" }, new Map(cited));
  return `${[...(summary === null ? [] : [harmless(summary), ""]), ...lines].join("\n")}\n`;
}

/** A value of the output, what stands before it, and its JSON Pointer. */
interface Field {
  label: string;
  value: unknown;
  pointer: string;
}

type Quotes = ReadonlyMap<string, readonly string[]>;

function linesOf({ label, value, pointer }: Field, quotes: Quotes): string[] {
  const below = (quotes.get(pointer) ?? []).map((text) => `${INDENT}${INDENT}${text}`);
  const parts = partsOf(value, pointer);
  if (parts === null || parts.length === 0) return [`${label}${harmless(inWords(value))}`, ...below];
  const within = parts.flatMap((part) => linesOf(part, quotes));
  if (label === "") return [...below, ...within];
  return [label.trimEnd(), ...below, ...within.map((line) => `${INDENT}${line}`)];
}

function partsOf(value: unknown, pointer: string): Field[] | null {
  if (value === null || typeof value !== "object") return null;
  const isList = Array.isArray(value);
  return Object.entries(value).map(([name, part]) => ({
    label: isList ? "- " : `${name}: `,
    value: part as unknown,
    pointer: `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
  }));
}

function inWords(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Finds what a citation is of; what is no part of the transcript is told by the platform's excerpt, or by its id. */
function quote({ event_id, excerpt }: Citation, transcript: Transcript): string {
  const isIt = (entry: TranscriptEntry) =>
    entry.event_id === event_id || (entry.kind === "tool_call" && entry.returned_event_id === event_id);
  const entry = transcript.entries.find(isIt);
  return entry === undefined ? harmless(excerpt ?? event_id) : quoteEntry(entry, transcript);
}
