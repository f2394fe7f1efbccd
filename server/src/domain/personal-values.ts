import { leavesOf } from "../lib/personal-fields.ts";
import { isJsonObject, type JsonObject } from "../lib/json.ts";
import type { AgentConfig } from "./agent-config.ts";

/**
 * Lists what must not be read in a log of this conversation: everything under `$customer`, of a name each of its words
 * as well, and the values of the variables that the agent declares to be personal.
 */
export function personalValues(variables: AgentConfig["runtime"]["variables"], context: JsonObject): string[] {
  const customer = ownField(context, "$customer");
  const name = isJsonObject(customer) ? customer["name"] : null;
  const words = typeof name === "string" ? name.split(/[\s,]+/) : [];
  const given = ownField(context, "$variables");
  const marked = variables
    .filter((variable) => variable.is_personal)
    .map((variable) => [ownField(given, variable.name), ownField(context, variable.name)]);
  return [...new Set([...leavesOf(customer), ...words, ...leavesOf(marked)])];
}

function ownField(object: unknown, name: string): unknown {
  return isJsonObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;
}
