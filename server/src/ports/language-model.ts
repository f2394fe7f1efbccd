import type { AudioChunk } from "../domain/audio.ts";
import type { SpeechToSpeech } from "./speech-to-speech.ts";

/**
 * A language model as the turn loop sees it: one step per call, streamed. A provider translates the request into its
 * vendor's form and the vendor's stream into these parts; it retries nothing, stores nothing and knows no agent.
 */
export interface LanguageModel {
  /**
   * Asks for one step. The parts come as the vendor sends them; the last is `finish`.
   * Throws `ModelError` when the vendor refuses or the connection breaks, before or between parts.
   * Ends promptly, by throwing the signal's reason, when `signal` is aborted.
   */
  stream(request: ModelRequest): AsyncIterable<ModelPart>;
}

/** What one step of the model is to see. */
export interface ModelRequest {
  /** The vendor's own name of the model, without the vendor: `gpt-4o`. */
  model: string;
  system: string;
  messages: readonly ModelMessage[];
  tools: readonly ModelTool[];
  reasoningEffort?: "low" | "medium" | "high";
  signal: AbortSignal;
}

/** One entry of the conversation so far. Every tool call of an assistant entry is answered by a later `tool` entry. */
export type ModelMessage =
  | { role: "user"; text: string }
  | { role: "assistant"; text: string; toolCalls: readonly ModelToolCall[] }
  | { role: "tool"; callId: string; name: string; output: string; isError: boolean };

/** A call the model asks for. `arguments` is JSON text as the model wrote it, which may be malformed. */
export interface ModelToolCall {
  callId: string;
  name: string;
  arguments: string;
  /** What the vendor wants back with the call in the next request, opaque to everyone else. */
  providerData?: unknown;
}

/** A tool as shown to the model; `inputSchema` is a JSON Schema of type object. */
export interface ModelTool {
  name: string;
  description: string;
  inputSchema: Readonly<Record<string, unknown>>;
}

/** A piece of a step's stream. */
export type ModelPart =
  | { type: "text"; text: string }
  /** The model's own voice, from one that speaks by itself; `text` parts say what it says. */
  | { type: "audio"; audio: AudioChunk }
  /** The model is thinking: nothing to show, but it is alive. */
  | { type: "reasoning" }
  | { type: "tool_call"; call: ModelToolCall }
  | { type: "finish"; usage: ModelUsage };

/** Tokens of one step; `null` where the vendor does not say. */
export interface ModelUsage {
  inputTokens: number | null;
  outputTokens: number | null;
}

/** The vendor refused, or the connection to it broke. */
export class ModelError extends Error {
  /** Whether the same request may succeed when it is sent again. */
  readonly isRetryable: boolean;
  /** The HTTP status of the refusal; `null` when there was none. */
  readonly status: number | null;

  constructor(message: string, details: { isRetryable: boolean; status?: number; cause?: unknown }) {
    super(message, { cause: details.cause });
    this.name = "ModelError";
    this.isRetryable = details.isRetryable;
    this.status = details.status ?? null;
  }
}

/** Finds the model behind a name such as `openai/gpt-4o`. */
export interface ModelCatalog {
  /** Answers with the model, or with the reason why this installation has none of that name and what to do. */
  resolve(name: string): ResolvedModel | { problem: string };
  /** Lists the vendors that can be used on this installation, and for each absent one how to configure it. */
  vendors(): readonly ModelVendor[];
}

/** A model ready to be asked. */
export interface ResolvedModel {
  model: LanguageModel;
  /** Converses by voice with the same model, for one that hears and speaks by itself; absent for all others. */
  spoken?: SpeechToSpeech<LanguageModel>;
  /** The vendor's own name of it. */
  modelName: string;
  /** Whether answers come from rules and not from a model; shown wherever the answers are. */
  isSimulated: boolean;
}

/** A vendor of models on this installation. */
export interface ModelVendor {
  name: string;
  isConfigured: boolean;
  /** What to set so that it is configured. */
  howToConfigure: string;
  /** A model of theirs to begin with, as `vendor/model`; `null` where only the installation's owner can know. */
  suggestedModel: string | null;
}
