import { setTimeout as delay } from "node:timers/promises";
import type { LanguageModel, ModelPart, ModelRequest } from "../../ports/language-model.ts";
import { nextStep } from "./next-step.ts";

/** The names of the simulated models. */
export const SIMULATED_MODELS = ["assistant"] as const;

/** How a simulated model behaves; both have defaults. */
export interface SimulatedOptions {
  /** The pause before each word; 0 for none. */
  pace?: number | undefined;
  /** The clock, for the date where the system prompt has none. */
  now?: (() => Date) | undefined;
}

const DEFAULT_PACE = 15;

/**
 * Creates an assistant that goes by rules: no key, no network, and the same answer to the same request. It greets,
 * finds the tool that is asked for, asks in turn for what the tool requires, checks the answers, calls it and tells
 * what came of it. It says of itself that it is simulated.
 */
export function createSimulated({ pace = DEFAULT_PACE, now = () => new Date() }: SimulatedOptions = {}): LanguageModel {
  return { stream: (request) => streamStep(request, pace, now) };
}

async function* streamStep(request: ModelRequest, pace: number, now: () => Date): AsyncGenerator<ModelPart, void> {
  const { signal } = request;
  signal.throwIfAborted();
  const { text, call } = nextStep(request, now);
  for (const word of text.match(/\S+\s*/g) ?? []) {
    if (pace > 0) await pause(pace, signal);
    yield { type: "text", text: word };
    signal.throwIfAborted();
  }
  if (call !== null) yield { type: "tool_call", call };
  yield { type: "finish", usage: { inputTokens: null, outputTokens: null } };
}

async function pause(duration: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(duration, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
