import type { Endpoints } from "../endpoints.ts";

/** Agents that talk with people, and their versions. */
export const conversationalAgents = (on: Endpoints) => ({
  /** Lists the latest version of each agent, newest first. */
  list: on.list("/conversational_agents"),
  /** Makes an agent; its first version, v0, is a draft. */
  create: on.post("/conversational_agents"),
  /** Reads a version by its id, or by the bare id an agent's latest. */
  get: on.get("/conversational_agents/{id}"),
  /** Writes into the agent's draft, or opens one; `config` is always the full configuration. */
  update: on.put("/conversational_agents/{id}"),
  /** Deletes an agent with all its versions. */
  delete: on.delete("/conversational_agents/{id}"),
  /** Makes a version the released one; an archived one rolls back. */
  release: on.act("/conversational_agents/{version_id}/release"),
  /** Lists all versions of an agent, newest first. */
  versions: on.array("/conversational_agents/{id}/versions"),
});
