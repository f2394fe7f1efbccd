import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ModelMessage, ModelToolCall } from "../../src/ports/language-model.ts";
import { createOpenAiRealtime } from "../../src/providers/openai-realtime/openai-realtime.ts";
import { callsOf, collect, failureOf, requestOf, textOf } from "../../src/testing/language-model-contract.ts";

const fake = new LLMock({ port: 0, chunkSize: 6 });
const call = new AbortController();

beforeAll(() => fake.start());
afterAll(async () => {
  call.abort();
  await fake.stop();
});

const connect = () => createOpenAiRealtime({ apiKey: "sk-test-4f9a7c31e2", baseUrl: `${fake.url}/v1` });
const open = () =>
  connect().spoken.open({ model: "gpt-realtime", sampleRateHz: 16_000, voiceId: null, signal: call.signal }).model;
const next = (response: Parameters<LLMock["on"]>[1]) => {
  fake.clearFixtures();
  fake.on({ predicate: () => true }, response);
};

it.each([
  ["in writing", () => connect().written],
  ["by voice", open],
])("converses %s with a fake of the Realtime API that others wrote", async (_how, model) => {
  const asked = model();
  next({ content: "Let me look.", toolCalls: [{ name: "get_weather", arguments: '{"city":"Oslo"}' }] });
  const messages: ModelMessage[] = [{ role: "user", text: "How is Oslo?" }];
  const parts = await collect(asked.stream(requestOf("gpt-realtime", { messages })));
  const made = callsOf(parts) as [ModelToolCall];
  expect([textOf(parts), made.map(({ name }) => name)]).toEqual(["Let me look.", ["get_weather"]]);

  next({ content: "It is sunny." });
  messages.push({ role: "assistant", text: "Let me look.", toolCalls: made });
  messages.push({ role: "tool", callId: made[0].callId, name: "get_weather", output: "sunny", isError: false });
  expect(textOf(await collect(asked.stream(requestOf("gpt-realtime", { messages }))))).toBe("It is sunny.");
  const { body } = fake.getLastRequest() as { body: { messages: { role: string; content: unknown }[] } };
  expect(body.messages.map(({ role }) => role)).toEqual(["system", "user", "assistant", "assistant", "tool"]);
});

it("takes what it complains of for an error, and goes on", async () => {
  const model = open();
  next({ error: { message: "Slow down", type: "rate_limit_error" }, status: 429 });
  expect(await failureOf(model, requestOf("gpt-realtime"))).toMatchObject({ status: 429, isRetryable: true });
  next({ content: "All is well." });
  expect(textOf(await collect(model.stream(requestOf("gpt-realtime"))))).toBe("All is well.");
});
