import { afterEach, describe, expect, it } from "vitest";
import type { LanguageModel, ModelMessage, ModelRequest, ModelToolCall } from "../../src/ports/language-model.ts";
import { createAnthropic } from "../../src/providers/anthropic/anthropic.ts";
import { createGoogle } from "../../src/providers/google/google.ts";
import { createOpenAi } from "../../src/providers/openai/openai.ts";
import { callsOf, collect, failureOf, requestOf, textOf } from "../../src/testing/language-model-contract.ts";
import { type RawServer, sendEvents, startRawServer, textChunk } from "./raw-server.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const CREATE = { openai: createOpenAi, anthropic: createAnthropic, google: createGoogle };
type Vendor = keyof typeof CREATE;

/** Starts a vendor that sends each of these streams in turn, then the last again. */
async function start(vendor: Vendor, ...streams: unknown[][]): Promise<{ model: LanguageModel; server: RawServer }> {
  const server = await startRawServer(({ response, number }) => {
    sendEvents(response, streams[Math.min(number, streams.length) - 1] ?? []);
  });
  closing.push(server.close);
  return { model: CREATE[vendor]({ apiKey: "sk-1", baseUrl: server.origin }), server };
}

const lastBody = (server: RawServer) => JSON.parse(server.bodies.at(-1) ?? "null") as Record<string, unknown>;

const ENDING: Record<Vendor, unknown[]> = {
  openai: [textChunk("Hi", "stop"), "[DONE]"],
  google: [{ candidates: [{ content: { parts: [{ text: "Hi" }], role: "model" }, finishReason: "STOP" }] }],
  anthropic: [
    {
      type: "message_start",
      message: {
        id: "m",
        type: "message",
        role: "assistant",
        model: "c",
        content: [],
        usage: { input_tokens: 1, output_tokens: 1 },
      },
    },
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Hi" } },
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 1 } },
    { type: "message_stop" },
  ],
};

/** The conversation that goes on after these calls. */
function afterCalls(calls: readonly ModelToolCall[]): ModelMessage[] {
  return [
    { role: "user", text: "What is the weather?" },
    { role: "assistant", text: "", toolCalls: calls },
    ...calls.map(({ callId, name }) => ({ role: "tool" as const, callId, name, output: "sunny", isError: false })),
  ];
}

describe("What a vendor wants back with a call", () => {
  it("is Gemini's thought signature, with the call it came with", async () => {
    const parts = ["Oslo", "Bern"].map((city, index) => ({
      functionCall: { name: "get_weather", args: { city } },
      ...(index === 0 && { thoughtSignature: "c2lnbmVk" }),
    }));
    const { model, server } = await start(
      "google",
      [{ candidates: [{ content: { parts }, finishReason: "STOP" }] }],
      ENDING.google,
    );
    const calls = callsOf(await collect(model.stream(requestOf("gemini-3-pro"))));
    const stored = JSON.parse(JSON.stringify(calls)) as ModelToolCall[];
    await collect(model.stream(requestOf("gemini-3-pro", { messages: afterCalls(stored) })));
    const contents = lastBody(server)["contents"] as { role: string; parts: Record<string, unknown>[] }[];
    const sent = contents.find(({ role }) => role === "model")?.parts.map(({ thoughtSignature }) => thoughtSignature);
    expect(sent).toEqual(["c2lnbmVk", undefined]);
    expect(contents.at(-1)?.parts).toHaveLength(2);
  });

  const THINKING = [
    ENDING.anthropic[0],
    { type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "", signature: "" } },
    { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "Let me " } },
    { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "look." } },
    { type: "content_block_delta", index: 0, delta: { type: "signature_delta", signature: "signed" } },
    { type: "content_block_stop", index: 0 },
    { type: "content_block_start", index: 1, content_block: { type: "redacted_thinking", data: "hidden" } },
    { type: "content_block_stop", index: 1 },
    {
      type: "content_block_start",
      index: 2,
      content_block: { type: "tool_use", id: "toolu_1", name: "get_weather", input: {} },
    },
    { type: "content_block_delta", index: 2, delta: { type: "input_json_delta", partial_json: '{"city":"Oslo"}' } },
    { type: "content_block_stop", index: 2 },
    { type: "message_delta", delta: { stop_reason: "tool_use", stop_sequence: null }, usage: { output_tokens: 9 } },
    { type: "message_stop" },
  ];

  it("is Claude's signed thinking, which is not shown to the user", async () => {
    const { model, server } = await start("anthropic", THINKING, ENDING.anthropic);
    const request = requestOf("claude-sonnet-4-5", { reasoningEffort: "low" });
    const parts = await collect(model.stream(request));
    expect(textOf(parts)).toBe("");
    expect(parts[0]).toEqual({ type: "reasoning" });
    const calls = JSON.parse(JSON.stringify(callsOf(parts))) as ModelToolCall[];
    await collect(model.stream({ ...request, messages: afterCalls(calls) }));
    const body = lastBody(server);
    const [, assistant] = body["messages"] as { content: unknown[] }[];
    expect(assistant?.content).toEqual([
      { type: "thinking", thinking: "Let me look.", signature: "signed" },
      { type: "redacted_thinking", data: "hidden" },
      expect.objectContaining({ type: "tool_use", id: "toolu_1", input: { city: "Oslo" } }),
    ]);
    expect(body["thinking"]).toEqual({ type: "enabled", budget_tokens: 2048 });
  });

  it("is left out for another vendor, and Claude then goes on without thinking", async () => {
    const { model: claude } = await start("anthropic", THINKING);
    const calls = callsOf(await collect(claude.stream(requestOf("claude-sonnet-4-5"))));
    const { model: gemini, server } = await start("google", ENDING.google);
    await collect(gemini.stream(requestOf("gemini-2.5-flash", { messages: afterCalls(calls) })));
    expect(server.bodies.at(-1)).not.toContain("signed");

    const bare = calls.map(({ providerData: _, ...call }) => call);
    const { model: again, server: anthropic } = await start("anthropic", ENDING.anthropic);
    await collect(
      again.stream(requestOf("claude-sonnet-4-5", { reasoningEffort: "high", messages: afterCalls(bare) })),
    );
    expect(lastBody(anthropic)["thinking"]).toBeUndefined();
  });
});

describe("The effort of thinking is told", () => {
  it.each<{ vendor: Vendor; name: string; told: object | undefined }>([
    { vendor: "openai", name: "gpt-4o", told: { reasoning_effort: undefined } },
    { vendor: "openai", name: "gpt-5-chat-latest", told: { reasoning_effort: undefined } },
    { vendor: "openai", name: "gpt-5-mini", told: { reasoning_effort: "medium" } },
    { vendor: "openai", name: "o4-mini", told: { reasoning_effort: "medium" } },
    { vendor: "anthropic", name: "claude-3-5-haiku-latest", told: { thinking: undefined, output_config: undefined } },
    { vendor: "anthropic", name: "claude-sonnet-4-5", told: { thinking: { type: "enabled", budget_tokens: 8192 } } },
    {
      vendor: "anthropic",
      name: "claude-opus-4-6",
      told: { thinking: { type: "adaptive" }, output_config: { effort: "medium" } },
    },
    { vendor: "google", name: "gemini-2.0-flash", told: { generationConfig: {} } },
    {
      vendor: "google",
      name: "gemini-2.5-flash",
      told: { generationConfig: { thinkingConfig: { thinkingBudget: 8192 } } },
    },
    {
      vendor: "google",
      name: "gemini-3-pro",
      told: { generationConfig: { thinkingConfig: { thinkingLevel: "medium" } } },
    },
  ])("to $vendor's $name as it takes it", async ({ vendor, name, told }) => {
    const { model, server } = await start(vendor, ENDING[vendor]);
    const request: ModelRequest = requestOf(name, { reasoningEffort: "medium" });
    expect(textOf(await collect(model.stream(request)))).toBe("Hi");
    const body = lastBody(server);
    const relevant = Object.fromEntries(Object.keys(told ?? {}).map((key) => [key, body[key]]));
    expect(relevant).toEqual(told);
  });
});

describe("A vendor's answer", () => {
  const NAMES = { openai: "gpt-4o", anthropic: "claude-sonnet-4-5", google: "gemini-2.5-flash" };

  it.each(Object.keys(NAMES) as Vendor[])(
    "of %s is broken off when the reader leaves, and when it is aborted",
    async (vendor) => {
      const server = await startRawServer(({ response }) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        const beginning =
          vendor === "anthropic"
            ? ENDING.anthropic.slice(0, 3)
            : vendor === "openai"
              ? [textChunk("Hi")]
              : [{ candidates: [{ content: { parts: [{ text: "Hi" }] } }] }];
        response.write(beginning.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(""));
      });
      closing.push(server.close);
      const model = CREATE[vendor]({ apiKey: "sk-1", baseUrl: server.origin });
      for await (const part of model.stream(requestOf(NAMES[vendor]))) if (part.type === "text") break;
      await expect.poll(() => server.openAnswers()).toBe(0);

      const controller = new AbortController();
      const reason = new Error("interrupted");
      const reading = collect(model.stream(requestOf(NAMES[vendor], { signal: controller.signal })));
      setTimeout(() => controller.abort(reason), 50);
      await expect(reading).rejects.toBe(reason);
      await expect.poll(() => server.openAnswers()).toBe(0);
      expect(server.bodies).toHaveLength(2);
    },
  );
});

describe("A vendor's stream that goes wrong", () => {
  it.each<{ vendor: Vendor; name: string; events: unknown[]; says: string; isRetryable: boolean }>([
    {
      vendor: "openai",
      name: "gpt-4o",
      events: [textChunk("Hi")],
      says: "openai broke off its answer: the stream ended early.",
      isRetryable: true,
    },
    {
      vendor: "google",
      name: "gemini-2.5-flash",
      events: [{ candidates: [{ content: { parts: [{ text: "Hi" }] } }] }],
      says: "google broke off",
      isRetryable: true,
    },
    {
      vendor: "anthropic",
      name: "claude-sonnet-4-5",
      events: ENDING.anthropic.slice(0, 3),
      says: "anthropic broke off",
      isRetryable: true,
    },
    {
      vendor: "openai",
      name: "gpt-4o",
      events: [
        textChunk("Hi"),
        { error: { message: "The server had an error", type: "server_error", code: null, param: null } },
      ],
      says: "The server had an error",
      isRetryable: true,
    },
    {
      vendor: "anthropic",
      name: "claude-sonnet-4-5",
      events: [
        ...ENDING.anthropic.slice(0, 3),
        { type: "error", error: { type: "overloaded_error", message: "Overloaded" } },
      ],
      says: "Overloaded",
      isRetryable: true,
    },
    {
      vendor: "google",
      name: "gemini-2.5-flash",
      events: [{ error: { code: 503, message: "Busy", status: "UNAVAILABLE" } }],
      says: "google answered 503: Busy.",
      isRetryable: true,
    },
    { vendor: "openai", name: "gpt-4o", events: ["{oops"], says: "openai broke off", isRetryable: true },
  ])("is an error of $vendor: $says", async ({ vendor, name, events, says, isRetryable }) => {
    const { model } = await start(vendor, events);
    const error = await failureOf(model, requestOf(name));
    expect(error.message).toContain(says);
    expect(error.isRetryable).toBe(isRetryable);
  });

  it("keeps nothing in the error of what people said", async () => {
    const server = await startRawServer(({ response }) => {
      response.writeHead(500, { "content-type": "application/json" });
      response.end('{"error":{"message":"boom"}}');
    });
    closing.push(server.close);
    for (const [vendor, name] of [
      ["openai", "gpt-4o"],
      ["anthropic", "claude-sonnet-4-5"],
      ["google", "gemini-2.5-flash"],
    ] as const) {
      const model = CREATE[vendor]({ apiKey: "sk-1", baseUrl: server.origin });
      const error = await failureOf(model, requestOf(name, { messages: [{ role: "user", text: "my secret diary" }] }));
      const everything = [error, error.cause]
        .map((one) => JSON.stringify(one, Object.getOwnPropertyNames(one ?? {})))
        .join();
      expect(everything).not.toContain("diary");
      expect(everything).not.toContain("sk-1");
    }
  });

  it.each(Object.keys(CREATE) as Vendor[])("says that %s cannot be reached, and where", async (vendor) => {
    const server = await startRawServer(() => {});
    await server.close();
    const model = CREATE[vendor]({ apiKey: "sk-1", baseUrl: server.origin });
    const error = await failureOf(model, requestOf("gemini-2.5-flash"));
    expect(error.message).toContain(`${vendor} cannot be reached at ${server.origin}`);
    expect(error.message).toContain("ECONNREFUSED");
    expect(error).toMatchObject({ isRetryable: true, status: null });
  });
});
