import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { z } from "zod";
import type { agentChangeSchema } from "../domain/agent.ts";
import { renameLegacyFields } from "../domain/agent-config.ts";
import { isJsonObject } from "../lib/json.ts";
import type { AgentInput, Agents } from "../services/agents.ts";
import * as schemas from "./conversational-agent-schemas.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";

/** The seven calls on conversational agents. */
export function conversationalAgentRoutes(agents: Agents): FastifyPluginAsyncZod {
  return async (app) => {
    app.addHook("preValidation", async ({ body }) => {
      if (isJsonObject(body) && "config" in body) body["config"] = renameLegacyFields(body["config"]);
    });
    app.post("/conversational_agents", { schema: schemas.createAgent }, async (request) => {
      const { postprocess_agents, ...input } = request.body;
      return agents.create({ ...input, postprocess_agents: postprocess_agents ?? [] }, keyOf(request).livemode);
    });
    app.get("/conversational_agents", { schema: schemas.listAgents }, async (request) =>
      agents.list(keyOf(request), pageOf(request.query)),
    );
    app.get("/conversational_agents/:id", { schema: schemas.getAgent }, async (request) =>
      agents.find(keyOf(request), request.params.id),
    );
    app.put("/conversational_agents/:id", { schema: schemas.updateAgent }, async (request) =>
      agents.update(keyOf(request), request.params.id, withoutNulls(request.body)),
    );
    app.post("/conversational_agents/:version_id/release", { schema: schemas.releaseAgent }, async (request) =>
      agents.release(keyOf(request), request.params.version_id),
    );
    app.get("/conversational_agents/:id/versions", { schema: schemas.listAgentVersions }, async (request) => ({
      data: await agents.versions(keyOf(request), request.params.id),
    }));
    app.delete("/conversational_agents/:id", { schema: schemas.deleteAgent }, async (request) => {
      await agents.delete(keyOf(request), request.params.id);
      return { id: request.params.id, deleted: true as const };
    });
  };
}

function withoutNulls(change: z.output<typeof agentChangeSchema>): Partial<AgentInput> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== null && value !== undefined));
}
