import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { z } from "zod";
import type { AgentInput, VersionedAgents } from "../services/versioned-agents.ts";
import type { agentSchemas } from "./agent-schemas.ts";
import { targetOf } from "./conditional-requests.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";

/** The body that makes an agent; a kind that runs nothing after its conversations has no such field. */
type NewAgent<Config> = Omit<AgentInput<Config>, "postprocess_agents"> & { postprocess_agents?: string[] | null };
/** The body that changes one; null leaves a field as it is. */
type AgentChange<Config> = { [Field in keyof AgentInput<Config>]?: AgentInput<Config>[Field] | null | undefined };

interface AgentResource<Config, More extends object> {
  /** Its path, e.g. `/conversational_agents`. */
  path: string;
  agents: VersionedAgents<Config, More>;
  schemas: ReturnType<typeof agentSchemas<z.ZodType<NewAgent<Config>>, z.ZodType<AgentChange<Config>>>>;
}

/** The seven calls on one kind of agent. */
export function agentRoutes<Config, More extends object>(resource: AgentResource<Config, More>): FastifyPluginAsyncZod {
  const { path, agents, schemas } = resource;
  return async (app) => {
    app.post(path, { schema: schemas.createAgent }, async (request) => {
      const { postprocess_agents, ...input } = request.body;
      return agents.create(keyOf(request), { ...input, postprocess_agents: postprocess_agents ?? [] });
    });
    app.get(path, { schema: schemas.listAgents }, async (request) =>
      agents.list(keyOf(request), pageOf(request.query)),
    );
    app.get(`${path}/:id`, { schema: schemas.getAgent }, async (request) =>
      agents.find(keyOf(request), request.params.id),
    );
    app.put(`${path}/:id`, { schema: schemas.updateAgent }, async (request) =>
      agents.update(keyOf(request), targetOf(request, request.params.id), withoutNulls(request.body)),
    );
    app.post(`${path}/:version_id/release`, { schema: schemas.releaseAgent }, async (request) =>
      agents.release(keyOf(request), targetOf(request, request.params.version_id)),
    );
    app.get(`${path}/:id/versions`, { schema: schemas.listAgentVersions }, async (request) => ({
      data: await agents.versions(keyOf(request), request.params.id),
    }));
    app.delete(`${path}/:id`, { schema: schemas.deleteAgent }, async (request) => {
      await agents.delete(keyOf(request), targetOf(request, request.params.id));
      return { id: request.params.id, deleted: true as const };
    });
  };
}

function withoutNulls<Config>(change: AgentChange<Config>): Partial<AgentInput<Config>> {
  const given = Object.entries(change).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(given) as Partial<AgentInput<Config>>;
}
