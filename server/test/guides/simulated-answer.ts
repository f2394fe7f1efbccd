import { nextStep } from "../../src/providers/simulated/next-step.ts";
import type { ModelMessage, ModelToolCall } from "../../src/ports/language-model.ts";
import { type FakeAnswer, type FakeModelRequest, textOfMessage } from "../../src/testing/fake-model-server.ts";

interface OfferedTool {
  function: { name: string; description?: string; parameters?: Record<string, unknown> };
}

/** Answers as the simulated assistant does, for pages that need no words of their own. */
export function simulatedAnswer(request: FakeModelRequest): FakeAnswer {
  const tools = ((request.tools ?? []) as readonly OfferedTool[]).map(({ function: tool }) => ({
    name: tool.name,
    description: tool.description ?? "",
    inputSchema: tool.parameters ?? {},
  }));
  const system = request.messages.filter(({ role }) => role === "system").map(textOfMessage);
  const asked = { model: request.model, system: system.join("\n"), messages: messagesOf(request), tools };
  const { text, call } = nextStep({ ...asked, signal: new AbortController().signal }, () => new Date());
  return {
    firstPieceAfter: 0,
    pieceEvery: 0,
    pieces: text.match(/\S+\s*/g) ?? [],
    toolCalls: call === null ? [] : [{ name: call.name, arguments: call.arguments }],
  };
}

function messagesOf({ messages }: FakeModelRequest): ModelMessage[] {
  const calls: ModelToolCall[] = messages.flatMap(({ tool_calls = [] }) =>
    tool_calls.map((call) => ({ callId: call.id, ...call.function })),
  );
  return messages.flatMap((message): ModelMessage[] => {
    const text = textOfMessage(message);
    if (message.role === "user") return [{ role: "user", text }];
    if (message.role === "assistant") {
      const own = calls.filter(({ callId }) => message.tool_calls?.some(({ id }) => id === callId));
      return [{ role: "assistant", text, toolCalls: own }];
    }
    if (message.role !== "tool") return [];
    const callId = message.tool_call_id ?? "";
    const name = calls.find((call) => call.callId === callId)?.name ?? "";
    return [{ role: "tool", callId, name, output: text, isError: false }];
  });
}
