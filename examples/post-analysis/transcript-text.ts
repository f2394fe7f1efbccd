import { harmless } from "../api-client/harmless.ts";
import type { Transcript, TranscriptEntry } from "./transcript.ts";

/** What another line of the same text begins with, so that nobody can write a line that looks like another's. */
const CONTINUED = `\n${" ".repeat(8)}`;
const LONGEST_QUOTE = 200;

/** Writes a transcript for people: a line of facts, then a line for each thing that happened, with its time. */
export function writeTranscript(transcript: Transcript): string {
  const { conversation_id, channel_type, direction, status, duration_sec } = transcript;
  const length = duration_sec === null ? null : `${Math.round(duration_sec)} s`;
  const facts = [conversation_id, channel_type, direction, status, length].filter((fact) => fact !== null);
  const lines = transcript.entries.map((entry) => {
    return `${timeOf(entry, transcript).padStart(6)}  ${describeEntry(entry).replaceAll("\n", CONTINUED)}`;
  });
  return `${[facts.join(" · "), "", ...lines].join("\n")}\n`;
}

/** Says in a line when an entry happened and what it was. */
export function quoteEntry(entry: TranscriptEntry, transcript: Transcript): string {
  const words = describeEntry(entry).replaceAll("\n", " ");
  return `${timeOf(entry, transcript)} ${words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE)}…` : words}`;
}

/** Minutes and seconds since the user was connected, or since the first thing that happened. */
function timeOf({ at }: TranscriptEntry, { started_at, entries }: Transcript): string {
  const start = started_at ?? entries[0]?.at ?? at;
  const seconds = Math.max(0, Math.round((Date.parse(at) - Date.parse(start)) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function describeEntry(entry: TranscriptEntry): string {
  return harmless(wordsFor(entry));
}

function wordsFor(entry: TranscriptEntry): string {
  switch (entry.kind) {
    case "user_message":
      return `user: ${entry.text}`;
    case "agent_message":
      return `agent: ${entry.text}${entry.interrupted ? " ⟨interrupted⟩" : ""}`;
    case "tool_call":
      return `tool: ${entry.name} ${entry.arguments} → ${answerOf(entry)}`;
    case "notice":
    case "fault":
      return `${entry.kind}: ${entry.text}`;
    case "context_updated":
      return `context: ${JSON.stringify(entry.value)}`;
    case "custom_fields_updated":
      return `custom fields: ${JSON.stringify(entry.value)}`;
  }
}

function answerOf({ returned_at, error, result }: Extract<TranscriptEntry, { kind: "tool_call" }>): string {
  if (returned_at === null) return "no answer";
  return error === null ? JSON.stringify(result) : `failed: ${error}`;
}
