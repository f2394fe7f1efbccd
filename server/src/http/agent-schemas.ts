import { z } from "zod";
import { agentVersionIdSchema } from "../domain/agent.ts";
import type { ErrorCode } from "../domain/error.ts";
import { EXAMPLE_IDS } from "./api-examples.ts";
import { listOf, pageQuery } from "./pages.ts";
import { deleted } from "./route-schema.ts";
import { warnings } from "./warnings.ts";

/** What the documents say of one kind of agent, and its objects. */
export interface AgentDocuments<New extends z.ZodType, Change extends z.ZodType> {
  prefix: "ca" | "pa";
  /** Begins the names of the kind's operations and components, e.g. `Conversational`. */
  kind: "Conversational" | "Procedural";
  /** What one is called in the documents, with its article. */
  one: string;
  objects: { created: New; change: Change; item: z.ZodType; version: z.ZodType; whole: z.ZodType };
  /** Says what deleting one does, and what it waits for. */
  deletion: string;
  /** What forbids a deletion, and a release. */
  errors: { deletion: ErrorCode; release: readonly ErrorCode[] };
}

type Prefix = AgentDocuments<z.ZodType, z.ZodType>["prefix"];

const byId = (prefix: Prefix) => z.object({ id: z.string().describe(`The agent, \`${prefix}_…\`.`) });
const byIdOrVersion = (prefix: Prefix) =>
  z.object({
    id: z.string().describe(`\`${prefix}_…\` means the agent's latest version, \`${prefix}_…@vN\` that one.`),
  });
const byVersion = (prefix: Prefix) => z.object({ version_id: z.string().describe(`The version, \`${prefix}_…@vN\`.`) });

/** Describes the seven calls on one kind of agent. */
export function agentSchemas<New extends z.ZodType, Change extends z.ZodType>(documents: AgentDocuments<New, Change>) {
  const { prefix, kind } = documents;
  const changedVersion = agentVersionIdSchema(prefix)
    .extend({ warnings })
    .meta({ id: `${kind}AgentVersionId`, description: "Which version a change ended in." });
  return {
    ...readingSchemas(documents),
    ...changingSchemas(documents, changedVersion),
    ...standingSchemas(documents, changedVersion),
  };
}

function readingSchemas({ prefix, kind, one, objects }: AgentDocuments<z.ZodType, z.ZodType>) {
  const tags = [`${kind} agents`];
  return {
    listAgents: {
      operationId: `list${kind}Agents`,
      tags,
      summary: `List ${one.replace(/^an? /, "")}s`,
      description: "Lists the latest version of each agent.",
      querystring: pageQuery,
      response: { 200: listOf(objects.item, "The agents") },
    },
    getAgent: {
      operationId: `get${kind}Agent`,
      tags,
      summary: `Get ${one}`,
      description: "Shows one version of an agent with its configuration.",
      errors: ["not_found"],
      params: byIdOrVersion(prefix),
      response: { 200: objects.whole },
    },
    listAgentVersions: {
      operationId: `list${kind}AgentVersions`,
      tags,
      summary: "List an agent's versions",
      description: "Lists all versions of an agent.",
      errors: ["not_found"],
      params: byId(prefix),
      response: {
        200: z
          .object({ data: z.array(objects.version).describe("The versions, newest first.") })
          .describe("All versions of the agent."),
      },
    },
  } as const;
}

function changingSchemas<New extends z.ZodType, Change extends z.ZodType, Changed extends z.ZodType>(
  { prefix, kind, one, objects }: AgentDocuments<New, Change>,
  changedVersion: Changed,
) {
  const tags = [`${kind} agents`];
  return {
    createAgent: {
      operationId: `create${kind}Agent`,
      tags,
      summary: `Create ${one}`,
      description: "Makes an agent; its first version, v0, is a draft.",
      errors: ["invalid_config"],
      body: objects.created,
      response: { 200: changedVersion },
    },
    updateAgent: {
      operationId: `update${kind}Agent`,
      tags,
      summary: `Update ${one}`,
      description:
        "Writes into the agent's draft. Without a draft it opens one, copied from the version that is named. " +
        "`config` is always the full configuration.",
      errors: ["invalid_config", "not_found"],
      params: byIdOrVersion(prefix),
      body: objects.change,
      response: { 200: changedVersion },
    },
  } as const;
}

function standingSchemas<Changed extends z.ZodType>(
  { prefix, kind, one, deletion, errors }: AgentDocuments<z.ZodType, z.ZodType>,
  changedVersion: Changed,
) {
  const tags = [`${kind} agents`];
  return {
    releaseAgent: {
      operationId: `release${kind}Agent`,
      tags,
      summary: "Release a version",
      description:
        "Makes a version the released one and archives the former. Releasing an archived version rolls back.",
      errors: ["not_found", ...errors.release],
      params: byVersion(prefix),
      response: { 200: changedVersion },
    },
    deleteAgent: {
      operationId: `delete${kind}Agent`,
      tags,
      summary: `Delete ${one}`,
      description: deletion,
      errors: ["not_found", errors.deletion],
      params: byId(prefix),
      response: { 200: deleted("agent", prefix === "ca" ? EXAMPLE_IDS.agent : EXAMPLE_IDS.proceduralAgent) },
    },
  } as const;
}
