import type { ModelMessage, ModelRequest, ModelTool, ModelToolCall } from "../../ports/language-model.ts";
import { presentableMessages } from "../presentable-messages.ts";

/** Fields that a server may not know; they are left out for one that refuses them. */
export type OptionalField = "stream_options" | "reasoning_effort";

/**
 * Writes the body of `POST /chat/completions` as JSON.
 * Source: https://platform.openai.com/docs/api-reference/chat/create
 */
export function chatRequestBody(request: ModelRequest, isLeftOut: (field: OptionalField) => boolean): string {
  const { model, system, tools, reasoningEffort } = request;
  const messages: object[] = presentableMessages(request.messages).map(wireMessage);
  if (system !== "") messages.unshift({ role: "system", content: system });
  return JSON.stringify({
    model,
    stream: true,
    stream_options: isLeftOut("stream_options") ? undefined : { include_usage: true },
    reasoning_effort: isLeftOut("reasoning_effort") ? undefined : reasoningEffort,
    messages,
    tools: tools.length > 0 ? tools.map(wireTool) : undefined,
  });
}

/** Finds the optional field that a refusal is about and that was sent; `null` when it is about something else. */
export function refusedField(refusal: string, body: string): OptionalField | null {
  const fields: OptionalField[] = ["stream_options", "reasoning_effort"];
  return fields.find((field) => refusal.includes(field) && body.includes(`"${field}":`)) ?? null;
}

function wireMessage(message: ModelMessage): object {
  if (message.role === "user") return { role: "user", content: message.text };
  if (message.role === "tool") return { role: "tool", tool_call_id: message.callId, content: message.output };
  // An empty text, not null: templates of open models print null as a word.
  if (message.toolCalls.length === 0) return { role: "assistant", content: message.text };
  return { role: "assistant", content: message.text, tool_calls: message.toolCalls.map(wireCall) };
}

function wireCall(call: ModelToolCall): object {
  return { id: call.callId, type: "function", function: { name: call.name, arguments: call.arguments } };
}

function wireTool(tool: ModelTool): object {
  return {
    type: "function",
    function: { name: tool.name, description: tool.description, parameters: tool.inputSchema },
  };
}
