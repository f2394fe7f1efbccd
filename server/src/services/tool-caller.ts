import type { AgentConfig } from "../domain/agent-config.ts";
import { widelyHeard } from "../lib/widely-heard.ts";
import type { ModelToolCall } from "../ports/language-model.ts";
import type { ToolAnswer } from "../runtime/turn-types.ts";
import type { CallSituation } from "./agent-at-work.ts";
import { failedAnswer, readArguments, type Toolbox, unknownTool } from "./toolbox.ts";

/** A call to be made, and with what. */
export interface CallToMake {
  config: AgentConfig;
  tools: Toolbox;
  call: ModelToolCall;
  conversationId: string;
  /** Aborted when the process stops: calls under way are given up, their outcome unknown. */
  stopping: AbortSignal;
  /** Is told of a fault of ours in a tool's call. */
  onError(error: unknown, toolName: string): void;
}

const NEVER = widelyHeard().signal;

/** Carries a model's call out. It never throws: a failure is an answer. */
export async function makeCall(
  { config, tools, call, conversationId, stopping, onError }: CallToMake,
  { state, interrupted, awaitClient }: CallSituation,
): Promise<ToolAnswer> {
  const { callId, name } = call;
  const tool = tools.find(name, state.route);
  if (!tool) return failedAnswer(unknownTool(name, tools.inSight(state.route)));
  const read = readArguments(call.arguments);
  if ("problem" in read) return failedAnswer(read.problem);
  const unsent = tool.onInterrupt === "cancel" ? interrupted : NEVER;
  const toolCall = { arguments: read.arguments, callId, conversationId, stopping, unsent, awaitClient };
  try {
    return await tool.carryOut(toolCall, { ...state, config, now: new Date() });
  } catch (error) {
    // A fault of ours in a call must not take the conversation with it: the model is told, and goes on.
    onError(error, name);
    const said = "The call broke on our side. It may or may not have been carried out.";
    return { outcome: { status: "unknown", error: said }, effect: null };
  }
}
