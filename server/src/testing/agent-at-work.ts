import type { TurnObserver } from "../ports/turn-observer.ts";
import { LIVE_LIMITS } from "../runtime/turn-types.ts";
import type { AgentAtWork } from "../services/agent-at-work.ts";

/** Watches nothing. */
export const UNOBSERVED: TurnObserver = {
  turnBegan: () => ({ modelCalled: () => undefined, toolReturned: () => undefined, ended: () => undefined }),
  toolReturnedLate: () => undefined,
};

/** Makes an agent without tools that asks the model `a/a`, with what is given instead. */
export function testAgent(given: Pick<AgentAtWork, "catalog"> & Partial<AgentAtWork>): AgentAtWork {
  return {
    limits: LIVE_LIMITS,
    observer: UNOBSERVED,
    observed: (_state, requestId) => ({
      conversationId: "conv_x",
      agentVersionId: "ca_x@v0",
      agentName: null,
      livemode: true,
      requestId,
      personalValues: () => [],
    }),
    prepareStep: () => ({ models: ["a/a"], system: "", messages: [], tools: [], apology: "Sorry." }),
    findTool: () => undefined,
    callTool: () => Promise.reject(new Error("There are no tools.")),
    settleLate: async () => undefined,
    providerData: new Map(),
    variables: [],
    onModelFailure: () => undefined,
    onFault: () => undefined,
    ...given,
  };
}
