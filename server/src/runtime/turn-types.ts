import type { AudioChunk } from "../domain/audio.ts";
import type { ModelCatalog, ModelMessage, ModelRequest, ModelTool, ModelToolCall } from "../ports/language-model.ts";
import type { ToolOutcome } from "../ports/tool.ts";
import type { ModelCallReport } from "../ports/turn-observer.ts";
import type { ModelFailure } from "./model-ladder.ts";
import type { Effect } from "./platform-tools.ts";

/** What the model is to see at one step. Asked for anew before each, for context, route and tools may have changed. */
export interface TurnStep {
  /** The model to ask and its fallbacks, in order, without doubles. */
  models: readonly string[];
  system: string;
  messages: readonly ModelMessage[];
  tools: readonly ModelTool[];
  /** How long the model is to think; as it thinks fit if absent. */
  reasoningEffort?: NonNullable<ModelRequest["reasoningEffort"]>;
  /** What the user gets when every model failed; null where nobody is there to get it. */
  apology: string | null;
}

/** How long the loop waits and how far it goes. */
export interface TurnLimits {
  /** The longest wait for a model's first sign of life. */
  firstPart: number;
  /** The longest silence within a model's answer. */
  betweenParts: number;
  /** The pause before the same model is asked again. */
  beforeRetry: number;
  /** The most steps of one turn. */
  maxSteps: number;
}

/** The limits of a live conversation. */
export const LIVE_LIMITS: TurnLimits = { firstPart: 20_000, betweenParts: 10_000, beforeRetry: 250, maxSteps: 16 };

/** The limits of a run of a procedural agent, which may think long and take many steps. */
export const PROCEDURE_LIMITS: TurnLimits = {
  firstPart: 180_000,
  betweenParts: 120_000,
  beforeRetry: 1_000,
  maxSteps: 200,
};

/** What a turn needs. */
export interface TurnInput {
  prepareStep(): Promise<TurnStep>;
  /**
   * Carries one call out and accounts for it, also when the turn no longer waits. A failure is an answer; it throws only
   * when the conversation cannot go on. Null at once when the call runs in the background: the turn goes on, and the
   * answer comes another way.
   */
  callTool(call: ModelToolCall): Promise<ToolAnswer | null>;
  catalog: ModelCatalog;
  limits: TurnLimits;
  /** Aborted when the user interrupts: the model is stopped at once, and tools that were called are not waited for. */
  signal: AbortSignal;
  newId(prefix: "gen" | "call"): string;
  /** Is filled in as the turn goes on, so that a turn that was cut off can be told of, too. */
  report: TurnReport;
}

/** What a tool call came to, and what it changes of the conversation. */
export interface ToolAnswer {
  outcome: ToolOutcome;
  effect: Effect | null;
}

/** A message of the agent. */
export interface SpokenMessage {
  generationId: string;
  text: string;
  interrupted: boolean;
  hasToolCalls: boolean;
}

/** How a turn went. Times in ms from the turn's begin. */
export interface TurnReport {
  model: string | null;
  isSimulated: boolean;
  steps: number;
  /** From asking the model that answered to its first piece. */
  modelFirstPart: number | null;
  firstDelta: number | null;
  inputTokens: number | null;
  outputTokens: number | null;
}

/**
 * What the loop yields. The consumer decides what is stored; the loop goes on only when asked for the next event, so
 * whatever the consumer stores before asking is stored before the loop acts on it.
 */
export type TurnEvent =
  | { type: "delta"; generationId: string; text: string }
  /** The agent's voice, where the model itself speaks: comes between the deltas that say the same in words. */
  | { type: "audio"; generationId: string; audio: AudioChunk }
  | { type: "message"; message: SpokenMessage }
  /** A model was asked, and this is what came of it, also when it was interrupted. */
  | { type: "model_called"; report: ModelCallReport }
  /** The calls are about to be made: they are made when the next event is asked for. */
  | { type: "calls"; generationId: string; calls: readonly ModelToolCall[] }
  | {
      type: "model_failed";
      model: string;
      failure: Pick<ModelFailure, "message" | "detail"> & { reason: ModelFailure["reason"] | "too_many_steps" };
      next: "retry" | "fallback" | "apology";
      nextModel: string | null;
    }
  /** The turn is over; `message` is its last. */
  | { type: "finished"; message: SpokenMessage | null; report: TurnReport };
