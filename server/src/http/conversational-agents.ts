import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  agentChangeSchema,
  agentItemSchema,
  agentSchema,
  agentVersionIdSchema,
  agentVersionSchema,
  newAgentSchema,
} from "../domain/agent.ts";
import { renameLegacyFields } from "../domain/agent-config.ts";
import { isJsonObject } from "../lib/json.ts";
import type { AgentInput, Agents } from "../services/agents.ts";
import { keyOf } from "./gate.ts";
import { listOf, pageOf, pageQuery } from "./pages.ts";
import { withErrors } from "./route-schema.ts";
import { warnings } from "./warnings.ts";

const byId = z.object({ id: z.string().describe("`ca_…` means the latest version, `ca_…@vN` that one.") });
const byVersion = z.object({ version_id: z.string().describe("The version, `ca_…@vN`.") });
const changed = agentVersionIdSchema.extend({ warnings });

/** The seven calls on conversational agents. */
export function conversationalAgentRoutes(agents: Agents): FastifyPluginAsyncZod {
  return async (app) => {
    app.addHook("preValidation", async ({ body }) => {
      if (isJsonObject(body) && "config" in body) body["config"] = renameLegacyFields(body["config"]);
    });

    app.post(
      "/conversational_agents",
      {
        schema: withErrors({
          summary: "Create an agent",
          description: "Makes an agent; its first version, v0, is a draft.",
          body: newAgentSchema,
          response: changed,
        }),
      },
      async (request) => {
        const { postprocess_agents, ...input } = request.body;
        return agents.create({ ...input, postprocess_agents: postprocess_agents ?? [] }, keyOf(request).livemode);
      },
    );

    app.get(
      "/conversational_agents",
      {
        schema: withErrors({
          summary: "List agents",
          description: "Lists the latest version of each agent.",
          querystring: pageQuery,
          response: listOf(agentItemSchema, "The agents"),
        }),
      },
      async (request) => agents.list(keyOf(request), pageOf(request.query)),
    );

    app.get(
      "/conversational_agents/:id",
      {
        schema: withErrors({
          summary: "Get an agent",
          description: "Shows one version of an agent with its configuration.",
          params: byId,
          response: agentSchema,
        }),
      },
      async (request) => agents.find(keyOf(request), request.params.id),
    );

    app.put(
      "/conversational_agents/:id",
      {
        schema: withErrors({
          summary: "Update an agent",
          description: "Writes into the draft, or opens a new draft copied from the named version.",
          params: byId,
          body: agentChangeSchema,
          response: changed,
        }),
      },
      async (request) => agents.update(keyOf(request), request.params.id, withoutNulls(request.body)),
    );

    app.post(
      "/conversational_agents/:version_id/release",
      {
        schema: withErrors({
          summary: "Release a version",
          description:
            "Makes a version the released one and archives the former. Releasing an archived version rolls back.",
          params: byVersion,
          response: changed,
        }),
      },
      async (request) => agents.release(keyOf(request), request.params.version_id),
    );

    app.get(
      "/conversational_agents/:id/versions",
      {
        schema: withErrors({
          summary: "List an agent's versions",
          description: "Lists all versions of an agent.",
          params: byId,
          response: z.object({ data: z.array(agentVersionSchema).describe("The versions, newest first.") }),
        }),
      },
      async (request) => ({ data: await agents.versions(keyOf(request), request.params.id) }),
    );

    app.delete(
      "/conversational_agents/:id",
      {
        schema: withErrors({
          summary: "Delete an agent",
          description:
            "Deletes an agent with all its versions; 409 while a conversation of it is queued or in progress.",
          params: byId,
          response: z.object({
            id: z.string().describe("The deleted agent's id."),
            deleted: z.literal(true).describe("Always true."),
          }),
        }),
      },
      async (request) => {
        await agents.delete(keyOf(request), request.params.id);
        return { id: request.params.id, deleted: true as const };
      },
    );
  };
}

function withoutNulls(change: z.output<typeof agentChangeSchema>): Partial<AgentInput> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== null && value !== undefined));
}
