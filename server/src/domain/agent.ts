import { z } from "zod";
import { agentConfigSchema } from "./agent-config.ts";

/** Where a version of an agent stands. */
export const VERSION_STATUSES = ["draft", "released", "archived"] as const;

/** The fields by which an agent of the kind of that prefix is known, as answered. */
export function agentFields(prefix: "ca" | "pa") {
  return {
    id: z.string().describe(`The agent's id, \`${prefix}_…\`.`),
    version_id: z.string().describe(`The version's id, \`${prefix}_…@vN\`.`),
    name: z.string().min(1).max(200).describe("The agent's name, for people."),
    description: z.string().max(10_000).describe("What the agent is for, for people."),
    version_status: z.enum(VERSION_STATUSES).describe("Where the version stands."),
  };
}

const TIMES = {
  created_at: z.iso.datetime().describe("When it was created, ISO 8601 in UTC."),
  updated_at: z.iso.datetime().describe("When it was last changed, ISO 8601 in UTC."),
};

/** An agent as lists show it: its latest version. */
export function agentItem(prefix: "ca" | "pa") {
  const { id, version_id, name, description, version_status } = agentFields(prefix);
  return z.object({ id, version_id, name, description, version_status, ...TIMES });
}

/** One entry of an agent's history. */
export function agentVersion(prefix: "ca" | "pa") {
  const { version_id, name, description, version_status } = agentFields(prefix);
  return z.object({ version_id, ...TIMES, name, description, version_status });
}

/** Which version a change ended in. */
export function agentVersionIdSchema(prefix: "ca" | "pa") {
  const { id, version_id } = agentFields(prefix);
  return z.object({ id, version_id });
}

/** A configuration as it was stored: it was checked by the rules of its day, which need not be those of today. */
export function configAsStored(component: string) {
  return z.record(z.string(), z.unknown()).meta({
    $ref: `#/components/schemas/${component}`,
    description: "The full configuration, with every default and every field of yours.",
  });
}

const fields = agentFields("ca");
const { name, description } = fields;
const POSTPROCESS = "Procedural agents that run after each conversation, `pa_…` or `pa_…@vN`.";
const postprocess = z.array(z.string()).max(50).describe(POSTPROCESS);

/** The body that makes an agent. */
export const newAgentSchema = z
  .object({
    name,
    description,
    config: agentConfigSchema.describe("The full configuration; the smallest is a model and a prompt."),
    postprocess_agents: postprocess.nullable().default([]).describe(`${POSTPROCESS} Null means none.`),
  })
  .meta({ id: "NewConversationalAgent", description: "A conversational agent to be made." });

/** The body that changes an agent; null leaves a field as it is. */
export const agentChangeSchema = z
  .object({
    name: name.nullable().optional().describe("The agent's name, for people; null leaves it as it is."),
    description: description.nullable().optional().describe("What the agent is for; null leaves it as it is."),
    config: agentConfigSchema.nullable().optional().describe("The full configuration; null leaves it as it is."),
    postprocess_agents: postprocess.nullable().optional().describe(`${POSTPROCESS} Null leaves them as they are.`),
  })
  .meta({
    id: "ConversationalAgentChange",
    description: "What to change of an agent; absent and null fields stay as they are.",
  });

/** An agent as lists show it: its latest version. */
export const agentItemSchema = agentItem("ca").meta({
  id: "ConversationalAgentItem",
  description: "An agent as lists show it: its latest version.",
});

/** One version of an agent, whole. */
export const agentSchema = z
  .object({
    ...fields,
    is_released: z.boolean().describe("Whether this version is the released one; `version_status` says more."),
    config: configAsStored("AgentConfig"),
    postprocess_agents: postprocess,
  })
  .meta({ id: "ConversationalAgent", description: "One version of an agent, whole." });

/** One entry of an agent's history. */
export const agentVersionSchema = agentVersion("ca").meta({
  id: "ConversationalAgentVersion",
  description: "One entry of an agent's history.",
});
