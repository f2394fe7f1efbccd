import type { LogPayload, PayloadOf, ProcedurePayload } from "./event-payloads.ts";
import { RECORD_OUTPUT } from "./check-procedural-config.ts";
import type { ProcedureEndStatus, ProcedureError } from "./procedure.ts";

/** How far a run is, as its log tells. */
export interface ProcedureProgress {
  hasStarted: boolean;
  recorded: Extract<ProcedurePayload, { type: "procedure.output.recorded" }> | null;
  /** How often the model stopped without recording an output, and was told to go on. */
  reminders: number;
  /** How many outputs were sent back. */
  wrongOutputs: number;
  /** What was wrong with the last of them. */
  lastProblem: string | null;
  /** How often in a row no model answered. */
  modelFailures: number;
  /** The last failure that nothing came after. */
  lastFailure: PayloadOf<"agent.model.failed"> | null;
}

/** Wrong outputs after which a run fails: a model that has not found the way by then will not. */
export const MOST_WRONG_OUTPUTS = 5;
const MOST_REMINDERS = 2;
const MOST_MODEL_FAILURES = 5;

/** Returns the progress of a run whose log is empty. */
export function noProgress(): ProcedureProgress {
  return {
    hasStarted: false,
    recorded: null,
    reminders: 0,
    wrongOutputs: 0,
    lastProblem: null,
    modelFailures: 0,
    lastFailure: null,
  };
}

/** Takes the next event of the log into the progress, in place. */
export function applyProgress(progress: ProcedureProgress, payload: LogPayload): void {
  switch (payload.type) {
    case "procedure.started":
      progress.hasStarted = true;
      return;
    case "procedure.reminded":
      progress.reminders += 1;
      return;
    case "procedure.output.recorded":
      progress.recorded = payload;
      return;
    case "agent.model.failed":
      noteFailure(progress, payload);
      return;
    case "agent.message.completed":
      // What a model said before it failed is no answer.
      if (!payload.interrupted) forgetFailures(progress);
      return;
    case "agent.tool_call.created":
      forgetFailures(progress);
      return;
    case "agent.tool_call.returned":
      noteWrongOutput(progress, payload);
      return;
    default:
  }
}

function noteWrongOutput(progress: ProcedureProgress, payload: PayloadOf<"agent.tool_call.returned">): void {
  if (payload.name !== RECORD_OUTPUT || payload.outcome !== "failed") return;
  progress.wrongOutputs += 1;
  progress.lastProblem = payload.error ?? null;
}

function forgetFailures(progress: ProcedureProgress): void {
  progress.modelFailures = 0;
  progress.lastFailure = null;
}

function noteFailure(progress: ProcedureProgress, payload: PayloadOf<"agent.model.failed">): void {
  if (payload.next !== "apology") return;
  progress.modelFailures += 1;
  progress.lastFailure = payload;
}

/** What is to be done about a run. */
export type ProcedureStep =
  /** The model is asked. */
  | { do: "work" }
  /** The model stopped without an output: it is told so, and asked again. */
  | { do: "remind"; text: string }
  /** No model answered: they are asked again in `delay` ms. */
  | { do: "retry"; delay: number }
  | { do: "end"; status: ProcedureEndStatus; error: ProcedureError | null };

/** Where a run stands beside its log. */
export interface ProcedureStanding {
  /** Whether its model has been asked since this process took it on, and stopped. */
  hasStopped: boolean;
  isCancelled: boolean;
  isOverdue: boolean;
  /** The pause after the first time that no model answered; it doubles. */
  retryEvery: number;
}

/** Decides what is done next about a run that has started. */
export function nextStep(progress: ProcedureProgress, standing: ProcedureStanding): ProcedureStep {
  const { recorded, lastFailure, wrongOutputs, reminders, modelFailures } = progress;
  if (recorded) return { do: "end", status: "success", error: null };
  if (standing.isCancelled) return { do: "end", status: "cancelled", error: null };
  if (standing.isOverdue) return failed("timed_out", "The run took longer than its time limit.");
  if (wrongOutputs >= MOST_WRONG_OUTPUTS) {
    return failed(
      "invalid_output",
      `The model's output did not fit, ${wrongOutputs} times. ${progress.lastProblem ?? ""}`,
    );
  }
  if (lastFailure) return afterFailure(lastFailure, modelFailures, standing);
  if (!standing.hasStopped) return { do: "work" };
  if (reminders >= MOST_REMINDERS) {
    return failed("no_output", `The model ended without calling ${RECORD_OUTPUT}, though it was reminded.`);
  }
  return { do: "remind", text: REMINDER };
}

const REMINDER = `[You stopped, but no output is recorded. Finish what is left to do, then call ${RECORD_OUTPUT}. Nothing else that you write is read by anybody.]`;

function afterFailure(
  { reason, message }: PayloadOf<"agent.model.failed">,
  failures: number,
  { hasStopped, retryEvery }: ProcedureStanding,
): ProcedureStep {
  if (reason === "too_many_steps") return failed("too_many_steps", message);
  if (reason === "unavailable" || failures > MOST_MODEL_FAILURES) return failed("model_failed", message);
  return hasStopped ? { do: "retry", delay: retryEvery * 2 ** (failures - 1) } : { do: "work" };
}

function failed(code: string, message: string): ProcedureStep {
  return { do: "end", status: "failed", error: { code, message: message.trim() } };
}
