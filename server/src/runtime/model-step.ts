import { setTimeout as delay } from "node:timers/promises";
import { modelToolName } from "../domain/model-tool-name.ts";
import {
  ModelError,
  type ModelPart,
  type ModelToolCall,
  type ModelUsage,
  type ResolvedModel,
} from "../ports/language-model.ts";
import type { ModelCallReport } from "../ports/turn-observer.ts";
import { type Attempt, type ModelFailure, nextRung } from "./model-ladder.ts";
import type { TurnEvent, TurnInput, TurnStep } from "./turn-types.ts";

/** What one step of a model came to. */
export type StepResult =
  | { type: "answered"; generationId: string; text: string; calls: readonly ModelToolCall[]; usage: ModelUsage }
  | { type: "interrupted" }
  /** Every model failed. */
  | { type: "exhausted" };

/**
 * Asks the models of a step, down the ladder, until one answers. Yields deltas, each failure, and the cut-off message
 * of a model that failed in mid-sentence: the user has it, and the next attempt is shown it and goes on from there.
 */
export async function* takeStep(input: TurnInput, first: TurnStep): AsyncGenerator<TurnEvent, StepResult> {
  let attempt: Attempt = { model: first.models[0] as string, isRetry: false };
  let step = first;
  for (;;) {
    const result = yield* tryModel(input, step, attempt.model);
    if (result.type !== "failed") return result;
    const rung = nextRung(step.models, attempt, result.failure);
    if (result.text !== "") yield cutOff(result.generationId, result.text);
    const nextModel = rung.next === "apology" ? null : rung.attempt.model;
    yield { type: "model_failed", model: attempt.model, failure: result.failure, next: rung.next, nextModel };
    if (rung.next === "apology") return { type: "exhausted" };
    if (rung.next === "retry")
      await delay(input.limits.beforeRetry, undefined, { signal: input.signal }).catch(ignoreAbort);
    if (input.signal.aborted) return { type: "interrupted" };
    attempt = rung.attempt;
    step = { ...(await input.prepareStep()), models: step.models };
  }
}

function cutOff(generationId: string, text: string): TurnEvent {
  return { type: "message", message: { generationId, text, interrupted: true, hasToolCalls: false } };
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error) || error.name !== "AbortError") throw error;
}

type AttemptResult =
  | Exclude<StepResult, { type: "exhausted" }>
  | { type: "failed"; failure: ModelFailure; generationId: string; text: string };

interface Progress {
  generationId: string;
  text: string;
  calls: ModelToolCall[];
  usage: ModelUsage;
  /** From asking to the first piece; null before it. */
  firstPart: number | null;
}

interface Ending {
  failure: ModelFailure | null;
  isInterrupted: boolean;
  startedAt: number;
  duration: number;
}

function reportOf({ name, resolved, progress }: Omit<Reading, "step">, ending: Ending): ModelCallReport {
  const { failure, isInterrupted, startedAt, duration } = ending;
  const { firstPart, usage } = progress;
  const answered = failure === null ? "succeeded" : "failed";
  return {
    model: name,
    isSimulated: resolved.isSimulated,
    outcome: isInterrupted ? "interrupted" : answered,
    error: failure?.detail ?? null,
    startedAt,
    duration,
    firstPart,
    ...usage,
  };
}

async function* tryModel(input: TurnInput, step: TurnStep, name: string): AsyncGenerator<TurnEvent, AttemptResult> {
  const generationId = input.newId("gen");
  const resolved = input.catalog.resolve(name);
  if ("problem" in resolved) {
    const message = `The model ${name} is not at hand on this installation.`;
    const failure: ModelFailure = { reason: "unavailable", message, detail: resolved.problem, isRetryable: false };
    return { type: "failed", failure, generationId, text: "" };
  }
  const usage = { inputTokens: null, outputTokens: null };
  const progress: Progress = { generationId, text: "", calls: [], usage, firstPart: null };
  const startedAt = Date.now();
  const asked = performance.now();
  const failure = yield* readParts(input, { name, step, resolved, progress });
  const isInterrupted = input.signal.aborted;
  const took = { startedAt, duration: performance.now() - asked };
  yield { type: "model_called", report: reportOf({ name, resolved, progress }, { failure, isInterrupted, ...took }) };
  if (isInterrupted) return { type: "interrupted" };
  if (failure) return { type: "failed", failure, generationId, text: progress.text };
  return { type: "answered", generationId, text: progress.text, calls: progress.calls, usage: progress.usage };
}

/** From its first part on, a model is the one that answers, also when it is cut off. */
function noteFirstPart({ report }: TurnInput, { name, resolved }: Reading, firstPart: number): number {
  report.model = name;
  report.isSimulated = resolved.isSimulated;
  report.modelFirstPart ??= firstPart;
  return firstPart;
}

interface Reading {
  /** The model's full name. */
  name: string;
  step: TurnStep;
  resolved: ResolvedModel;
  progress: Progress;
}

function effortOf({ reasoningEffort }: TurnStep): Pick<TurnStep, "reasoningEffort"> {
  return reasoningEffort === undefined ? {} : { reasoningEffort };
}

/** Streams one attempt into `progress`; returns what went wrong, or null. */
async function* readParts(input: TurnInput, reading: Reading): AsyncGenerator<TurnEvent, ModelFailure | null> {
  const { step, resolved, progress } = reading;
  const watch = watchForStall(input);
  const asked = performance.now();
  try {
    const { system, messages, tools } = step;
    const shown = tools.map((tool) => ({ ...tool, name: modelToolName(tool.name) }));
    const request = { model: resolved.modelName, system, messages, tools: shown, signal: watch.signal };
    for await (const part of untilAborted(resolved.model.stream({ ...request, ...effortOf(step) }), watch)) {
      watch.alive();
      progress.firstPart ??= noteFirstPart(input, reading, performance.now() - asked);
      const said = saidBy(part, progress);
      if (said !== null) yield said;
      else note(input, reading, part);
      if (input.signal.aborted) return null;
    }
  } catch (error) {
    return input.signal.aborted ? null : failureOf(error, watch.hasStalled());
  } finally {
    watch.stop();
  }
  if (progress.text.trim() !== "" || progress.calls.length > 0) return null;
  return { reason: "empty", message: EMPTY, detail: EMPTY, isRetryable: true };
}

/** Returns what a part lets the user hear or read, and takes its text down; null when it is nothing. */
function saidBy(part: ModelPart, progress: Progress): TurnEvent | null {
  const { generationId } = progress;
  if (part.type === "audio") return { type: "audio", generationId, audio: part.audio };
  if (part.type !== "text" || part.text === "") return null;
  progress.text += part.text;
  return { type: "delta", generationId, text: part.text };
}

/** Passes parts on, and ends by throwing once the signal is aborted, whether or not the provider heeds it. */
async function* untilAborted(stream: AsyncIterable<ModelPart>, watch: StallWatch): AsyncGenerator<ModelPart, void> {
  const parts = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await watch.unlessAborted(parts.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not waited for: one that hangs does not return either. What it throws now concerns nobody.
    parts.return?.().catch(() => undefined);
  }
}

function note(input: TurnInput, { step, progress }: Reading, part: ModelPart): void {
  if (part.type === "tool_call") {
    const meant = step.tools.find((tool) => modelToolName(tool.name) === part.call.name);
    // Vendors' own call ids need not be unique over a conversation; ours are.
    progress.calls.push({ ...part.call, name: meant?.name ?? part.call.name, callId: input.newId("call") });
  }
  if (part.type === "finish") progress.usage = part.usage;
}

const EMPTY = "The model answered nothing.";
const STALLED = "The model stopped answering.";

/** Statuses by which vendors refuse what was sent, often quoting it: no log is to hold what people say. */
const QUOTING: ReadonlySet<number> = new Set([400, 413, 422]);

function failureOf(error: unknown, hasStalled: boolean): ModelFailure {
  if (hasStalled) return { reason: "stalled", message: STALLED, detail: STALLED, isRetryable: true };
  if (error instanceof ModelError) {
    const { status, isRetryable } = error;
    const message =
      status === null ? "The connection to the model broke." : `The model's server answered with status ${status}.`;
    const detail = status !== null && QUOTING.has(status) ? message : error.message;
    return { reason: "error", message, detail, isRetryable };
  }
  // A provider that breaks its promise must not silence the agent: the next model is asked, and the log has the fault.
  return { reason: "error", message: "The model's provider broke.", detail: String(error), isRetryable: false };
}

interface StallWatch {
  signal: AbortSignal;
  /** Settles as `waited` does, but rejects once the signal is aborted. */
  unlessAborted<Value>(waited: Promise<Value>): Promise<Value>;
  /** Says that a part came. */
  alive(): void;
  hasStalled(): boolean;
  stop(): void;
}

function watchForStall(input: TurnInput): StallWatch {
  const controller = new AbortController();
  let stalled = false;
  const onStall = () => {
    stalled = true;
    controller.abort(new Error(STALLED));
  };
  const onInterrupt = () => controller.abort(input.signal.reason);
  input.signal.addEventListener("abort", onInterrupt, { once: true });
  const aborted = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason as Error), { once: true });
  });
  // An attempt that is over by then does not hear of it.
  aborted.catch(() => undefined);
  // It was interrupted while the step was being prepared.
  if (input.signal.aborted) onInterrupt();
  let timer = setTimeout(onStall, input.limits.firstPart);
  let isFirst = true;
  return {
    signal: controller.signal,
    unlessAborted: (waited) => Promise.race([waited, aborted]),
    alive() {
      if (!isFirst) return void timer.refresh();
      isFirst = false;
      clearTimeout(timer);
      timer = setTimeout(onStall, input.limits.betweenParts);
    },
    hasStalled: () => stalled,
    stop() {
      clearTimeout(timer);
      input.signal.removeEventListener("abort", onInterrupt);
    },
  };
}
