import { PRESENT_TIME } from "../prompt-text.ts";
import { entryOf } from "../table-entry.ts";

/** Variables that Vapi fills in by itself, and the words that stand for them in a prompt of the platform. */
const BUILT_IN: Readonly<Record<string, string>> = {
  now: PRESENT_TIME,
  date: "today's date",
  time: "the present time",
  month: "the present month",
  day: "today's day of the month",
  year: "the present year",
  transcript: "what was said so far",
  "customer.number": "the customer's number",
  "customer.name": "the customer's name",
};

/** Returns what stands for a variable that Vapi fills in by itself; null for any other. */
export function vapiBuiltIn(name: string): string | null {
  // `"now" | date: "%A", "Europe/Zurich"`: the platform tells every agent the time, by the clocks of its time zone.
  if (/^["']?now["']?\s*\|\s*date\b/.test(name)) return PRESENT_TIME;
  return entryOf(BUILT_IN, name) ?? null;
}
