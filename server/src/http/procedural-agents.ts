import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  newProceduralAgentSchema,
  proceduralAgentChangeSchema,
  proceduralAgentItemSchema,
  proceduralAgentSchema,
  proceduralAgentVersionSchema,
} from "../domain/procedural-agent.ts";
import type { ProceduralAgents } from "../services/procedural-agents.ts";
import { agentSchemas } from "./agent-schemas.ts";
import { agentRoutes } from "./agents.ts";

const schemas = agentSchemas({
  prefix: "pa",
  kind: "Procedural",
  one: "a procedural agent",
  objects: {
    created: newProceduralAgentSchema,
    change: proceduralAgentChangeSchema,
    item: proceduralAgentItemSchema,
    version: proceduralAgentVersionSchema,
    whole: proceduralAgentSchema,
  },
  deletion:
    "Deletes a procedural agent with all its versions; what it wrote stays. 409 while the released or draft version of " +
    "a conversational agent or a schedule runs it, or a run of it is pending or under way.",
  errors: { deletion: "in_use", release: [] },
});

/** The seven calls on procedural agents. */
export function proceduralAgentRoutes(agents: ProceduralAgents): FastifyPluginAsyncZod {
  return agentRoutes({ path: "/procedural_agents", agents, schemas });
}
