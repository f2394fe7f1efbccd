import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type LanguageModel,
  ModelError,
  type ModelMessage,
  type ModelPart,
  type ModelRequest,
  type ModelTool,
  type ModelToolCall,
  type ModelUsage,
} from "../ports/language-model.ts";

/** What a model under test is to do when it is next asked. */
export interface ModelScenario {
  text?: string;
  calls?: readonly { name: string; input: unknown }[];
  usage?: ModelUsage;
  /** Refuses with this status and message instead. */
  refuses?: { status: number; message: string };
  /** Ends the connection in the middle of the text. */
  isCut?: boolean;
  /** Says the beginning of the text, then nothing for longer than any test. */
  stalls?: boolean;
}

/** What the model was shown in a request, read back from what reached the vendor. */
export interface SeenRequest {
  system: string;
  /** The conversation in the words of chat completions, which the fake vendors translate to. */
  messages: readonly { role: string; text: string; callNames: readonly string[] }[];
  toolNames: readonly string[];
}

/** A model to be tested, with the means to say what it does. */
export interface ModelUnderTest {
  model: LanguageModel;
  /** A model name that the vendor takes. */
  modelName: string;
  /** The API key in use, which no error may show. */
  apiKey: string;
  /** Makes the next request meet this scenario. */
  next(scenario: ModelScenario): void;
  /** What the last request came to at the vendor. */
  lastSeen(): SeenRequest;
  /** How many requests the vendor is answering right now; checked where it can be known. */
  openRequests?(): number;
  close(): Promise<void>;
}

const WEATHER: ModelTool = {
  name: "get_weather",
  description: "Gets the weather of a city.",
  inputSchema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};

/** What is common to all requests of the suite. */
export function requestOf(modelName: string, overrides: Partial<ModelRequest> = {}): ModelRequest {
  return {
    model: modelName,
    system: "You are a weather agent.",
    messages: [{ role: "user", text: "What is the weather?" }],
    tools: [],
    signal: new AbortController().signal,
    ...overrides,
  };
}

/** Reads a stream to its end. */
export async function collect(parts: AsyncIterable<ModelPart>): Promise<ModelPart[]> {
  const collected: ModelPart[] = [];
  for await (const part of parts) collected.push(part);
  return collected;
}

/** Joins the text of parts. */
export function textOf(parts: readonly ModelPart[]): string {
  return parts.map((part) => (part.type === "text" ? part.text : "")).join("");
}

/** Lists the calls among parts. */
export function callsOf(parts: readonly ModelPart[]): ModelToolCall[] {
  return parts.flatMap((part) => (part.type === "tool_call" ? [part.call] : []));
}

/** Defines the tests that every implementation of `LanguageModel` passes, the double included. */
export function languageModelContract(name: string, start: () => Promise<ModelUnderTest>): void {
  describe(`${name} keeps the contract of a language model`, () => {
    const context = {} as ContractContext;
    beforeAll(async () => {
      context.test = await start();
    });
    afterAll(() => context.test.close());
    answering(context);
    callingTools(context);
    sendingResults(context);
    beingAborted(context);
    failing(context);
  });
}

interface ContractContext {
  test: ModelUnderTest;
}

function answering(context: ContractContext): void {
  it("streams a text in pieces and finishes with its usage", async () => {
    const { test } = context;
    test.next({ text: "It is sunny in Oslo today, with a light breeze.", usage: { inputTokens: 11, outputTokens: 7 } });
    const parts = await collect(test.model.stream(requestOf(test.modelName)));
    expect(textOf(parts)).toBe("It is sunny in Oslo today, with a light breeze.");
    expect(parts.filter(({ type }) => type === "text").length).toBeGreaterThan(1);
    expect(parts.at(-1)).toEqual({ type: "finish", usage: { inputTokens: 11, outputTokens: 7 } });
    expect(parts.filter(({ type }) => type === "finish")).toHaveLength(1);
  });

  it("carries every script and emoji unharmed, however the bytes are cut", async () => {
    const { test } = context;
    const text = 'Grüße, 東京の天気は晴れ ☀️ — 👩‍👩‍👧‍👦 “naïve” \\n "quoted" \u2028 end';
    test.next({ text });
    expect(textOf(await collect(test.model.stream(requestOf(test.modelName))))).toBe(text);
  });

  it("shows the model the system prompt, the conversation and the tools", async () => {
    const { test } = context;
    const messages: ModelMessage[] = [
      { role: "user", text: "Hello" },
      { role: "assistant", text: "Hi, where are you?", toolCalls: [] },
      { role: "user", text: "In Oslo" },
    ];
    test.next({ text: "Good." });
    await collect(test.model.stream(requestOf(test.modelName, { messages, tools: [WEATHER] })));
    const seen = test.lastSeen();
    expect(seen.system).toBe("You are a weather agent.");
    expect(seen.messages.map(({ role, text }) => [role, text])).toEqual([
      ["user", "Hello"],
      ["assistant", "Hi, where are you?"],
      ["user", "In Oslo"],
    ]);
    expect(seen.toolNames).toEqual(["get_weather"]);
  });
}

function callingTools(context: ContractContext): void {
  it("asks for a tool and takes its result in the next step", async () => {
    const { test } = context;
    test.next({ text: "Let me look.", calls: [{ name: "get_weather", input: { city: "Zürich" } }] });
    const parts = await collect(test.model.stream(requestOf(test.modelName, { tools: [WEATHER] })));
    const [call] = callsOf(parts) as [ModelToolCall];
    expect(textOf(parts)).toBe("Let me look.");
    expect([call.name, JSON.parse(call.arguments)]).toEqual(["get_weather", { city: "Zürich" }]);

    const messages: ModelMessage[] = [
      { role: "user", text: "What is the weather?" },
      { role: "assistant", text: "Let me look.", toolCalls: [call] },
      { role: "tool", callId: call.callId, name: "get_weather", output: '{"sky":"clear"}', isError: false },
    ];
    test.next({ text: "Clear." });
    await collect(test.model.stream(requestOf(test.modelName, { messages, tools: [WEATHER] })));
    const said = test.lastSeen().messages;
    expect(said.flatMap(({ callNames }) => callNames)).toEqual(["get_weather"]);
    expect(said.at(-1)?.text).toContain("clear");
  });

  it("asks for several tools in one step, each call with an id of its own", async () => {
    const { test } = context;
    const calls = ["Oslo", "Bern"].map((city) => ({ name: "get_weather", input: { city } }));
    test.next({ calls });
    const parts = await collect(test.model.stream(requestOf(test.modelName, { tools: [WEATHER] })));
    const made = callsOf(parts);
    expect(made.map((call) => JSON.parse(call.arguments))).toEqual([{ city: "Oslo" }, { city: "Bern" }]);
    expect(new Set(made.map(({ callId }) => callId)).size).toBe(2);
  });
}

function sendingResults(context: ContractContext): void {
  it("sends back the results of several calls, failed ones too", async () => {
    const { test } = context;
    const toolCalls = ["a", "b"].map((callId) => ({ callId, name: "get_weather", arguments: '{"city":"Oslo"}' }));
    const messages: ModelMessage[] = [
      { role: "user", text: "What is the weather?" },
      { role: "assistant", text: "", toolCalls },
      { role: "tool", callId: "a", name: "get_weather", output: "sunny", isError: false },
      { role: "tool", callId: "b", name: "get_weather", output: "no such city", isError: true },
    ];
    test.next({ text: "Well." });
    await collect(test.model.stream(requestOf(test.modelName, { messages, tools: [WEATHER] })));
    const results = test.lastSeen().messages.slice(-2);
    expect(results.map(({ text }) => text)).toEqual([
      expect.stringContaining("sunny"),
      expect.stringContaining("no such city"),
    ]);
  });

  it("shows the model arguments it once wrote wrongly, rather than failing over them", async () => {
    const { test } = context;
    const toolCalls = [{ callId: "a", name: "get_weather", arguments: '{"city": "Os' }];
    const messages: ModelMessage[] = [
      { role: "user", text: "What is the weather?" },
      { role: "assistant", text: "", toolCalls },
      { role: "tool", callId: "a", name: "get_weather", output: "The arguments are not JSON.", isError: true },
    ];
    test.next({ text: "Again." });
    const parts = await collect(test.model.stream(requestOf(test.modelName, { messages, tools: [WEATHER] })));
    expect(textOf(parts)).toBe("Again.");
  });
}

function beingAborted(context: ContractContext): void {
  it("does not begin when it is aborted already", async () => {
    const { test } = context;
    const reason = new Error("interrupted");
    const stream = test.model.stream(requestOf(test.modelName, { signal: AbortSignal.abort(reason) }));
    await expect(collect(stream)).rejects.toBe(reason);
  });

  it("stops in mid-stream with the reason it was aborted for, and lets the vendor go", async () => {
    const { test } = context;
    const reason = new Error("interrupted");
    const controller = new AbortController();
    test.next({ text: "This goes on and on, and there is no end of it in sight.", stalls: true });
    const began = performance.now();
    const seen: ModelPart[] = [];
    const reading = (async () => {
      for await (const part of test.model.stream(requestOf(test.modelName, { signal: controller.signal }))) {
        seen.push(part);
        if (part.type === "text") setTimeout(() => controller.abort(reason), 20);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    expect(textOf(seen)).not.toBe("");
    expect(performance.now() - began).toBeLessThan(2_000);
    if (test.openRequests) await expect.poll(test.openRequests).toBe(0);
  });

  it("lets the vendor go when the reader leaves", async () => {
    const { test } = context;
    test.next({ text: "This goes on and on, and there is no end of it in sight.", stalls: true });
    for await (const part of test.model.stream(requestOf(test.modelName))) if (part.type === "text") break;
    if (test.openRequests) await expect.poll(test.openRequests).toBe(0);
  });
}

function failing(context: ContractContext): void {
  const refusals = [
    { status: 400, isRetryable: false },
    { status: 401, isRetryable: false },
    { status: 404, isRetryable: false },
    { status: 429, isRetryable: true },
    { status: 500, isRetryable: true },
    { status: 503, isRetryable: true },
  ];
  for (const { status, isRetryable } of refusals) {
    it(`turns a refusal with ${status} into a ${isRetryable ? "retryable" : "final"} error that says why`, async () => {
      const { test } = context;
      test.next({ refuses: { status, message: `The vendor's reason; key ${test.apiKey} was given` } });
      const error = await failureOf(test.model, requestOf(test.modelName));
      expect({ status: error.status, isRetryable: error.isRetryable }).toEqual({ status, isRetryable });
      expect(error.message).toContain("The vendor's reason");
      expect(error.message).toContain(String(status));
      expect(error.message).not.toContain(test.apiKey);
    });
  }

  it("turns an answer that breaks off into a retryable error, after the pieces that came", async () => {
    const { test } = context;
    test.next({ text: "This sentence will never come to its proper end.", isCut: true });
    const seen: ModelPart[] = [];
    const reading = (async () => {
      for await (const part of test.model.stream(requestOf(test.modelName))) seen.push(part);
    })();
    await expect(reading).rejects.toMatchObject({ name: "ModelError", isRetryable: true });
    expect(textOf(seen)).not.toBe("");
    expect(seen.some(({ type }) => type === "finish")).toBe(false);
  });

  it("answers the next request as if nothing had happened", async () => {
    const { test } = context;
    test.next({ text: "All is well." });
    expect(textOf(await collect(test.model.stream(requestOf(test.modelName))))).toBe("All is well.");
  });
}

/** Reads a stream that must fail with a `ModelError`, and returns that. */
export async function failureOf(model: LanguageModel, request: ModelRequest): Promise<ModelError> {
  try {
    await collect(model.stream(request));
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error("The model did not fail.");
}
