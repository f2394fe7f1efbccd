import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  agentChangeSchema,
  agentItemSchema,
  agentSchema,
  agentVersionSchema,
  newAgentSchema,
} from "../domain/agent.ts";
import { renameLegacyFields } from "../domain/agent-config.ts";
import { isJsonObject } from "../lib/json.ts";
import type { Agents } from "../services/agents.ts";
import { agentSchemas } from "./agent-schemas.ts";
import { agentRoutes } from "./agents.ts";

const schemas = agentSchemas({
  prefix: "ca",
  kind: "Conversational",
  one: "an agent",
  objects: {
    created: newAgentSchema,
    change: agentChangeSchema,
    item: agentItemSchema,
    version: agentVersionSchema,
    whole: agentSchema,
  },
  deletion: "Deletes an agent with all its versions; 409 while a conversation of it is queued or in progress.",
  errors: { deletion: "conversation_active", release: ["not_released"] },
});

/** The seven calls on conversational agents. */
export function conversationalAgentRoutes(agents: Agents): FastifyPluginAsyncZod {
  return async (app) => {
    app.addHook("preValidation", async ({ body }) => {
      if (isJsonObject(body) && "config" in body) body["config"] = renameLegacyFields(body["config"]);
    });
    await app.register(agentRoutes({ path: "/conversational_agents", agents, schemas }));
  };
}
