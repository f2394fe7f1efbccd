import { describe, expect, it } from "vitest";
import { ModelError } from "../ports/language-model.ts";
import { catalogOf, type ScriptedStep, scriptedModel } from "../testing/scripted-model.ts";
import { judgeCondition } from "./condition.ts";

const LIMITS = { firstPart: 5_000, betweenParts: 5_000, beforeRetry: 0, maxSteps: 16 };
const verdict = (holds: unknown, reason: unknown = "The log says so.") => [
  { calls: "record_verdict", with: { holds, reason } },
];
const DOWN = { fails: new ModelError("Down.", { isRetryable: false }) };

function setUp(models: Record<string, readonly ScriptedStep[]>, order = Object.keys(models)) {
  const doubles = Object.fromEntries(Object.entries(models).map(([name, steps]) => [name, scriptedModel(steps)]));
  const stopping = new AbortController();
  const calls: string[] = [];
  let ids = 0;
  const judged = () =>
    judgeCondition({
      condition: "The customer asked for a refund.",
      text: "# Event log\n\nuser: …",
      models: order,
      catalog: catalogOf(doubles),
      limits: LIMITS,
      retryEvery: 1,
      signal: stopping.signal,
      newId: (prefix) => `${prefix}_${++ids}`,
      onCall: ({ model, outcome }) => void calls.push(`${model} ${outcome}`),
    });
  const finished = () => {
    for (const double of Object.values(doubles)) double.assertFinished();
  };
  return { judged, doubles, stopping, calls, finished };
}

describe("judging a condition", () => {
  it.each([true, false])("takes the model's verdict, %s, with its reason", async (holds) => {
    const { judged, calls, finished } = setUp({ "a/a": [verdict(holds)] });
    expect(await judged()).toEqual({ holds, reason: "The log says so." });
    expect(calls).toEqual(["a/a succeeded"]);
    finished();
  });

  it("shows the model the condition and the conversation, and one tool", async () => {
    const { judged, doubles } = setUp({ "a/a": [verdict(true)] });
    await judged();
    const [request] = doubles["a/a"]?.requests ?? [];
    expect(request?.messages).toEqual([
      { role: "user", text: "# Condition\n\nThe customer asked for a refund.\n\n# Event log\n\nuser: …" },
    ]);
    expect(request?.tools.map(({ name }) => name)).toEqual(["record_verdict"]);
    expect(request?.reasoningEffort).toBe("low");
  });

  it.each<[string, ScriptedStep]>([
    ["no JSON", [{ calls: "record_verdict", with: "holds: yes" }]],
    ["a text for a truth", verdict("true")],
    ["nothing", [{ calls: "record_verdict" }]],
    ["another tool", [{ calls: "record_output", with: { holds: true } }]],
  ])("sends back a verdict that is %s", async (_what, wrong) => {
    const { judged, doubles, finished } = setUp({ "a/a": [wrong, verdict(true)] });
    expect(await judged()).toMatchObject({ holds: true });
    expect(doubles["a/a"]?.requests[1]?.messages.at(-1)).toMatchObject({ role: "tool", isError: true });
    finished();
  });

  it("asks again a model that only talks, and shows it what it said", async () => {
    const { judged, doubles, finished } = setUp({ "a/a": [["Yes, it does."], verdict(true)] });
    expect(await judged()).toMatchObject({ holds: true });
    expect(doubles["a/a"]?.requests[1]?.messages.slice(1)).toEqual([
      { role: "assistant", text: "Yes, it does.", toolCalls: [] },
      { role: "user", text: expect.stringContaining("No verdict is recorded") },
    ]);
    finished();
  });

  it("takes a verdict without a reason", async () => {
    const { judged } = setUp({ "a/a": [verdict(false, null)] });
    expect(await judged()).toEqual({ holds: false, reason: "" });
  });

  it("fails after three tries without a verdict", async () => {
    const { judged, finished } = setUp({ "a/a": [["Yes."], ["Yes."], ["Yes."]] });
    expect(await judged()).toMatchObject({ failure: { code: "no_verdict" } });
    finished();
  });

  it("fails when every verdict of three tries is wrong", async () => {
    const { judged, finished } = setUp({ "a/a": Array.from({ length: 9 }, () => verdict("maybe")) });
    expect(await judged()).toMatchObject({ failure: { code: "no_verdict" } });
    finished();
  });

  it("asks the fallback when the first model is down", async () => {
    const { judged, calls } = setUp({ "a/a": [[DOWN]], "b/b": [verdict(true)] });
    expect(await judged()).toMatchObject({ holds: true });
    expect(calls).toEqual(["a/a failed", "b/b succeeded"]);
  });

  it("waits for models that are all down, and fails after three tries", async () => {
    const recovers = setUp({ "a/a": [[DOWN], [DOWN], verdict(true)] });
    expect(await recovers.judged()).toMatchObject({ holds: true });
    const down = setUp({ "a/a": [[DOWN], [DOWN], [DOWN]] });
    expect(await down.judged()).toMatchObject({ failure: { code: "model_failed" } });
    down.finished();
  });

  it("fails at once for a model that the installation does not have", async () => {
    const { judged, calls } = setUp({}, ["a/none"]);
    expect(await judged()).toMatchObject({ failure: { code: "model_failed" } });
    expect(calls).toEqual([]);
  });

  it("stops when it is told to", async () => {
    const { judged, stopping } = setUp({ "a/a": [[{ stalls: true }]] });
    const judging = judged();
    stopping.abort(new Error("Stopping."));
    await expect(judging).rejects.toThrow("Stopping.");
  });
});
