import type { ActivityLog } from "../ports/activity-log.ts";
import type {
  ModelCallReport,
  ObservedConversation,
  ToolCallReport,
  TurnObserver,
  TurnWatch,
} from "../ports/turn-observer.ts";

/** Takes down the model calls and tool calls of every turn in the log of activities. */
export function turnObserver(log: ActivityLog): TurnObserver {
  return {
    turnBegan(conversation): TurnWatch {
      return {
        modelCalled: (report) => log.record({ ...sharedBy(conversation, report), ...modelCall(report) }),
        toolReturned: (report) => log.record({ ...sharedBy(conversation, report), ...toolCall(report) }),
        ended: () => undefined,
      };
    },
    toolReturnedLate: (conversation, report) => log.record({ ...sharedBy(conversation, report), ...toolCall(report) }),
  };
}

function sharedBy(conversation: ObservedConversation, report: { startedAt: number; duration: number }) {
  const { agentVersionId, agentName, livemode, conversationId } = conversation;
  return {
    actor: { type: "agent", id: agentVersionId, name: agentName },
    livemode,
    conversationId,
    requestId: conversation.requestId(),
    at: new Date(report.startedAt + report.duration),
    duration: report.duration,
  } as const;
}

function modelCall({ model, outcome, error, isSimulated, firstPart, inputTokens, outputTokens }: ModelCallReport) {
  return {
    kind: "model_call",
    outcome: outcome === "failed" ? "failed" : "succeeded",
    summary: `${model}${outcome === "succeeded" ? "" : `: ${error ?? outcome}`}`,
    details: {
      model,
      simulated: isSimulated,
      interrupted: outcome === "interrupted",
      error,
      first_part_ms: firstPart,
      input_tokens: inputTokens,
      output_tokens: outputTokens,
    },
  } as const;
}

function toolCall({ callId, name, ns, outcome, inBackground }: ToolCallReport) {
  const error = "error" in outcome ? outcome.error : null;
  return {
    kind: "tool_call",
    outcome: outcome.status,
    summary: `${name}${error === null ? "" : `: ${error}`}`,
    details: { call_id: callId, name, ns, background: inBackground, error },
  } as const;
}
