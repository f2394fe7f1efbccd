import type { ModelHearings } from "./model-hearing.ts";
import type { SoakServers } from "./soak-servers.ts";
import type { ToolReceiver } from "./tool-receiver.ts";

/** Everything that runs in a soak. */
export interface SoakWorld {
  servers: SoakServers;
  receiver: ToolReceiver;
  hearings: ModelHearings;
  agentId: string;
}

/** How much happened in a soak, to see that it tested what it is for. */
export interface SoakCounts {
  conversations: number;
  /** Servers that were killed. */
  kills: number;
  /** Kills and cuts while the database took no events. */
  stalls: number;
  /** Servers that were stopped in good order. */
  stops: number;
  /** How often all connections to the database broke. */
  cuts: number;
  /** How often the receiver of the calls crashed. */
  receiverCrashes: number;
  /** Events in all logs together. */
  storedEvents: number;
  deltas: number;
  /** Messages with which users interrupted, and how many of the agent's messages that cut off. */
  interruptions: number;
  messagesCut: number;
  /** Conversations whose last message was unanswered at a fault. */
  turnsCut: number;
  /** Calls that had reached the receiver and were unanswered at a fault. */
  callsCut: number;
  calls: number;
  succeeded: number;
  failed: number;
  unknown: number;
  /** Calls whose answer no turn waited for. */
  lateCalls: number;
  /** Calls that were the client's. */
  clientCalls: number;
  /** Calls whose outcome the model was told. */
  told: number;
  /** Requests at the receiver. */
  requests: number;
  /** Effects at the receiver. */
  effects: number;
  /** Calls whose outcome stayed unknown, with an effect and without. */
  unknownWithEffect: number;
  unknownWithoutEffect: number;
  reconnects: number;
  /** Sessions that another of the same conversation took over. */
  takeovers: number;
  /** The longest time from a kill or stop to the address of the next start. */
  longestRestart: number;
}

/** Returns counts of nothing. */
export function emptyCounts(): SoakCounts {
  const conversations = { conversations: 0, storedEvents: 0, deltas: 0, reconnects: 0, takeovers: 0 };
  const faults = { kills: 0, stalls: 0, stops: 0, cuts: 0, receiverCrashes: 0, longestRestart: 0 };
  const turns = { interruptions: 0, messagesCut: 0, turnsCut: 0, callsCut: 0 };
  const calls = { calls: 0, succeeded: 0, failed: 0, unknown: 0, lateCalls: 0, clientCalls: 0, told: 0 };
  const receiver = { requests: 0, effects: 0, unknownWithEffect: 0, unknownWithoutEffect: 0 };
  return { ...conversations, ...faults, ...turns, ...calls, ...receiver };
}

/** Adds more to counts. */
export function addCounts(counts: SoakCounts, more: Partial<SoakCounts>): void {
  for (const [name, count] of Object.entries(more)) counts[name as keyof SoakCounts] += count;
}
