import type { ServerProcess } from "../../src/testing/server-process.ts";
import type { ToolReceiver } from "./tool-receiver.ts";

/** How much happened in a soak, to see that it tested what it is for. */
export interface SoakCounts {
  conversations: number;
  kills: number;
  /** Kills while the database took no events. */
  stalls: number;
  /** Events in all logs together. */
  storedEvents: number;
  deltas: number;
  /** Conversations whose last message was unanswered at a kill. */
  turnsCut: number;
  /** Calls that had reached the tool and were unanswered at a kill. */
  toolCallsCut: number;
  toolCalls: number;
  toolCallsUnanswered: number;
  reconnects: number;
  /** The longest time from a kill to the address of the next start. */
  longestRestart: number;
}

/** Everything that runs in a soak. */
export interface SoakWorld {
  server: ServerProcess;
  receiver: ToolReceiver;
  agentId: string;
  /** Resolves when the server is not down between a kill and the next start. */
  up: Promise<void>;
}
