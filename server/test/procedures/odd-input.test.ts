import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DescribedApp, startDescribedApp } from "../http/described-app.ts";
import { makeProcedural } from "./procedure-world.ts";

let app: DescribedApp;
let agent_id: string;

beforeAll(async () => {
  app = await startDescribedApp({ OPERATOR_QUICKSTART: "false", SLACK_BOT_TOKEN: "xoxb-0000000000" });
  agent_id = await makeProcedural(app, "simulated/assistant");
});
afterAll(() => app.stop());

const deep = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);
const schedule = (more: object) => app.call("POST", "/procedure_schedules", { agent_id, cron: "@daily", ...more });
const batch = (more: object) => app.call("POST", "/procedure_batches", { agent_id, filter: {}, ...more });

describe("odd input", () => {
  it.each<[string, () => ReturnType<typeof schedule>, number]>([
    ["a NUL in a schedule's input", () => schedule({ input: { "a\u0000": "b\u0000" } }), 200],
    ["half a character in it", () => schedule({ input: { a: "\ud800" } }), 200],
    ["its own name for the schedule in it", () => schedule({ input: { $schedule: 1 } }), 200],
    ["a prototype in it", () => schedule({ input: JSON.parse('{"__proto__": {"x": 1}}') }), 400],
    ["an input that is very deep", () => schedule({ input: deep(1_000) }), 400],
    ["an input that is a list", () => schedule({ input: [] }), 400],
    ["a time zone with a NUL", () => schedule({ time_zone: "UTC\u0000" }), 400],
    ["an agent with a NUL", () => schedule({ agent_id: "pa_0000000000\u0000" }), 400],
    ["a NUL in a filter's customer", () => batch({ filter: { customer_id: "\u0000" } }), 400],
    ["a NUL in a filter's words", () => batch({ filter: { q: "\u0000" } }), 400],
    ["a filter's words that are no query", () => batch({ filter: { q: "'\"()&|!:*" } }), 400],
    ["a moment that is none", () => batch({ filter: { created_at_gte: "2025-02-30T00:00:00Z" } }), 400],
    ["a budget beyond all bounds", () => batch({ budget: { max_tokens: 1e300 } }), 400],
    ["a budget that is no number", () => batch({ budget: { max_cost_usd: "5" } }), 400],
    ["a cursor that is none", () => app.call("GET", "/procedure_schedules?cursor=x"), 400],
  ])("such as %s is answered in words", async (_what, ask, status) => {
    const answer = await ask();
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  });

  it.each(["<!channel>", "#a b", "https://hooks.slack.com/services/x", "#\u0000", "#".repeat(200)])(
    "such as %j for a Slack channel is refused",
    async (slack_channel) => {
      const runtime = { model: "simulated/assistant", prompt: { type: "fixed", text: "Report." } };
      const config = { runtime, output: { slack_channel } };
      const made = await app.call("POST", "/procedural_agents", { name: "x", description: "", config });
      expect(made.status).toBe(400);
      expect(made.body["error"].param).toBe("config.output.slack_channel");
    },
  );
});
