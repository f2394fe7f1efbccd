import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { readEvents } from "../http/event-reader.ts";

/** How many chats and runs are tried, and how often the vendor's fake breaks an answer, in each of its ways. */
const COUNT = 12;
const CHAOS = { dropRate: 0.15, malformedRate: 0.1, rateLimitRate: 0.1, disconnectRate: 0.15 };

let vendor: LLMock;
let app: TestApp;

beforeAll(async () => {
  vendor = new LLMock({ port: 0 });
  await vendor.start();
  const recording = { name: "record_output", arguments: JSON.stringify({ output: { fine: true }, summary: "Fine." }) };
  vendor.on(
    { predicate: ({ tools }) => (tools ?? []).some((tool) => tool.function.name === "record_output") },
    { toolCalls: [recording] },
  );
  vendor.on({ predicate: () => true }, { content: "All is well." });
  app = await startTestApp(
    { OPENAI_API_KEY: "sk-test-4f9a7c31e2", OPENAI_BASE_URL: `${vendor.url}/v1`, OPERATOR_QUICKSTART: "false" },
    { sleepAfter: 20, jobsEvery: 50, procedureRetryEvery: 50 },
  );
  vendor.setChaos(CHAOS);
});

afterAll(async () => {
  await app.stop();
  await vendor.stop();
});

const each = <Value>(work: () => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: COUNT }, () => work()));

describe("a vendor whose answers break", { timeout: 60_000 }, () => {
  it("lets no message of an async chat go unanswered, each in one whole message", async () => {
    const agentId = await app.makeAgent("Answer.", { runtime: { model: "openai/gpt-4o" } });
    const said = await each(async () => {
      const { id, channel } = await app.converse(agentId, { channel: { type: "chat_async" } });
      const url = `${app.url}/conversations/${id}/session?token=${channel.token}`;
      const turn = await readEvents(url, {}, { payload: { type: "user.message.send", text: "How is it?" } });
      await turn.ended();
      return turn.blocks.flatMap(({ event: { payload } }) =>
        payload.type === "agent.message.completed" && !payload.interrupted ? [payload.text] : [],
      );
    });
    expect(said.map((messages) => messages.length)).toEqual(said.map(() => 1));
    expect(said.flat()).toContain("All is well.");
  });

  it("lets every run of a procedural agent come to its output", async () => {
    const config = { runtime: { model: "openai/gpt-4o", prompt: { type: "fixed", text: "Say whether it is fine." } } };
    const made = await app.call("POST", "/procedural_agents", { name: "Check", description: "", config });
    const agent_id = made.body["version_id"] as string;
    const runs = await each(async () => {
      const { body } = await app.call("POST", "/procedures", { agent_id, input: { text: "It is fine." } });
      return body["id"] as string;
    });
    const shown = () => Promise.all(runs.map(async (id) => (await app.call("GET", `/procedures/${id}`)).body));
    await expect
      .poll(async () => (await shown()).map(({ status, output }) => ({ status, output })), { timeout: 45_000 })
      .toEqual(runs.map(() => ({ status: "success", output: { fine: true } })));
  });
});
