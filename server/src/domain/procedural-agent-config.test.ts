import { expect, test } from "vitest";
import { agentConfigSchema } from "./agent-config.ts";
import { modelsOfRun, proceduralAgentConfigSchema } from "./procedural-agent-config.ts";

const SMALLEST = { runtime: { model: "openai/gpt-4o", prompt: { type: "fixed", text: "Sum up." } } };
const HELD = agentConfigSchema.parse({
  runtime: { model: "simulated/assistant", fallback_models: ["b/c"], prompt: { type: "fixed", text: "Talk." } },
});

test("A model and a prompt are a whole configuration", () => {
  expect(proceduralAgentConfigSchema.parse(SMALLEST)).toEqual({
    filter_statuses: ["completed"],
    filter_condition: null,
    runtime: {
      ...SMALLEST.runtime,
      fallback_models: [],
      reasoning_effort: "medium",
      time_limit_sec: 3_600,
      variables: [],
    },
    tool: { tools: [] },
    output: { output_schema: null, slack_channel: null, post_url: null },
  });
});

test("Fields that are not known are kept", () => {
  const parsed = proceduralAgentConfigSchema.parse({ ...SMALLEST, theirs: { deep: 1 }, output: { theirs: 2 } });
  expect(parsed).toMatchObject({ theirs: { deep: 1 }, output: { theirs: 2 } });
});

test.each([
  ["a status that is not the end of anything", { filter_statuses: ["in-progress"] }],
  [
    "a prompt with routes",
    { runtime: { ...SMALLEST.runtime, prompt: { type: "intent_routing", text: "", routes: [] } } },
  ],
  ["an effort that nobody knows", { runtime: { ...SMALLEST.runtime, reasoning_effort: "extreme" } }],
  ["no prompt", { runtime: { model: "a/b" } }],
])("A configuration with %s is refused", (_what, change) => {
  expect(proceduralAgentConfigSchema.safeParse({ ...SMALLEST, ...change }).success).toBe(false);
});

test.each([
  ["its own model first", "x/y", ["d/e"], HELD, ["x/y", "d/e"]],
  ["the conversation's models", "conversation/model", ["d/e"], HELD, ["simulated/assistant", "b/c", "d/e"]],
  ["no model twice", "conversation/model", ["b/c"], HELD, ["simulated/assistant", "b/c"]],
  ["nothing where there is no conversation", "conversation/model", [], null, []],
])("A run asks %s", (_what, model, fallback_models, held, expected) => {
  const runtime = { ...SMALLEST.runtime, model, fallback_models };
  expect(modelsOfRun(proceduralAgentConfigSchema.parse({ runtime }), held)).toEqual(expected);
});
