import { z } from "zod";
import {
  type AgentConfig,
  enabledToolSchema,
  fallbackModelsSchema,
  fixedPromptSchema,
  modelNameSchema,
  variableSchema,
} from "./agent-config.ts";
import { TERMINAL_STATUSES } from "./conversation.ts";

/** Written in the place of a model: the models of the agent that held the conversation. */
export const MODEL_OF_THE_CONVERSATION = "conversation/model";

const runtimeSchema = z.looseObject({
  model: modelNameSchema.describe(
    `The language model, as \`vendor/model\`. \`${MODEL_OF_THE_CONVERSATION}\` takes the model of the agent that held ` +
      "the conversation, with its fallbacks.",
  ),
  fallback_models: fallbackModelsSchema,
  reasoning_effort: z
    .enum(["low", "medium", "high"])
    .default("medium")
    .describe("How long the model thinks before it answers, where it can."),
  time_limit_sec: z
    .number()
    .int()
    .min(10)
    .max(86_400)
    .default(3_600)
    .describe("How many seconds a run may take, restarts included; then it fails. A conversation waits as long."),
  prompt: fixedPromptSchema.describe("The agent's instructions."),
  variables: z.array(variableSchema).max(200).default([]).describe("Values the prompt takes in with `$name`."),
});

const toolSchema = z.looseObject({
  tools: z
    .array(enabledToolSchema)
    .max(200)
    .default([])
    .describe("The tools the agent may use beside `record_output`, which it always has."),
});

const outputSchema = z.looseObject({
  output_schema: z
    .record(z.string(), z.unknown())
    .nullable()
    .default(null)
    .describe(
      "A JSON Schema that the output has to fit, 2020-12 or as in OpenAPI 3.0; a model whose output does not is told " +
        "why and tries again. Null takes any JSON.",
    ),
  slack_channel: z
    .string()
    .min(1)
    .max(200)
    .nullable()
    .default(null)
    .describe("The Slack channel that is sent a readable message with the output; null for none."),
  post_url: z
    .string()
    .min(1)
    .max(2_000)
    .nullable()
    .default(null)
    .describe("The address that is sent the output in a signed POST; null for none."),
});

/** A procedural agent's full configuration. Fields it does not name are kept and given back untouched. */
export const proceduralAgentConfigSchema = z
  .looseObject({
    filter_statuses: z
      .array(z.enum(TERMINAL_STATUSES))
      .max(TERMINAL_STATUSES.length)
      .default(["completed"])
      .describe("It runs after conversations that ended with one of these statuses."),
    filter_condition: z
      .string()
      .min(1)
      .max(10_000)
      .nullable()
      .default(null)
      .describe(
        "A sentence that the model judges by the transcript, e.g. `The customer asked for a refund.` When it is not " +
          "true the run is `skipped`; null runs always.",
      ),
    runtime: runtimeSchema.describe("The model and what it is told."),
    tool: toolSchema.prefault({}).describe("What the agent may do."),
    output: outputSchema.prefault({}).describe("What it is to write, and who is sent it."),
  })
  .meta({
    id: "ProceduralAgentConfig",
    description: "A procedural agent's full configuration. Fields it does not name are kept and given back untouched.",
  });

/** A procedural agent's configuration with every default filled in. */
export type ProceduralAgentConfig = z.output<typeof proceduralAgentConfigSchema>;

/**
 * Lists the models that a run asks, the first one first. `held` is the configuration that the run's conversation was
 * held with, null without a conversation; then `conversation/model` stands for nothing, and the list may be empty.
 */
export function modelsOfRun(config: ProceduralAgentConfig, held: AgentConfig | null): string[] {
  const { model, fallback_models } = config.runtime;
  const own = held === null ? [] : [held.runtime.model, ...held.runtime.fallback_models];
  const names = [model, ...fallback_models].flatMap((name) => (name === MODEL_OF_THE_CONVERSATION ? own : [name]));
  return [...new Set(names)];
}
