import type { CompiledQuery } from "kysely";
import type { CallChanges } from "../db/conversation-changes.ts";
import type { ConversationState } from "../domain/conversation-state.ts";
import type { PayloadOf, ServerPayload } from "../domain/event-payloads.ts";
import type { ModelToolCall } from "../ports/language-model.ts";
import type { Effect } from "../runtime/platform-tools.ts";
import type { ToolAnswer } from "../runtime/turn-types.ts";

/** Events to record, and what changes in the same transaction. */
export interface Recording {
  payloads: ServerPayload[];
  changes: CompiledQuery[];
}

type Call = Pick<ModelToolCall, "callId" | "name" | "arguments">;
type OpenCall = PayloadOf<"agent.tool_call.created">;

/** Writes a call's answer, and what it changes of the conversation, as what is to be recorded. */
export function answeredCall(
  call: Call,
  { outcome, effect }: ToolAnswer,
  { state, changes }: { state: ConversationState; changes: CallChanges },
): Recording {
  const { callId: call_id, name, arguments: text } = call;
  const said = outcome.status === "succeeded" ? { result: outcome.result } : { error: outcome.error };
  const about = { type: "agent.tool_call.returned" as const, call_id, name, arguments: text };
  const effects = effectEvents(effect, state);
  return {
    payloads: [{ ...about, ...said, outcome: outcome.status }, ...effects],
    changes: [
      changes.settleCall(call_id, outcome.status),
      ...(effect?.type === "set_custom_fields" ? [changes.setCustomFields(effect.fields)] : []),
      ...(effect?.type === "wait" ? [changes.setAlarm(effect.until)] : []),
    ],
  };
}

/**
 * Accounts for calls whose outcome nobody knows any more: they are reported as unknown, and never made again. `what`
 * says in a sentence what became of them.
 */
export function unknownOutcomes(calls: Iterable<OpenCall>, changes: CallChanges, what: string): Recording {
  const open = [...calls];
  const error = `${what} It may or may not have been carried out; do not repeat it without asking.`;
  return {
    payloads: open.map(({ call_id, name, arguments: text }) => {
      const outcome = "unknown" as const;
      return { type: "agent.tool_call.returned", call_id, name, arguments: text, error, outcome };
    }),
    changes: open.map((call) => changes.settleCall(call.call_id, "unknown")),
  };
}

type EffectEvent = PayloadOf<
  "conversation.custom_fields.updated" | "agent.language.changed" | "agent.route.changed" | "agent.wait.began"
>;

function effectEvents(effect: Effect | null, state: ConversationState): EffectEvent[] {
  switch (effect?.type) {
    case "set_custom_fields": {
      const custom_fields = { ...state.customFields, ...effect.fields };
      const changed = Object.keys(effect.fields);
      return [{ type: "conversation.custom_fields.updated", custom_fields, changed }];
    }
    case "switch_language":
      return [{ type: "agent.language.changed", language: effect.language, previous: state.language }];
    case "change_route":
      return [{ type: "agent.route.changed", route: effect.route, previous: state.route }];
    case "wait":
      return [{ type: "agent.wait.began", until: effect.until.toISOString(), reason: effect.reason }];
    default:
      return [];
  }
}
