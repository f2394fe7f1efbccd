import { describe, expect, it } from "vitest";
import type { ModelPart } from "../../ports/language-model.ts";
import { collect, requestOf, textOf } from "../../testing/language-model-contract.ts";
import { createSimulated } from "./simulated.ts";

const request = requestOf("assistant", { messages: [] });

describe("A simulated model", () => {
  it("streams a word at a time and finishes without counting tokens", async () => {
    const parts = await collect(createSimulated({ pace: 0 }).stream(request));
    const texts = parts.filter((part) => part.type === "text");
    expect(texts.length).toBe(textOf(parts).split(/\s+/).length);
    expect(textOf(parts)).toMatch(/^Hello! I am a simulated assistant/);
    expect(parts.at(-1)).toEqual({ type: "finish", usage: { inputTokens: null, outputTokens: null } });
  });

  it("calls a tool after its words", async () => {
    const tools = [{ name: "end_conversation", description: "Ends.", inputSchema: { type: "object", properties: {} } }];
    const messages = [{ role: "user" as const, text: "bye" }];
    const parts = await collect(createSimulated({ pace: 0 }).stream({ ...request, messages, tools }));
    expect(parts.slice(-2).map(({ type }) => type)).toEqual(["tool_call", "finish"]);
  });

  it("takes its time for each word", async () => {
    const began = performance.now();
    const parts = await collect(createSimulated({ pace: 5 }).stream(request));
    expect(performance.now() - began).toBeGreaterThan(4 * parts.filter(({ type }) => type === "text").length);
  });

  it.each([0, 10_000])("stops at once for the reason it is aborted for, at a pace of %i", async (pace) => {
    const controller = new AbortController();
    const reason = new Error("interrupted");
    const seen: ModelPart[] = [];
    const reading = (async () => {
      for await (const part of createSimulated({ pace }).stream({ ...request, signal: controller.signal })) {
        seen.push(part);
        controller.abort(reason);
      }
    })();
    if (pace > 0) setTimeout(() => controller.abort(reason), 10);
    await expect(reading).rejects.toBe(reason);
    expect(seen.length).toBe(pace === 0 ? 1 : 0);
  });

  it("does not begin when it is aborted already", async () => {
    const reason = new Error("interrupted");
    const stream = createSimulated().stream({ ...request, signal: AbortSignal.abort(reason) });
    await expect(collect(stream)).rejects.toBe(reason);
  });
});
