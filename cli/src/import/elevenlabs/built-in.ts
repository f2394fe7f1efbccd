import { PRESENT_TIME } from "../prompt-text.ts";
import { entryOf } from "../table-entry.ts";

/** Variables that ElevenLabs fills in by itself, and the words that stand for them in a prompt of the platform. */
const BUILT_IN: Readonly<Record<string, string>> = {
  system__time: PRESENT_TIME,
  system__time_utc: PRESENT_TIME,
  system__timezone: "the time zone",
  system__caller_id: "the user's number",
  system__called_number: "the number that was called",
  system__conversation_id: "the conversation's id",
  system__call_duration_secs: "how long the conversation has taken",
  system__agent_id: "the agent's id",
  system__call_sid: "the call's id",
};

/** Returns what stands for a variable that ElevenLabs fills in by itself; null for any other. */
export function elevenLabsBuiltIn(name: string): string | null {
  return (
    entryOf(BUILT_IN, name) ?? (name.startsWith("system__") ? name.slice("system__".length).replaceAll("_", " ") : null)
  );
}
