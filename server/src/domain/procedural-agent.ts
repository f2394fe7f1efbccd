import { z } from "zod";
import { agentFields, agentItem, agentVersion, configAsStored } from "./agent.ts";
import { proceduralAgentConfigSchema } from "./procedural-agent-config.ts";

const { name, description } = agentFields("pa");

/** The body that makes a procedural agent. */
export const newProceduralAgentSchema = z
  .object({
    name,
    description,
    config: proceduralAgentConfigSchema.describe("The full configuration; the smallest is a model and a prompt."),
  })
  .meta({ id: "NewProceduralAgent", description: "A procedural agent to be made." });

/** The body that changes a procedural agent; null leaves a field as it is. */
export const proceduralAgentChangeSchema = z
  .object({
    name: name.nullable().optional().describe("The agent's name, for people; null leaves it as it is."),
    description: description.nullable().optional().describe("What the agent is for; null leaves it as it is."),
    config: proceduralAgentConfigSchema
      .nullable()
      .optional()
      .describe("The full configuration; null leaves it as it is."),
  })
  .meta({
    id: "ProceduralAgentChange",
    description: "What to change of a procedural agent; absent and null fields stay as they are.",
  });

/** A procedural agent as lists show it: its latest version. */
export const proceduralAgentItemSchema = agentItem("pa").meta({
  id: "ProceduralAgentItem",
  description: "A procedural agent as lists show it: its latest version.",
});

const agentUserSchema = z
  .object({
    id: z.string().describe("The conversational agent's id, `ca_…`."),
    name: z.string().describe("Its name."),
  })
  .meta({ id: "AgentUser", description: "A conversational agent that runs a procedural one." });

/** A conversational agent that runs a procedural one. */
export type AgentUser = z.output<typeof agentUserSchema>;

const TRIGGERED_BY =
  "The conversational agents whose released or draft version runs this one: after its conversations, to sum them up, " +
  "or as a tool.";

/** One version of a procedural agent, whole. */
export const proceduralAgentSchema = z
  .object({
    ...agentFields("pa"),
    is_released: z.boolean().describe("Whether this version is the released one; `version_status` says more."),
    config: configAsStored("ProceduralAgentConfig"),
    triggered_by: z.array(agentUserSchema).describe(TRIGGERED_BY),
  })
  .meta({ id: "ProceduralAgent", description: "One version of a procedural agent, whole." });

/** One entry of a procedural agent's history. */
export const proceduralAgentVersionSchema = agentVersion("pa").meta({
  id: "ProceduralAgentVersion",
  description: "One entry of a procedural agent's history.",
});
