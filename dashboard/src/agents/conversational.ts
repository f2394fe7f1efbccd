import type { Agent } from "@operator/sdk";
import type { AgentKind } from "./agent-kind.ts";
import { agentText } from "./agent-text.ts";
import { type Draft, draftOf } from "./draft.ts";

/** The agents that talk with people. */
export const CONVERSATIONAL: AgentKind<Agent, Draft> = {
  path: "/agents",
  lists: [["agents"], ["choices"], ["conversational-agents"]],
  calls: (client) => client.conversationalAgents,
  draftOf,
  textOf: agentText,
  releaseBegins: "New conversations begin with",
  releaseKeeps: "Conversations under way keep the version they began with.",
  deletionKeeps: "Conversations it held stay.",
};
