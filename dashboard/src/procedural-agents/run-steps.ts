import type { ProcedureEvent } from "@operator/sdk";
import type { ToolRow } from "../conversations/timeline-types.ts";

/** One thing that happened in a run. */
export type RunStep =
  | { kind: "note"; key: string; at: string; text: string; tone: "neutral" | "good" | "warning" | "danger" }
  | { kind: "said"; key: string; at: string; text: string }
  | { kind: "tool"; key: string; at: string; call: Omit<ToolRow, "event"> };

type Payload = ProcedureEvent["payload"];
type Of<Type extends Payload["type"]> = Extract<Payload, { type: Type }>;

/** Says what happened in a run, step by step; a tool that was called and its answer are one step. */
export function runSteps(events: readonly ProcedureEvent[]): RunStep[] {
  const steps = new Map<string, RunStep>();
  for (const event of events) {
    const step = stepOf(event, steps);
    if (step !== null) steps.set(step.key, step);
  }
  return [...steps.values()];
}

function stepOf({ id, created_at: at, payload }: ProcedureEvent, steps: ReadonlyMap<string, RunStep>): RunStep | null {
  switch (payload.type) {
    case "agent.tool_call.created":
      return { kind: "tool", key: payload.call_id, at, call: called(payload, at) };
    case "agent.tool_call.returned":
      return answered(payload, at, steps.get(payload.call_id));
    case "agent.message.completed":
      return payload.text === "" ? null : { kind: "said", key: id, at, text: payload.text };
    // What was measured is said of the run as a whole.
    case "agent.turn.metrics":
      return null;
    default:
      return { kind: "note", key: id, at, ...noteOf(payload) };
  }
}

type Noted = Exclude<
  Payload,
  Of<"agent.tool_call.created" | "agent.tool_call.returned" | "agent.message.completed" | "agent.turn.metrics">
>;

function noteOf(payload: Noted): Pick<Extract<RunStep, { kind: "note" }>, "text" | "tone"> {
  switch (payload.type) {
    case "procedure.started":
      return { text: "The run began.", tone: "neutral" };
    case "procedure.reminded":
      return { text: "The model stopped without an output, and was told to go on.", tone: "warning" };
    case "procedure.output.recorded":
      return { text: "The output is recorded.", tone: "good" };
    case "procedure.ended":
      return { text: payload.reason ?? payload.error?.message ?? "The run is over.", tone: END_TONES[payload.status] };
    case "conversation.custom_fields.updated":
      return { text: `Custom fields were set: ${payload.changed.join(", ")}.`, tone: "neutral" };
    case "agent.model.failed":
      return { text: `${payload.model}: ${payload.message}`, tone: "warning" };
  }
}

const END_TONES = { success: "neutral", failed: "danger", skipped: "warning", cancelled: "warning" } as const;

type Called = Pick<Of<"agent.tool_call.created">, "call_id" | "name" | "arguments">;

function called({ call_id: key, name, arguments: args }: Called, at: string): Omit<ToolRow, "event"> {
  return {
    ...{ kind: "tool", key, at, name, args, inBackground: false },
    ...{ outcome: "running", result: undefined, error: null, returnedAt: null },
  };
}

function answered(payload: Of<"agent.tool_call.returned">, at: string, begun: RunStep | undefined): RunStep {
  const { call_id: key, outcome, result, error = null } = payload;
  const call = begun?.kind === "tool" ? begun.call : called(payload, at);
  return { kind: "tool", key, at: call.at, call: { ...call, outcome, result, error, returnedAt: at } };
}
