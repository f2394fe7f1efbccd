import { z } from "zod";
import {
  agentChangeSchema,
  agentItemSchema,
  agentSchema,
  agentVersionIdSchema,
  agentVersionSchema,
  newAgentSchema,
} from "../domain/agent.ts";
import { EXAMPLE_IDS } from "./api-examples.ts";
import { listOf, pageQuery } from "./pages.ts";
import { deleted } from "./route-schema.ts";
import { warnings } from "./warnings.ts";

const TAGS = ["Conversational agents"];

const byId = z.object({ id: z.string().describe("The agent, `ca_…`.") });
const byIdOrVersion = z.object({
  id: z.string().describe("`ca_…` means the agent's latest version, `ca_…@vN` that one."),
});
const byVersion = z.object({ version_id: z.string().describe("The version, `ca_…@vN`.") });

const changedVersion = agentVersionIdSchema
  .extend({ warnings })
  .meta({ id: "ConversationalAgentVersionId", description: "Which version a change ended in." });

export const createAgent = {
  operationId: "createConversationalAgent",
  tags: TAGS,
  summary: "Create an agent",
  description: "Makes an agent; its first version, v0, is a draft.",
  errors: ["invalid_config"],
  body: newAgentSchema,
  response: { 200: changedVersion },
} as const;

export const listAgents = {
  operationId: "listConversationalAgents",
  tags: TAGS,
  summary: "List agents",
  description: "Lists the latest version of each agent.",
  querystring: pageQuery,
  response: { 200: listOf(agentItemSchema, "The agents") },
} as const;

export const getAgent = {
  operationId: "getConversationalAgent",
  tags: TAGS,
  summary: "Get an agent",
  description: "Shows one version of an agent with its configuration.",
  errors: ["not_found"],
  params: byIdOrVersion,
  response: { 200: agentSchema },
} as const;

export const updateAgent = {
  operationId: "updateConversationalAgent",
  tags: TAGS,
  summary: "Update an agent",
  description:
    "Writes into the agent's draft. Without a draft it opens one, copied from the version that is named. " +
    "`config` is always the full configuration.",
  errors: ["invalid_config", "not_found"],
  params: byIdOrVersion,
  body: agentChangeSchema,
  response: { 200: changedVersion },
} as const;

export const releaseAgent = {
  operationId: "releaseConversationalAgent",
  tags: TAGS,
  summary: "Release a version",
  description: "Makes a version the released one and archives the former. Releasing an archived version rolls back.",
  errors: ["not_found"],
  params: byVersion,
  response: { 200: changedVersion },
} as const;

export const listAgentVersions = {
  operationId: "listConversationalAgentVersions",
  tags: TAGS,
  summary: "List an agent's versions",
  description: "Lists all versions of an agent.",
  errors: ["not_found"],
  params: byId,
  response: {
    200: z
      .object({ data: z.array(agentVersionSchema).describe("The versions, newest first.") })
      .describe("All versions of the agent."),
  },
} as const;

export const deleteAgent = {
  operationId: "deleteConversationalAgent",
  tags: TAGS,
  summary: "Delete an agent",
  description: "Deletes an agent with all its versions; 409 while a conversation of it is queued or in progress.",
  errors: ["not_found", "conversation_active"],
  params: byId,
  response: { 200: deleted("agent", EXAMPLE_IDS.agent) },
} as const;
