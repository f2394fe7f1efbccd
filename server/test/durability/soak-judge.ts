import { SERVER_EVENTS } from "../../src/domain/event-payloads.ts";
import { eventsOf, findFaults } from "./findings.ts";
import type { RecordingClient } from "./recording-client.ts";
import type { SoakCounts, SoakWorld } from "./soak-world.ts";
import { callApi, readLog } from "./soak-api.ts";

/** Compares what a client saw of its conversation, which has ended, with what the server has of it. */
export async function judgeConversation(
  world: Pick<SoakWorld, "server" | "receiver">,
  client: RecordingClient,
): Promise<{ faults: string[]; counts: Partial<SoakCounts> }> {
  const { conversationId, connections, sent } = client;
  const { status } = await callApi<{ status: string }>(world.server, "GET", `/conversations/${conversationId}`);
  if (status !== "completed") return { faults: [`Its status is ${status}.`], counts: { conversations: 1 } };
  const log = await readLog(world.server, conversationId);
  const faults = findFaults({ connections, sent, log, calls: world.receiver.calls });
  const received = connections.flatMap((connection) => connection.events);
  const answers = eventsOf(log, "agent.tool_call.returned");
  const counts = {
    conversations: 1,
    storedEvents: log.length,
    deltas: received.filter(({ payload }) => !SERVER_EVENTS[payload.type].stored).length,
    toolCalls: answers.length,
    toolCallsUnanswered: answers.filter(({ payload }) => payload.error !== undefined).length,
    reconnects: connections.length - 1,
  };
  return { faults, counts };
}
