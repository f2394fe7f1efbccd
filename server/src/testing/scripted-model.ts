import type { AudioChunk } from "../domain/audio.ts";
import type {
  LanguageModel,
  ModelCatalog,
  ModelMessage,
  ModelPart,
  ModelRequest,
  ModelToolCall,
  ModelUsage,
} from "../ports/language-model.ts";

/** One thing that a scripted step does. A text is said as one piece. */
export type ScriptedPiece =
  | string
  | { thinks: true }
  /** Says this in a voice of its own; the words are a piece of their own. */
  | { speaks: AudioChunk }
  | { calls: string; with?: unknown; callId?: string; providerData?: unknown }
  /** Breaks the stream with this error. */
  | { fails: Error }
  /** Says nothing more until the request is aborted. */
  | { stalls: true }
  /** Goes on when the promise is settled. */
  | { waitsFor: Promise<unknown> }
  | { uses: ModelUsage };

/** What one call of the model does, in order; a `finish` follows by itself. A function sees the request first. */
export type ScriptedStep = readonly ScriptedPiece[] | ((request: ModelRequest) => readonly ScriptedPiece[]);

/** A model that plays a script and refuses everything else. */
export interface ScriptedModel extends LanguageModel {
  /** Every request so far, as it was when it was made. */
  readonly requests: readonly ModelRequest[];
  /** Steps not yet asked for. */
  readonly stepsLeft: number;
  /** Throws when steps are left over, or when the model was asked for more than its script had. */
  assertFinished(): void;
}

const DEFAULT_USAGE: ModelUsage = { inputTokens: 10, outputTokens: 5 };

/**
 * Creates a model that plays one step of the script per call. Asked once more than that it throws, and
 * `assertFinished` throws again, for the code under test may have swallowed the first.
 */
export function scriptedModel(steps: readonly ScriptedStep[]): ScriptedModel {
  const requests: ModelRequest[] = [];
  return {
    stream(request) {
      const step = steps[requests.length];
      requests.push({ ...request, messages: [...request.messages], tools: [...request.tools] });
      return play(step ?? offScript(requests.length, steps.length, request), request, requests.length);
    },
    get requests() {
      return requests;
    },
    get stepsLeft() {
      return Math.max(0, steps.length - requests.length);
    },
    assertFinished() {
      if (requests.length === steps.length) return;
      throw new Error(`The script has ${steps.length} steps; the model was asked ${requests.length} times.`);
    },
  };
}

/** Creates a catalog of doubles by their full names; every other name is a problem. */
export function catalogOf(models: Readonly<Record<string, LanguageModel>>): ModelCatalog {
  return {
    resolve(name) {
      const model = models[name];
      if (model === undefined) return { problem: `The test has no model ${name}.` };
      return { model, modelName: name.slice(name.indexOf("/") + 1), isSimulated: false };
    },
    vendors: () => [],
  };
}

function offScript(asked: number, scripted: number, request: ModelRequest): ScriptedStep {
  const last: ModelMessage | undefined = request.messages.at(-1);
  const what = last === undefined ? "an empty conversation" : JSON.stringify(last);
  return [
    { fails: new Error(`The scripted model was asked for step ${asked} of ${scripted}; it was last shown ${what}.`) },
  ];
}

async function* play(step: ScriptedStep, request: ModelRequest, stepNumber: number): AsyncGenerator<ModelPart, void> {
  const { signal } = request;
  signal.throwIfAborted();
  const pieces = typeof step === "function" ? step(request) : step;
  let usage = DEFAULT_USAGE;
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece !== "string" && "uses" in piece) usage = piece.uses;
    const part = await perform(piece, signal, `call_${stepNumber}_${index}`);
    signal.throwIfAborted();
    if (part !== null) yield part;
  }
  signal.throwIfAborted();
  yield { type: "finish", usage };
}

async function perform(piece: ScriptedPiece, signal: AbortSignal, callId: string): Promise<ModelPart | null> {
  if (typeof piece === "string") return { type: "text", text: piece };
  if ("thinks" in piece) return { type: "reasoning" };
  if ("speaks" in piece) return { type: "audio", audio: piece.speaks };
  if ("calls" in piece) return { type: "tool_call", call: toCall(piece, callId) };
  if ("fails" in piece) throw piece.fails;
  if ("stalls" in piece) await aborted(signal);
  if ("waitsFor" in piece) await Promise.race([piece.waitsFor, aborted(signal)]);
  return null;
}

function toCall(piece: Extract<ScriptedPiece, { calls: string }>, callId: string): ModelToolCall {
  const { calls: name, with: input = {}, providerData } = piece;
  return {
    callId: piece.callId ?? callId,
    name,
    arguments: typeof input === "string" ? input : JSON.stringify(input),
    ...(providerData !== undefined && { providerData }),
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
