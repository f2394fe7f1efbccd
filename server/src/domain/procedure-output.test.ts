import { describe, expect, it } from "vitest";
import { type EndedProcedure, outputsOf } from "./procedure-output.ts";

const RUN: EndedProcedure = {
  id: "trun_00000000001",
  livemode: true,
  name: "Call review",
  agent_id: "pa_00000000001",
  agent_version_id: "pa_00000000001@v2",
  conversation_id: "conv_00000000001",
  status: "success",
  output: { intent: "refund" },
  summary: "A refund was asked for.",
  error: null,
  ended_at: new Date("2026-01-01T00:00:00Z"),
  output_config: { post_url: "https://crm.example.com/in", slack_channel: "#reviews" },
  is_trial: false,
};
const FAILED = { status: "failed", output: null, error: { code: "no_output", message: "It wrote none." } } as const;

describe("the output of a procedure", () => {
  it.each<[string, Partial<EndedProcedure>, string[]]>([
    ["that succeeded goes to both", {}, ["post_url", "slack"]],
    ["that failed goes to both", FAILED, ["post_url", "slack"]],
    ["that was skipped is told to the program alone", { status: "skipped", output: null }, ["post_url"]],
    ["that was cancelled is told to the program alone", { status: "cancelled", output: null }, ["post_url"]],
    ["without receivers goes nowhere", { output_config: { post_url: null, slack_channel: null } }, []],
    ["with a channel goes there", { output_config: { post_url: null, slack_channel: "#a" } }, ["slack"]],
    ["that is a trial goes nowhere", { is_trial: true }, []],
  ])("%s", (_what, change, targets) => {
    expect(outputsOf({ ...RUN, ...change }).map(({ target }) => target)).toEqual(targets);
  });

  it("is posted with the five fields of the contract first, and ours behind them", () => {
    const [posted] = outputsOf(RUN);
    expect(posted).toMatchObject({ target: "post_url", address: "https://crm.example.com/in" });
    expect(posted?.payload).toBe(
      '{"procedure_id":"trun_00000000001","agent_id":"pa_00000000001","conversation_id":"conv_00000000001",' +
        '"status":"success","output":{"intent":"refund"},"agent_version_id":"pa_00000000001@v2","livemode":true,' +
        '"summary":"A refund was asked for.","error":null,"error_code":null}',
    );
  });

  it("has null for what there is not", () => {
    const [posted] = outputsOf({ ...RUN, ...FAILED, conversation_id: null, output: undefined });
    expect(JSON.parse(posted?.payload ?? "")).toMatchObject({
      conversation_id: null,
      status: "failed",
      output: null,
      error: "It wrote none.",
      error_code: "no_output",
    });
  });
});
