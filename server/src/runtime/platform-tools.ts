import { type AgentConfig, languagesOf } from "../domain/agent-config.ts";
import { impliedTools } from "../domain/enabled-tools.ts";
import { languageCode } from "../domain/language.ts";
import { closest } from "../lib/closest.ts";
import { isJsonObject, type JsonObject } from "../lib/json.ts";
import { mergeDeep } from "../lib/merge.ts";
import type { ModelTool } from "../ports/language-model.ts";

/** What a platform tool changes of a conversation. */
export type Effect =
  | { type: "end_conversation" }
  /** Fields to set beside those there are; a field of the same name is replaced. */
  | { type: "set_custom_fields"; fields: JsonObject }
  | { type: "switch_language"; language: string }
  | { type: "change_route"; route: string }
  /** Go on at that time, or when the user writes before. */
  | { type: "wait"; until: Date; reason: string | null }
  /** The run has its output, or will never have it. */
  | { type: "end_procedure" };

/** Tells whether nothing more is to be said in the turn in which a tool had that effect. */
export function endsTurn(effect: Effect): boolean {
  return ["end_conversation", "wait", "end_procedure"].includes(effect.type);
}

/** Where the conversation stands when a platform tool is called. */
export interface ToolSituation {
  config: AgentConfig;
  language: string;
  route: string | null;
  customFields: JsonObject;
  now: Date;
}

/** What a platform tool answers: a result and what is to be changed, or in words for the model what was wrong. */
type PlatformAnswer = { result: unknown; effect: Effect } | { error: string };

/** A tool of the platform itself. `run` decides and changes nothing: whoever calls it carries the effect out. */
export interface PlatformTool extends ModelTool {
  run(args: JsonObject, situation: ToolSituation): PlatformAnswer;
}

const MAKERS = {
  end_conversation: endConversation,
  set_custom_fields: setCustomFields,
  switch_language: switchLanguage,
  change_route: changeRoute,
  wait,
} as const satisfies Record<string, (config: AgentConfig) => PlatformTool | null>;

/** The names of the platform's own tools, to be enabled with `{ns: "syscall", name}`. */
export const PLATFORM_TOOL_NAMES = Object.keys(MAKERS) as readonly (keyof typeof MAKERS)[];

/**
 * Builds the platform tools of an agent: those it enables, `change_route` where its prompt has routes, and
 * `switch_language` where it has several languages. A tool that is enabled but has nothing to choose from is left out.
 */
export function platformTools(config: AgentConfig): PlatformTool[] {
  const enabled = new Set(impliedTools(config));
  for (const tool of config.tool.tools) if (tool.ns === "syscall") enabled.add(tool.name);
  return PLATFORM_TOOL_NAMES.filter((name) => enabled.has(name))
    .map((name) => MAKERS[name](config))
    .filter((tool) => tool !== null);
}

function endConversation(): PlatformTool {
  return {
    name: "end_conversation",
    description:
      "Ends the conversation for good. Call it when the user says goodbye or everything is settled. Say goodbye in the same message, before the call: nothing can be said afterwards.",
    inputSchema: objectSchema({}),
    run: () => ({ result: { ended: true }, effect: { type: "end_conversation" } }),
  };
}

const MOST_FIELDS = 50;
const LONGEST_FIELD_NAME = 100;
const LONGEST_FIELDS_TEXT = 16_384;

function setCustomFields(): PlatformTool {
  const fields = {
    type: "object",
    description: 'The fields to set, by name, e.g. {"reason": "refund", "order_no": "A-17"}. Values are any JSON.',
    additionalProperties: true,
  };
  return {
    name: "set_custom_fields",
    description:
      "Notes facts about this conversation in custom fields, for those who look at it later. Fields set before are kept unless they are set again. The user does not see them.",
    inputSchema: objectSchema({ fields }),
    run: (args, situation) => {
      const error = fieldsError(args["fields"]);
      if (error !== null) return { error };
      const given = mergeDeep({}, args["fields"] as JsonObject);
      const result = { custom_fields: { ...situation.customFields, ...given } };
      return { result, effect: { type: "set_custom_fields", fields: given } };
    },
  };
}

function fieldsError(fields: unknown): string | null {
  if (!isJsonObject(fields)) return 'Put the fields to set into an object named "fields", e.g. {"fields": {"a": 1}}.';
  const names = Object.keys(fields);
  if (names.length === 0) return '"fields" is empty. Name at least one field and its value.';
  if (names.length > MOST_FIELDS)
    return `At most ${MOST_FIELDS} fields can be set at once. Set the rest in another call.`;
  const odd = names.find((name) => name.trim() === "" || name === "__proto__" || name.length > LONGEST_FIELD_NAME);
  if (odd !== undefined) {
    return `"${odd.slice(0, LONGEST_FIELD_NAME)}" cannot be a field's name. Use 1 to ${LONGEST_FIELD_NAME} characters, e.g. order_no.`;
  }
  const isLong = JSON.stringify(fields).length > LONGEST_FIELDS_TEXT;
  return isLong ? `The fields are longer than ${LONGEST_FIELDS_TEXT} characters together. Shorten their values.` : null;
}

function switchLanguage(config: AgentConfig): PlatformTool | null {
  const languages = languagesOf(config);
  if (languages.length < 2) return null;
  return {
    name: "switch_language",
    description:
      "Switches the language of the conversation. Call it when the user writes in, or asks for, another of these languages; then go on in that language.",
    inputSchema: objectSchema({
      language: { type: "string", enum: languages, description: "The language to speak from here on." },
    }),
    run: ({ language: wanted }, situation) => {
      const known = languagesOf(situation.config);
      const language = choose(wanted, known) ?? known.find((name) => languageCode(name) === fold(wanted));
      if (language === undefined) return { error: noSuch("language", wanted, known) };
      if (language === situation.language) return { error: `The conversation is in ${language} already. Just go on.` };
      return { result: { language }, effect: { type: "switch_language", language } };
    },
  };
}

function changeRoute(config: AgentConfig): PlatformTool | null {
  const routes = routeNames(config);
  if (routes.length === 0) return null;
  return {
    name: "change_route",
    description:
      "Takes the route that fits what the user wants, or changes to another one when that fits better. The route's instructions and tools are there right after the call.",
    inputSchema: objectSchema({ route: { type: "string", enum: routes, description: "The route's name." } }),
    run: ({ route: wanted }, situation) => {
      const known = routeNames(situation.config);
      const route = choose(wanted, known);
      if (route === undefined) return { error: noSuch("route", wanted, known) };
      if (route === situation.route)
        return { error: `You are on the route ${route} already. Follow its instructions.` };
      return { result: { route }, effect: { type: "change_route", route } };
    },
  };
}

function routeNames(config: AgentConfig): string[] {
  const { prompt } = config.runtime;
  return prompt.type === "intent_routing" ? prompt.routes.map(({ name }) => name) : [];
}

const LONGEST_WAIT_SECONDS = 7 * 24 * 60 * 60;
const LONGEST_REASON = 500;

function wait(): PlatformTool {
  const seconds = {
    type: "integer",
    minimum: 1,
    maximum: LONGEST_WAIT_SECONDS,
    description: "How long to wait, in seconds, e.g. 600 for ten minutes.",
  };
  const reason = { type: "string", description: "What you wait for, so that you know it when the time has come." };
  return {
    name: "wait",
    description:
      "Waits before you go on, for instance until something that you started elsewhere is ready. Say first what you are waiting for, if the user should know. When the time has come you are told, and go on; when the user writes before, you answer and the wait is over.",
    inputSchema: objectSchema({ seconds, reason }),
    run: ({ seconds: wanted, reason: given }, { now }) => {
      const isValid = typeof wanted === "number" && wanted >= 1 && wanted <= LONGEST_WAIT_SECONDS;
      if (!isValid)
        return {
          error: `Say how many seconds to wait, 1 to ${LONGEST_WAIT_SECONDS}: {"seconds": 600, "reason": "…"}.`,
        };
      const until = new Date(now.getTime() + Math.ceil(wanted) * 1000);
      const why = typeof given === "string" && given.trim() !== "" ? given.trim().slice(0, LONGEST_REASON) : null;
      return { result: { waiting_until: until.toISOString() }, effect: { type: "wait", until, reason: why } };
    },
  };
}

/** Finds the name that is meant, for models do not always keep to the case of an enum. */
function choose(wanted: unknown, known: readonly string[]): string | undefined {
  return known.find((name) => name === wanted) ?? known.find((name) => fold(name) === fold(wanted));
}

function fold(value: unknown): string | null {
  return typeof value === "string" ? value.trim().toLowerCase() : null;
}

function noSuch(what: string, wanted: unknown, known: readonly string[]): string {
  const choices = `Choose one of: ${known.join(", ")}.`;
  if (typeof wanted !== "string") return `Say which ${what}, as {"${what}": "…"}. ${choices}`;
  const guess = closest(wanted, known);
  const hint = guess === null ? "" : ` Did you mean "${guess}"?`;
  return `There is no ${what} "${wanted.slice(0, 100)}".${hint} ${choices}`;
}

/** Writes the JSON Schema of an object all of whose properties are required. */
function objectSchema(properties: JsonObject): JsonObject {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}
