import { describe, expect, it } from "vitest";
import type { LogPayload } from "./event-payloads.ts";
import {
  applyProgress,
  nextStep,
  noProgress,
  type ProcedureProgress,
  type ProcedureStanding,
} from "./procedure-progress.ts";

const RECORDED = { type: "procedure.output.recorded", output: 1, summary: null, citations: {} } as const;
const REMINDED = { type: "procedure.reminded", text: "Go on." } as const;
const CALL = { type: "agent.tool_call.returned", call_id: "c", name: "record_output", arguments: "{}" } as const;
const WRONG = { ...CALL, error: "It does not fit.", outcome: "failed" } as const;
const CALLED = {
  type: "agent.tool_call.created",
  call_id: "d",
  name: "x",
  arguments: "{}",
  generation_id: "g",
  ns: null,
  in_background: false,
} as const;
const failed = (reason: "error" | "unavailable" | "too_many_steps", next: "retry" | "apology" = "apology") =>
  ({ type: "agent.model.failed", model: "a/b", reason, message: "Broken.", next, next_model: null }) as const;
const cut = {
  type: "agent.message.completed",
  text: "So",
  interrupted: true,
  has_tool_calls: false,
  generation_id: "g",
} as const;

const after = (...payloads: LogPayload[]): ProcedureProgress => {
  const progress = noProgress();
  for (const payload of payloads) applyProgress(progress, payload);
  return progress;
};
const STANDING: ProcedureStanding = { hasStopped: false, isCancelled: false, isOverdue: false, retryEvery: 100 };
const stopped = { ...STANDING, hasStopped: true };
const times = <Item>(count: number, item: Item) => Array.from({ length: count }, () => item);
const failing = (code: string) => ({ do: "end", status: "failed", error: { code } });

describe("what is done next about a run", () => {
  it.each<[string, LogPayload[], ProcedureStanding, object]>([
    ["that has just begun", [], STANDING, { do: "work" }],
    ["whose model stopped", [], stopped, { do: "remind" }],
    ["whose model stopped again", [REMINDED], stopped, { do: "remind" }],
    ["whose model stopped a third time", [REMINDED, REMINDED], stopped, failing("no_output")],
    ["that was taken up after its reminders", [REMINDED, REMINDED], STANDING, { do: "work" }],
    ["that recorded its output", [RECORDED], stopped, { do: "end", status: "success" }],
    [
      "that recorded its output and was cancelled",
      [RECORDED],
      { ...stopped, isCancelled: true },
      { status: "success" },
    ],
    ["that was cancelled", [], { ...STANDING, isCancelled: true }, { do: "end", status: "cancelled", error: null }],
    ["whose time is over", [], { ...stopped, isOverdue: true }, failing("timed_out")],
    ["four of whose outputs were wrong", times(4, WRONG), STANDING, { do: "work" }],
    ["five of whose outputs were wrong", times(5, WRONG), STANDING, failing("invalid_output")],
    ["whose model failed", [failed("error")], stopped, { do: "retry", delay: 100 }],
    ["whose model failed three times", times(3, failed("error")), stopped, { do: "retry", delay: 400 }],
    ["that was taken up after its model failed", [failed("error")], STANDING, { do: "work" }],
    ["whose model failed six times", times(6, failed("error")), stopped, failing("model_failed")],
    ["whose model broke off six times", times(6, [cut, failed("error")]).flat(), stopped, failing("model_failed")],
    ["whose model recovered", [...times(5, failed("error")), CALLED, failed("error")], stopped, { delay: 100 }],
    ["whose model is asked again anyway", [failed("error", "retry")], stopped, { do: "remind" }],
    ["without a model", [failed("unavailable")], stopped, failing("model_failed")],
    ["that took too many steps", [failed("too_many_steps")], stopped, failing("too_many_steps")],
  ])("%s", (_, payloads, standing, step) => {
    expect(nextStep(after(...payloads), standing)).toMatchObject(step);
  });

  it("names what was wrong with the last output", () => {
    expect(nextStep(after(...times(5, WRONG)), STANDING)).toMatchObject({
      error: { message: expect.stringContaining("It does not fit.") },
    });
  });
});
