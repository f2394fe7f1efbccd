import { parseJson } from "../lib/json-depth.ts";
import { maskPersonal } from "../lib/personal-fields.ts";
import { presenter } from "../lib/presentable.ts";
import { type Scrub, scrubOf } from "../lib/scrub.ts";
import type { Activity, ActivityLog } from "../ports/activity-log.ts";
import type { ModelCallReport, ObservedConversation, ToolCallReport, TurnObserver } from "../ports/turn-observer.ts";

/** How many values that tools' schemas mark as personal are remembered of a conversation. */
const MOST_REMEMBERED = 100;

/**
 * Takes down the model calls and tool calls of every turn in the log of activities, without what is personal: what a
 * tool's schema marks, and wherever else it stands, as well as what the conversation's context holds of the customer.
 */
export function turnActivities(log: ActivityLog): TurnObserver {
  const privacy = conversationPrivacy();
  const toolReturned = (conversation: ObservedConversation, report: ToolCallReport) =>
    log.record(toolCall(conversation, report, privacy));
  return {
    turnBegan: (conversation) => ({
      modelCalled: (report) => log.record(modelCall(conversation, report, privacy)),
      toolReturned: (report) => toolReturned(conversation, report),
      ended: () => undefined,
    }),
    toolReturnedLate: toolReturned,
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

function modelCall(conversation: ObservedConversation, report: ModelCallReport, privacy: Privacy): Activity {
  const { model, outcome, isSimulated, firstPart, inputTokens, outputTokens } = report;
  const error = report.error === null ? null : privacy(conversation).text(report.error);
  return {
    ...sharedBy(conversation, report),
    kind: "model_call",
    outcome: outcome === "failed" ? "failed" : "succeeded",
    summary: outcome === "succeeded" ? model : `${model}: ${error ?? outcome}`,
    details: {
      ...ofRun(conversation),
      model,
      simulated: isSimulated,
      interrupted: outcome === "interrupted",
      error,
      first_part_ms: firstPart,
      input_tokens: inputTokens,
      output_tokens: outputTokens,
    },
  };
}

function toolCall(conversation: ObservedConversation, report: ToolCallReport, privacy: Privacy): Activity {
  const { callId, name, ns, outcome, inBackground, inputSchema, outputSchema } = report;
  const given = maskPersonal(inputSchema, read(report.arguments));
  const hasResult = outcome.status === "succeeded" && outputSchema;
  const returned = hasResult ? maskPersonal(outputSchema, outcome.result) : null;
  const scrub = privacy(conversation, [...given.personal, ...(returned?.personal ?? [])]);
  const error = outcome.status === "succeeded" ? null : scrub.text(outcome.error);
  return {
    ...sharedBy(conversation, report),
    kind: "tool_call",
    outcome: outcome.status,
    summary: error === null ? name : `${name}: ${error}`,
    details: {
      ...ofRun(conversation),
      call_id: callId,
      name,
      ns,
      background: inBackground,
      arguments: shown(given.value, scrub),
      ...(returned ? { result: shown(returned.value, scrub) } : {}),
      error,
    },
  };
}

function ofRun({ procedureId }: ObservedConversation): { procedure_id?: string } {
  return procedureId === undefined ? {} : { procedure_id: procedureId };
}

/** Cuts a value to what the log has room for while it is scrubbed: to scrub a mebibyte would keep all others waiting. */
function shown(value: unknown, scrub: Scrub): unknown {
  return scrub.value(presenter(scrub.text).value(value));
}

/** Reads the arguments that a model gave as JSON text. What is none cannot be told apart, so nothing of it is shown. */
function read(given: unknown): unknown {
  if (typeof given !== "string") return given;
  try {
    return given.trim() === "" ? {} : parseJson(given);
  } catch {
    return "[not JSON]";
  }
}

/** Scrubs what is logged of a conversation of what is personal in it; `more` has come to light just now. */
type Privacy = (conversation: ObservedConversation, more?: readonly string[]) => Scrub;

function conversationPrivacy(): Privacy {
  const remembered = new WeakMap<ObservedConversation, Set<string>>();
  const scrubs = new WeakMap<ObservedConversation, { values: string; scrub: Scrub }>();
  return (conversation, more = []) => {
    const marked = remembered.get(conversation) ?? new Set();
    if (more.length > 0) remembered.set(conversation, latest(marked, more));
    const all = [...conversation.personalValues(), ...marked, ...more];
    const values = all.join("\0");
    const known = scrubs.get(conversation);
    if (known?.values === values) return known.scrub;
    const scrub = scrubOf(all);
    scrubs.set(conversation, { values, scrub });
    return scrub;
  };
}

function latest(marked: Set<string>, more: readonly string[]): Set<string> {
  for (const value of more) marked.delete(value);
  for (const value of more) marked.add(value);
  for (const oldest of marked) {
    if (marked.size <= MOST_REMEMBERED) break;
    marked.delete(oldest);
  }
  return marked;
}
