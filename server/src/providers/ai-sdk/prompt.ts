import type {
  LanguageModelV3FunctionTool,
  LanguageModelV3Prompt,
  LanguageModelV3ReasoningPart,
  LanguageModelV3ToolCallPart,
  LanguageModelV3ToolResultPart,
  SharedV3ProviderMetadata,
} from "@ai-sdk/provider";
import { isJsonObject } from "../../lib/json.ts";
import type { ModelMessage, ModelRequest, ModelTool, ModelToolCall } from "../../ports/language-model.ts";
import { presentableMessages } from "../presentable-messages.ts";

/**
 * What a vendor wants back with a call: the call's own metadata (Gemini's thought signature) and the thinking that led
 * to it (Anthropic refuses a call whose signed thinking is missing).
 */
export interface CallProviderData {
  /** Whose data it is; another vendor is not shown it. */
  vendor: string;
  metadata?: SharedV3ProviderMetadata;
  thinking?: readonly ThinkingBlock[];
}

/** One block of thinking, as the vendor signed it. */
export interface ThinkingBlock {
  text: string;
  metadata?: SharedV3ProviderMetadata;
}

/** Translates a request's system prompt and conversation for the AI SDK. */
export function toPrompt(request: ModelRequest, vendor: string): LanguageModelV3Prompt {
  const prompt: LanguageModelV3Prompt = [];
  if (request.system !== "") prompt.push({ role: "system", content: request.system });
  for (const message of presentableMessages(request.messages)) addMessage(prompt, message, vendor);
  return prompt;
}

/** Translates a request's tools for the AI SDK. */
export function toFunctionTools(tools: readonly ModelTool[]): LanguageModelV3FunctionTool[] {
  return tools.map(({ name, description, inputSchema }) => ({ type: "function", name, description, inputSchema }));
}

/** Reads the provider data of a call; `null` when there is none or it is another vendor's. */
export function providerDataOf(call: ModelToolCall, vendor: string): CallProviderData | null {
  const data = call.providerData;
  if (!isJsonObject(data) || data["vendor"] !== vendor) return null;
  return data as unknown as CallProviderData;
}

function addMessage(prompt: LanguageModelV3Prompt, message: ModelMessage, vendor: string): void {
  if (message.role === "user") {
    prompt.push({ role: "user", content: [{ type: "text", text: message.text }] });
    return;
  }
  if (message.role === "assistant") {
    prompt.push({ role: "assistant", content: assistantContent(message, vendor) });
    return;
  }
  // The results of one step stand in one message: Anthropic and Gemini take no second one.
  const last = prompt.at(-1);
  if (last?.role === "tool") last.content.push(toolResult(message));
  else prompt.push({ role: "tool", content: [toolResult(message)] });
}

type AssistantMessage = Extract<ModelMessage, { role: "assistant" }>;
type AssistantContent = Extract<LanguageModelV3Prompt[number], { role: "assistant" }>["content"];

function assistantContent(message: AssistantMessage, vendor: string): AssistantContent {
  const [first, ...others] = message.toolCalls;
  const content: AssistantContent = first ? thinkingParts(first, vendor) : [];
  if (message.text.trim() !== "") content.push({ type: "text", text: message.text });
  if (first) content.push(toolCall(first, vendor));
  for (const call of others) content.push(...thinkingParts(call, vendor), toolCall(call, vendor));
  return content;
}

function thinkingParts(call: ModelToolCall, vendor: string): LanguageModelV3ReasoningPart[] {
  return (providerDataOf(call, vendor)?.thinking ?? []).map(({ text, metadata }) => ({
    type: "reasoning",
    text,
    ...(metadata && { providerOptions: metadata }),
  }));
}

function toolCall(call: ModelToolCall, vendor: string): LanguageModelV3ToolCallPart {
  const metadata = providerDataOf(call, vendor)?.metadata;
  return {
    type: "tool-call",
    toolCallId: call.callId,
    toolName: call.name,
    input: JSON.parse(call.arguments) as unknown,
    ...(metadata && { providerOptions: metadata }),
  };
}

function toolResult(message: Extract<ModelMessage, { role: "tool" }>): LanguageModelV3ToolResultPart {
  const type = message.isError ? "error-text" : "text";
  return {
    type: "tool-result",
    toolCallId: message.callId,
    toolName: message.name,
    output: { type, value: message.output },
  };
}
