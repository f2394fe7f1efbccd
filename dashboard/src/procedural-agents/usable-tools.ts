import type { Mentioning, ToolChoice } from "../agents/capabilities.ts";
import type { ProceduralConfig } from "./procedural.ts";

/** What needs somebody who talks, or a client that is connected. */
const NEEDS_SOMEBODY = new Set([
  "end_conversation",
  "wait",
  "switch_language",
  "change_route",
  "transfer",
  "send_dtmf",
  "hold",
  "resume",
  "leave_voicemail",
]);

/** Tells whether a tool is of any use when nobody talks. */
export function isUsable({ ns, name }: ToolChoice): boolean {
  if (ns === "client" || ns === "procedure") return false;
  return ns !== "syscall" || !NEEDS_SOMEBODY.has(name);
}

/** The tool by which every procedural agent writes its output. */
const RECORD_OUTPUT = { ns: "syscall", name: "record_output" } as const;

/** Says what a procedural agent's prompt may mention, as a conversational one would. */
export function asMentioning({ runtime, tool }: ProceduralConfig): Mentioning {
  return {
    runtime,
    tool: { tools: [...tool.tools, RECORD_OUTPUT], transfers: [] },
    language: { default_language: "English", supported_languages: [] },
  };
}
