import type { AgentConfig } from "../domain/agent-config.ts";
import type { ConversationState } from "../domain/conversation-state.ts";
import type { ServerPayload } from "../domain/event-payloads.ts";
import type { ModelCatalog, ModelToolCall } from "../ports/language-model.ts";
import type { ToolOutcome } from "../ports/tool.ts";
import type { ObservedConversation, TurnObserver } from "../ports/turn-observer.ts";
import type { ToolAnswer, TurnLimits, TurnStep } from "../runtime/turn-types.ts";
import type { ToolAtHand } from "./toolbox.ts";

/** What a call is made in. */
export interface CallSituation {
  state: ConversationState;
  /** Aborted when the user interrupts the turn that made the call. */
  interrupted: AbortSignal;
  /** Waits for the client that holds the session to answer the call. */
  awaitClient(timeLimit: number): Promise<ToolOutcome>;
}

/** The agent of one conversation, ready to work: what a turn asks of it. */
export interface AgentAtWork {
  catalog: ModelCatalog;
  /** The variables that its prompt declares. */
  variables: AgentConfig["runtime"]["variables"];
  limits: TurnLimits;
  observer: TurnObserver;
  /** Describes the conversation to those who watch it. */
  observed(state: ConversationState, requestId: () => string | null): ObservedConversation;
  /** What the model is to see, given how the conversation stands and what was said that its log does not hold yet. */
  prepareStep(state: ConversationState, unrecorded?: readonly ServerPayload[]): TurnStep;
  /** Finds a tool that is in sight as the conversation stands. */
  findTool(name: string, state: ConversationState): ToolAtHand | undefined;
  /** Carries a call out. It never throws: a failure is an answer. */
  callTool(call: ModelToolCall, situation: CallSituation): Promise<ToolAnswer>;
  /** Corrects the ledger when the answer of a call that was given up as unknown comes after all. */
  settleLate(callId: string, status: ToolOutcome["status"]): Promise<void>;
  /** Is told what a model's vendor said when it failed; only the installation's log may have it. */
  onModelFailure(model: string, detail: string, requestId: string | null): void;
  /** Is told of a fault of ours that broke a turn, or what followed it. */
  onFault(error: unknown, requestId: string | null): void;
  /** What vendors want back with calls made before this process took the conversation over, by call id. */
  providerData: Map<string, unknown>;
}
