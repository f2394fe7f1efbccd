import { z } from "zod";
import { isJsonObject, type JsonObject } from "../lib/json.ts";
import { contactHoursSchema } from "./contact-hours.ts";
import { languageSchema } from "./language.ts";
import { recipientPatternSchema } from "./recipients.ts";
import { voiceConfigSchema } from "./voice-config.ts";

/** Who carries a tool out; docs/glossary.md explains each. */
export const TOOL_NAMESPACES = ["syscall", "api", "mcp", "integration", "procedure", "client"] as const;

const voiceSchema = z.looseObject({
  provider: z
    .string()
    .min(1)
    .default("operator")
    .describe("`operator` for the platform's own named voices, or the name of an installed speech provider."),
  id: z.string().min(1).default("Female 1").describe("The voice's name at that provider, e.g. `Female 1`."),
});

const personaSchema = z.looseObject({
  name: z.string().min(1).max(100).describe("The name by which the agent introduces itself."),
  language: languageSchema
    .nullable()
    .default(null)
    .describe("The language this persona speaks; null speaks all of the agent's languages."),
  voice: voiceSchema.prefault({}).describe("How the persona sounds."),
});

/** A prompt of one text. */
export const fixedPromptSchema = z.looseObject({
  type: z.literal("fixed").describe("One text for the whole conversation."),
  text: z.string().min(1).max(200_000).describe("The agent's instructions, in Markdown."),
});

const routeSchema = z.looseObject({
  name: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_ -]{0,63}$/, "must begin with a letter and hold letters, digits, spaces, _ and - only")
    .describe("The route's name, unique among the agent's routes."),
  description: z.string().min(1).max(2_000).describe("When this route fits, for the model to choose by."),
  instructions: z.string().min(1).max(200_000).describe("What the agent does on this route, in Markdown."),
});

const intentRoutingPromptSchema = z.looseObject({
  type: z
    .literal("intent_routing")
    .describe("The agent finds out what is wanted, then follows one route's instructions."),
  text: z.string().max(200_000).default("").describe("Instructions that hold on every route, in Markdown."),
  routes: z.array(routeSchema).min(1).max(50).describe("The intents and what to do for each."),
});

/** A value that a prompt takes in. */
export const variableSchema = z.looseObject({
  name: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, "must begin with a letter or _ and hold letters, digits and _ only")
    .describe("The name after `$` in the prompt."),
  description: z.string().max(2_000).nullable().default(null).describe("What the value means."),
  default_value: z
    .string()
    .nullable()
    .default(null)
    .describe("The value when none is given; null makes the variable required."),
  is_personal: z
    .boolean()
    .default(false)
    .describe("Whether its value says something of a person, and is left out of all logs."),
});

/** The name of a language model, as `vendor/model`. */
export const modelNameSchema = z
  .string()
  .regex(/^[a-z0-9_-]+\/.+$/, "must have the form `vendor/model`, e.g. `openai/gpt-4o` or `simulated/assistant`");

/** The names of the models that stand in for the first. */
export const fallbackModelsSchema = z
  .array(z.string().regex(/^[a-z0-9_-]+\/.+$/, "must have the form `vendor/model`"))
  .max(5)
  .default([])
  .describe("Models asked in this order when the first fails.");

const runtimeSchema = z.looseObject({
  model: modelNameSchema.describe("The language model, as `vendor/model`."),
  fallback_models: fallbackModelsSchema,
  prompt: z
    .discriminatedUnion("type", [fixedPromptSchema, intentRoutingPromptSchema])
    .describe("The agent's instructions."),
  variables: z.array(variableSchema).max(200).default([]).describe("Values the prompt takes in with `$name`."),
  speaks_first: z
    .boolean()
    .nullable()
    .default(null)
    .describe("Whether the agent opens the conversation; null reads it from the prompt's wording."),
});

/** A tool that a configuration switches on. */
export const enabledToolSchema = z.looseObject({
  ns: z.enum(TOOL_NAMESPACES).describe("Who carries the tool out; `syscall` are the platform's own."),
  name: z.string().min(1).max(200).describe("The tool's name."),
});

const transferSchema = z.looseObject({ id: z.string().min(1).describe("The id of a transfer destination.") });

const toolSchema = z.looseObject({
  tools: z.array(enabledToolSchema).max(200).default([]).describe("The tools the agent may use."),
  transfers: z.array(transferSchema).max(200).default([]).describe("Where the agent may transfer a conversation to."),
});

const languageConfigSchema = z.looseObject({
  default_language: languageSchema.default("English").describe("The language in which the conversation begins."),
  supported_languages: z
    .array(languageSchema)
    .max(100)
    .default([])
    .describe("The languages the agent may switch to; the default language is always one of them."),
});

const channelConfigSchema = z.looseObject({
  is_voicemail_enabled: z
    .boolean()
    .default(true)
    .describe("Whether a message is left when an outbound call reaches voicemail."),
  idle_time_sec: z
    .number()
    .int()
    .min(60)
    .max(7_776_000)
    .default(86_400)
    .describe(
      "On chat_async, sms and email: after so many seconds without a message the conversation is over, and a later " +
        "message opens a new one that knows it.",
    ),
  quiet_time_ms: z
    .number()
    .int()
    .min(0)
    .max(60_000)
    .nullable()
    .default(null)
    .describe(
      "On chat_async, sms and email: how long the agent waits for more before it answers, so that messages that come " +
        "in a burst are answered once; null takes the channel's: 0, 1500 and 3000 ms.",
    ),
  contact_hours: contactHoursSchema
    .nullable()
    .default(null)
    .describe(
      "When the agent may contact a customer of its own accord; what falls outside waits for the next opening. " +
        "Answers are never held back. Null for at any time.",
    ),
  allowed_recipients: z
    .array(recipientPatternSchema)
    .max(200)
    .default([])
    .describe(
      "To whom, beside its own customer, `send_sms` and `send_email` may write: numbers and mail addresses, beginnings of " +
        "numbers such as `+41*`, domains such as `*@example.com`, or `*` for anybody.",
    ),
});

const memoryConfigSchema = z.looseObject({
  is_enabled: z
    .boolean()
    .default(true)
    .describe("Whether the agent knows what was said in earlier conversations with the same customer."),
});

const summaryConfigSchema = z.looseObject({
  is_enabled: z
    .boolean()
    .default(true)
    .describe("Whether each conversation gets a summary and a sentiment when it ends."),
  agent_id: z
    .string()
    .nullable()
    .default(null)
    .describe(
      "The procedural agent that writes them, `pa_…` or `pa_…@vN`: its output needs the fields `summary` and " +
        "`sentiment`. Null takes the platform's own.",
    ),
});

/** A conversational agent's full configuration. Fields it does not name are kept and given back untouched. */
export const agentConfigSchema = z
  .looseObject({
    personas: z
      .array(personaSchema)
      .max(20)
      .default([])
      .describe("Who the agent is. The first that speaks the conversation's language is used, else the first."),
    voice: voiceConfigSchema.prefault({}).describe("How conversations by voice sound and go."),
    runtime: runtimeSchema.describe("The model and what it is told."),
    tool: toolSchema.prefault({}).describe("What the agent may do."),
    language: languageConfigSchema.prefault({}).describe("The languages it speaks, by their English names."),
    channel: channelConfigSchema.prefault({}).describe("Settings of single channels."),
    memory: memoryConfigSchema.prefault({}).describe("What the agent knows of earlier conversations."),
    summary: summaryConfigSchema.prefault({}).describe("What is written of a conversation when it ends."),
  })
  .meta({
    id: "AgentConfig",
    description:
      "A conversational agent's full configuration. Fields it does not name are kept and given back untouched.",
  });

/** A configuration with every default filled in. */
export type AgentConfig = z.output<typeof agentConfigSchema>;
/** A tool that an agent's configuration switches on. */
export type EnabledTool = AgentConfig["tool"]["tools"][number];
/** Who the agent is in a conversation. */
export type Persona = AgentConfig["personas"][number];
/** One intent and its instructions. */
export type Route = z.output<typeof routeSchema>;

/** Reads whether and by whom conversations are summed up, also from a configuration stored before that could be said. */
export function summarySettings({ summary }: Partial<Pick<AgentConfig, "summary">>): AgentConfig["summary"] {
  return summary ?? summaryConfigSchema.parse({});
}

/**
 * Renames what older clients send to what this version says: `runtime.personas` to `personas`, a transfer's
 * `entity_id` to `id`, `channel.is_sms_enabled` to `is_voicemail_enabled`. Where both names are present the newer
 * one wins. Anything that is not of the expected shape is left for validation to name.
 */
export function renameLegacyFields(config: unknown): unknown {
  if (!isJsonObject(config)) return config;
  const renamed: JsonObject = { ...config };
  if (isJsonObject(renamed["runtime"]) && "personas" in renamed["runtime"]) {
    const { personas, ...runtime } = renamed["runtime"];
    renamed["runtime"] = runtime;
    renamed["personas"] ??= personas;
  }
  if (isJsonObject(renamed["channel"]))
    renamed["channel"] = renameField(renamed["channel"], "is_sms_enabled", "is_voicemail_enabled");
  if (isJsonObject(renamed["tool"]) && Array.isArray(renamed["tool"]["transfers"])) {
    const transfers = renamed["tool"]["transfers"].map((transfer: unknown) => renameField(transfer, "entity_id", "id"));
    renamed["tool"] = { ...renamed["tool"], transfers };
  }
  return renamed;
}

function renameField(value: unknown, from: string, to: string): unknown {
  if (!isJsonObject(value) || !(from in value)) return value;
  const { [from]: old, ...rest } = value;
  return { ...rest, [to]: rest[to] ?? old };
}

/** Lists the languages of an agent, its default first. */
export function languagesOf(config: AgentConfig): string[] {
  return [...new Set([config.language.default_language, ...config.language.supported_languages])];
}

/** Chooses who the agent is in that language: the first persona that speaks it, else the first; `null` without any. */
export function personaFor(config: AgentConfig, language: string): Persona | null {
  const speaks = (persona: Persona) => persona.language === null || persona.language === language;
  return config.personas.find(speaks) ?? config.personas[0] ?? null;
}
