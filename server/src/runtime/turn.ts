import type { ModelToolCall, ModelUsage } from "../ports/language-model.ts";
import { type StepResult, takeStep } from "./model-step.ts";
import { endsTurn } from "./platform-tools.ts";
import type { SpokenMessage, TurnEvent, TurnInput, TurnReport, TurnStep } from "./turn-types.ts";

/**
 * The loop of every agent: a model step, the tools it called, the model again, until nothing is left to call. It
 * stores nothing and sends nothing; it yields what happens, and its reader stores and sends.
 *
 * Ends early, without `finished`, when `signal` is aborted: the model's stream is dropped at once (the reader knows
 * which deltas it passed on), and calls already made go on without it (the reader accounts for each).
 */
export async function* runTurn(input: TurnInput): AsyncGenerator<TurnEvent, void> {
  const began = performance.now();
  const { report } = input;
  for (;;) {
    const step = await input.prepareStep();
    report.steps += 1;
    if (report.steps > input.limits.maxSteps) return yield* giveUp(input, step, report);
    const result = yield* timed(takeStep(input, step), report, began);
    if (result.type === "interrupted" || input.signal.aborted) return;
    if (result.type === "exhausted") return yield* apologise(input, step, report);
    addUsage(report, result.usage);
    const { generationId, text, calls } = result;
    const message: SpokenMessage = { generationId, text, interrupted: false, hasToolCalls: calls.length > 0 };
    if (calls.length === 0) return yield { type: "finished", message, report };
    if (text !== "") yield { type: "message", message };
    const isOver = yield* makeCalls(input, generationId, calls);
    if (input.signal.aborted) return;
    if (isOver) return yield { type: "finished", message: null, report };
  }
}

/** Returns the report of a turn that has not begun. */
export function emptyReport(): TurnReport {
  return {
    model: null,
    isSimulated: false,
    steps: 0,
    modelFirstPart: null,
    firstDelta: null,
    inputTokens: null,
    outputTokens: null,
  };
}

function addUsage(report: TurnReport, usage: ModelUsage): void {
  if (usage.inputTokens !== null) report.inputTokens = (report.inputTokens ?? 0) + usage.inputTokens;
  if (usage.outputTokens !== null) report.outputTokens = (report.outputTokens ?? 0) + usage.outputTokens;
}

async function* timed(
  step: AsyncGenerator<TurnEvent, StepResult>,
  report: TurnReport,
  began: number,
): AsyncGenerator<TurnEvent, StepResult> {
  for (;;) {
    const next = await step.next();
    if (next.done) return next.value;
    if (next.value.type === "delta") report.firstDelta ??= performance.now() - began;
    yield next.value;
  }
}

/**
 * Makes the calls of one step side by side and waits for those that do not run in the background, but not once the
 * user has interrupted. Returns whether one of them ended the turn.
 */
async function* makeCalls(
  input: TurnInput,
  generationId: string,
  calls: readonly ModelToolCall[],
): AsyncGenerator<TurnEvent, boolean> {
  yield { type: "calls", generationId, calls };
  const answers = await unlessAborted(Promise.all(calls.map((call) => input.callTool(call))), input.signal);
  return answers?.some((answer) => answer !== null && answer.effect !== null && endsTurn(answer.effect)) ?? false;
}

/** Waits for a value; undefined as soon as the signal is aborted, after which nobody hears how it went. */
async function unlessAborted<Value>(waited: Promise<Value>, signal: AbortSignal): Promise<Value | undefined> {
  let stop = (): void => undefined;
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([waited, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
    // Whoever carries the calls out has seen to their failures.
    if (signal.aborted) waited.catch(() => undefined);
  }
}

async function* giveUp(input: TurnInput, step: TurnStep, report: TurnReport): AsyncGenerator<TurnEvent, void> {
  const message = `The agent took ${input.limits.maxSteps} steps without coming to an end.`;
  const failure = { reason: "too_many_steps" as const, message, detail: message };
  yield { type: "model_failed", model: step.models[0] as string, failure, next: "apology", nextModel: null };
  yield* apologise(input, step, report);
}

async function* apologise(input: TurnInput, step: TurnStep, report: TurnReport): AsyncGenerator<TurnEvent, void> {
  if (step.apology === null) return yield { type: "finished", message: null, report };
  const generationId = input.newId("gen");
  yield { type: "delta", generationId, text: step.apology };
  if (input.signal.aborted) return;
  const message = { generationId, text: step.apology, interrupted: false, hasToolCalls: false };
  yield { type: "finished", message, report };
}
