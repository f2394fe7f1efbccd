import type {
  LanguageModelV3,
  LanguageModelV3CallOptions,
  LanguageModelV3StreamPart,
  LanguageModelV3Usage,
  SharedV3ProviderOptions,
} from "@ai-sdk/provider";
import type { LanguageModel, ModelPart, ModelRequest, ModelUsage } from "../../ports/language-model.ts";
import { brokenOff, type FailingVendor } from "../model-failure.ts";
import { fromStreamError, toModelError } from "./failure.ts";
import { type CallProviderData, type ThinkingBlock, toFunctionTools, toPrompt } from "./prompt.ts";

/** A vendor whose models come from an AI SDK provider package. */
export interface AiSdkVendor extends FailingVendor {
  /** Gives the package's model of that name. */
  languageModel(model: string): LanguageModelV3;
  /** Says in the vendor's own terms how much the model is to think; `undefined` where it cannot be told. */
  reasoningOptions(request: ModelRequest): SharedV3ProviderOptions | undefined;
}

const ENDED_EARLY = "the stream ended early";

/** Speaks to a vendor through the AI SDK, one step per call. */
export function createAiSdkModel(vendor: AiSdkVendor): LanguageModel {
  return { stream: (request) => streamStep(vendor, request) };
}

async function* streamStep(vendor: AiSdkVendor, request: ModelRequest): AsyncGenerator<ModelPart, void> {
  const { signal } = request;
  signal.throwIfAborted();
  const step: StepInProgress = { thinking: [] };
  try {
    const { stream } = await vendor.languageModel(request.model).doStream(callOptions(vendor, request));
    // Leaving this loop in any way cancels the stream, and with it the request.
    for await (const part of stream) {
      signal.throwIfAborted();
      yield* translate(vendor, step, part);
      if (part.type === "finish") return;
    }
    throw brokenOff(vendor, ENDED_EARLY);
  } catch (error) {
    signal.throwIfAborted();
    throw toModelError(vendor, error);
  }
}

function callOptions(vendor: AiSdkVendor, request: ModelRequest): LanguageModelV3CallOptions {
  const providerOptions = request.reasoningEffort === undefined ? undefined : vendor.reasoningOptions(request);
  return {
    prompt: toPrompt(request, vendor.name),
    ...(request.tools.length > 0 && { tools: toFunctionTools(request.tools) }),
    ...(providerOptions && { providerOptions }),
    abortSignal: request.signal,
  };
}

interface StepInProgress {
  /** Thinking that has not yet led to a call. */
  thinking: ThinkingBlock[];
}

function translate(vendor: AiSdkVendor, step: StepInProgress, part: LanguageModelV3StreamPart): ModelPart[] {
  switch (part.type) {
    case "text-delta":
      return part.delta === "" ? [] : [{ type: "text", text: part.delta }];
    case "reasoning-start":
    case "reasoning-delta":
      addThinking(step, part);
      return [{ type: "reasoning" }];
    // Nothing to show yet, but a long call must not be taken for a stalled model.
    case "tool-input-delta":
      return [{ type: "reasoning" }];
    case "tool-call":
      return part.providerExecuted ? [] : [toolCall(vendor, step, part)];
    case "finish":
      return [finish(vendor, part)];
    case "error":
      throw fromStreamError(vendor, part.error);
    default:
      return [];
  }
}

type PartOf<Type> = Extract<LanguageModelV3StreamPart, { type: Type }>;

/** The vendor's signature of a block comes with its start, with a delta, or with an empty delta at its end. */
function addThinking(step: StepInProgress, part: PartOf<"reasoning-start"> | PartOf<"reasoning-delta">): void {
  const begun = part.type === "reasoning-delta" ? step.thinking.pop() : undefined;
  const metadata = part.providerMetadata ?? begun?.metadata;
  const text = (begun?.text ?? "") + (part.type === "reasoning-delta" ? part.delta : "");
  step.thinking.push({ text, ...(metadata && { metadata }) });
}

function finish(vendor: AiSdkVendor, part: PartOf<"finish">): ModelPart {
  // Every vendor gives a reason with its last chunk; without one the stream was cut.
  if (part.finishReason.raw === undefined) throw brokenOff(vendor, ENDED_EARLY);
  return { type: "finish", usage: usageOf(part.usage) };
}

function toolCall(vendor: AiSdkVendor, step: StepInProgress, part: PartOf<"tool-call">): ModelPart {
  const providerData: CallProviderData = {
    vendor: vendor.name,
    ...(part.providerMetadata && { metadata: part.providerMetadata }),
    ...(step.thinking.length > 0 && { thinking: step.thinking }),
  };
  step.thinking = [];
  const hasData = providerData.metadata !== undefined || providerData.thinking !== undefined;
  const call = { callId: part.toolCallId, name: part.toolName, arguments: part.input };
  return { type: "tool_call", call: hasData ? { ...call, providerData } : call };
}

function usageOf(usage: LanguageModelV3Usage): ModelUsage {
  return { inputTokens: usage.inputTokens.total ?? null, outputTokens: usage.outputTokens.total ?? null };
}
