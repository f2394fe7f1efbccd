import { isJsonObject } from "../../lib/json.ts";
import type { ModelRequest, ModelTool } from "../../ports/language-model.ts";
import { lastFullDate } from "./dates.ts";
import type { RouteChoice } from "./tool-choice.ts";
import { readForm, type ToolForm } from "./tool-form.ts";
import { wordsOfName } from "./wording.ts";

/** The platform's own tools: they are used where they fit and never filled in with the user. */
export const PLATFORM_TOOLS = new Set([
  "end_conversation",
  "set_custom_fields",
  "switch_language",
  "change_route",
  "wait",
  "search_history",
  "send_sms",
  "send_email",
  "schedule_follow_up",
  "cancel_follow_up",
  "record_output",
]);
const TRANSFER = /^(?:transfer|hand_?off|hand_?over|escalate|connect)(?:_|$)/i;

/** What the assistant can do, as far as a request tells. */
export interface Situation {
  forms: readonly ToolForm[];
  transfer: ToolForm | null;
  canEnd: boolean;
  routes: readonly RouteChoice[];
  /** `YYYY-MM-DD` */
  today: string;
  /** The persona's name; `null` without one. */
  name: string | null;
}

/** Reads the situation out of a request. The date is the one in the system prompt, else the clock's. */
export function readSituation(request: ModelRequest, now: () => Date): Situation {
  const { system, tools } = request;
  const transfer = tools.find(({ name }) => TRANSFER.test(name));
  return {
    forms: tools.filter((tool) => !PLATFORM_TOOLS.has(tool.name) && tool !== transfer).map(readForm),
    transfer: transfer ? readForm(transfer) : null,
    canEnd: tools.some(({ name }) => name === "end_conversation"),
    routes: readRoutes(
      tools.find(({ name }) => name === "change_route"),
      system,
    ),
    today: lastFullDate(system) ?? now().toISOString().slice(0, 10),
    name: /\bYour name is ([^.\n]+)\./.exec(system)?.[1] ?? null,
  };
}

/** The routes are the enum of the tool; what they are for stands in the prompt, on lines such as `- billing: …`. */
function readRoutes(tool: ModelTool | undefined, system: string): RouteChoice[] {
  const properties = tool?.inputSchema["properties"];
  const route = isJsonObject(properties) ? properties["route"] : undefined;
  const names = isJsonObject(route) && Array.isArray(route["enum"]) ? route["enum"].filter(isText) : [];
  return names.map((name) => {
    const line = system.split("\n").find((one) => one.replace(/^[\s*#-]+/, "").startsWith(`${name}:`));
    return { name, description: line?.slice(line.indexOf(":") + 1).trim() ?? wordsOfName(name).join(" ") };
  });
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
