import { isJsonObject, type JsonObject } from "../lib/json.ts";
import type { AgentConfig } from "./agent-config.ts";
import { resolveVariables } from "./context.ts";

/** Shorter values stand in too many words to be recognised. */
const SHORTEST = 3;

/**
 * Lists the values of a conversation's context that are personal: all there is about the customer, and what the
 * variables hold that are marked `is_personal`.
 */
export function personalValues(variables: AgentConfig["runtime"]["variables"], context: JsonObject): string[] {
  const found = new Set<string>();
  collect(context["$customer"], found);
  const personal = variables.filter((variable) => variable["is_personal"] === true);
  if (personal.length > 0) {
    const { values } = resolveVariables(personal, context);
    for (const value of Object.values(values)) collect(value, found);
  }
  return [...found];
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value === "string" || typeof value === "number") {
    const text = String(value).trim();
    if (text.length >= SHORTEST) found.add(text);
  } else if (Array.isArray(value)) for (const item of value) collect(item, found);
  else if (isJsonObject(value)) for (const item of Object.values(value)) collect(item, found);
}
