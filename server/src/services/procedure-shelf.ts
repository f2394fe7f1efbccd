import { findConversation } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { listReleasedProceduralAgents, type ReleasedProceduralAgent } from "../db/released-procedural-agents.ts";
import type { ProcedureRow } from "../db/procedures.ts";
import { isJsonObject } from "../lib/json.ts";
import type { AgentTool, ToolCall, ToolOutcome, ToolShelf } from "../ports/tool.ts";
import type { Procedures } from "./procedures.ts";

interface Services {
  database: Database;
  procedures: Pick<Procedures, "order" | "waitFor">;
}

/**
 * Offers the released procedural agents as tools of conversations, each by its id, and by its name where no other has
 * it. A call orders one run, known by the call's id: made again after a crash, it waits for the same run.
 */
export function procedureShelf(services: Services): ToolShelf {
  return {
    names: async () => [...byName(await listReleasedProceduralAgents(services.database)).keys()].sort(),
    find: async (names) => {
      const agents = byName(await listReleasedProceduralAgents(services.database));
      return names.flatMap((name) => {
        const agent = agents.get(name);
        return agent === undefined ? [] : [toolOf(name, agent, services)];
      });
    },
  };
}

function byName(agents: readonly ReleasedProceduralAgent[]): Map<string, ReleasedProceduralAgent> {
  const live = agents.filter(({ livemode }) => livemode);
  const liveNames = new Set(live.map(({ name }) => name));
  // What is tried out under a test key takes no name from what live conversations call.
  const others = agents.filter(({ livemode, name }) => !livemode && !liveNames.has(name));
  const count = new Map<string, number>();
  for (const { name } of [...live, ...others]) count.set(name, (count.get(name) ?? 0) + 1);
  const named = [...live, ...others].filter(({ name }) => name !== "" && count.get(name) === 1);
  return new Map([
    ...named.map((agent) => [agent.name, agent] as const),
    ...agents.map((agent) => [agent.agent_id, agent] as const),
  ]);
}

const INPUT = {
  type: "object",
  properties: {
    instructions: {
      type: "string",
      description: "What exactly is to be found out or done, with what it has to know that was not said here.",
    },
  },
  additionalProperties: true,
};

function toolOf(name: string, agent: ReleasedProceduralAgent, services: Services): AgentTool {
  const about = agent.description.trim() === "" ? agent.name : agent.description.trim();
  return {
    ns: "procedure",
    name,
    description: `${about} It works through the task by itself, knows what was said here so far, and answers with JSON. It may take minutes.`,
    inputSchema: INPUT,
    runsInBackground: false,
    onInterrupt: "finish",
    call: (call) => callAgent(agent.agent_id, call, services),
  };
}

async function callAgent(agentId: string, call: ToolCall, { database, procedures }: Services): Promise<ToolOutcome> {
  if (!isJsonObject(call.arguments)) return { status: "failed", error: "The arguments must be a JSON object." };
  const conversation = await findConversation(database, call.conversationId);
  if (!conversation) return { status: "failed", error: "The conversation is not there any more." };
  const id = await procedures.order({
    agentId,
    version: null,
    livemode: conversation.livemode,
    conversationId: conversation.id,
    input: call.arguments,
    trigger: "tool",
    triggerKey: call.callId,
    batchId: null,
  });
  return outcomeOf(id, await procedures.waitFor(id, call.stopping));
}

function outcomeOf(id: string, row: ProcedureRow | undefined): ToolOutcome {
  switch (row?.status) {
    case "success":
      return { status: "succeeded", result: row.output };
    case "failed":
      return { status: "failed", error: `The run ${id} failed: ${row.error?.message ?? "nobody knows why."}` };
    case "skipped":
      return { status: "failed", error: `The run ${id} was skipped: ${row.summary ?? "its condition is not met."}` };
    case "cancelled":
      return { status: "failed", error: `The run ${id} was cancelled.` };
    default:
      return { status: "unknown", error: `The run ${id} was not waited for to its end.` };
  }
}
