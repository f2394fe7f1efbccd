import { PRESENT_TIME } from "../prompt-text.ts";
import { entryOf } from "../table-entry.ts";

/** Variables that Retell fills in by itself, and the words that stand for them in a prompt of the platform. */
const BUILT_IN: Readonly<Record<string, string>> = {
  current_hour: "the present hour",
  current_calendar: "the calendar of the coming days",
  current_agent_state: "the present route",
  previous_agent_state: "the route before",
  session_type: "how the conversation is held",
  session_duration: "how long the conversation has taken",
  direction: "whether the call came in or went out",
  user_number: "the user's number",
  agent_number: "the number of the agent",
  call_id: "the conversation's id",
  call_type: "how the conversation is held",
};

/** Returns what stands for a variable that Retell fills in by itself; null for any other. */
export function retellBuiltIn(name: string): string | null {
  if (/^current_time(_[A-Za-z_]+(\/[A-Za-z_]+)*)?$/.test(name)) return PRESENT_TIME;
  if (/^current_calendar_[A-Za-z_]+(\/[A-Za-z_]+)*$/.test(name)) return "the calendar of the coming days";
  return entryOf(BUILT_IN, name) ?? null;
}
