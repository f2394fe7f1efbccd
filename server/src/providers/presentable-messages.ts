import { isJsonObject } from "../lib/json.ts";
import type { ModelMessage, ModelToolCall } from "../ports/language-model.ts";

const BEGINNING: ModelMessage = { role: "user", text: "[The conversation begins.]" };

/**
 * Brings a conversation into the form every vendor takes: a user speaks first (Anthropic, Gemini and the chat
 * templates of many open models insist), no message is blank (Anthropic refuses those), and a call's arguments are a
 * JSON object (vLLM, Anthropic and Gemini parse them); what a model wrote instead is kept as `malformed_arguments`.
 */
export function presentableMessages(messages: readonly ModelMessage[]): ModelMessage[] {
  const presentable = messages.filter(hasContent).map(withObjectArguments);
  return presentable[0]?.role === "user" ? presentable : [BEGINNING, ...presentable];
}

function hasContent(message: ModelMessage): boolean {
  if (message.role === "tool") return true;
  return message.text.trim() !== "" || (message.role === "assistant" && message.toolCalls.length > 0);
}

function withObjectArguments(message: ModelMessage): ModelMessage {
  if (message.role !== "assistant" || message.toolCalls.length === 0) return message;
  return { ...message, toolCalls: message.toolCalls.map(repairArguments) };
}

function repairArguments(call: ModelToolCall): ModelToolCall {
  const repaired = objectText(call.arguments);
  return repaired === call.arguments ? call : { ...call, arguments: repaired };
}

function objectText(text: string): string {
  if (text.trim() === "") return "{}";
  return parsesToObject(text) ? text : JSON.stringify({ malformed_arguments: text });
}

function parsesToObject(text: string): boolean {
  try {
    return isJsonObject(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
