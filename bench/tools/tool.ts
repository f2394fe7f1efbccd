import type { HttpTool } from "../../server/src/ports/tool.ts";

/** The arguments of every call of the benchmark. */
export const TOOL_ARGUMENTS = {
  customer: "Ada Lovelace",
  date: "2026-03-14",
  time: "15:30",
  service: "consultation",
  note: "Asks for a room on the ground floor.",
};

const properties = Object.fromEntries(Object.keys(TOOL_ARGUMENTS).map((name) => [name, { type: "string" }]));

/** The benchmark's tool, at that address. */
export function toolAt(url: string): HttpTool {
  const input_schema = { type: "object", properties, required: Object.keys(properties) };
  return { name: "book_appointment", description: "Books an appointment.", method: "POST", url, input_schema };
}

/** What the benchmark's tool answers. */
export const TOOL_ANSWER = JSON.stringify({ id: "apt_4711", confirmed: true, room: "2 B" });
