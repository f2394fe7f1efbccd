import { describe, expect, it, vi } from "vitest";
import { emptyState } from "../domain/conversation-state.ts";
import type { ServerPayload } from "../domain/event-payloads.ts";
import type { LanguageModel, ModelPart, ModelRequest } from "../ports/language-model.ts";
import { modelMessages } from "../runtime/history.ts";
import { testAgent } from "../testing/agent-at-work.ts";
import { catalogOf } from "../testing/scripted-model.ts";
import { HeadStart } from "./head-start.ts";

function setUp() {
  const asked: ModelRequest[] = [];
  const model: LanguageModel = {
    async *stream(request) {
      asked.push(request);
      yield { type: "text", text: `answer ${asked.length}` };
      await new Promise<void>((resolve, reject) => {
        if (request.signal.aborted) reject(request.signal.reason);
        setImmediate(resolve);
        request.signal.addEventListener("abort", () => reject(request.signal.reason), { once: true });
      });
      yield { type: "finish", usage: { inputTokens: 1, outputTokens: 1 } };
    },
  };
  const state = emptyState({ context: {}, language: "English", agentSpeaksFirst: false });
  const step = (unrecorded: readonly ServerPayload[]) => ({
    models: ["a/a"],
    system: "Be kind.",
    messages: modelMessages([...state.exchange, ...unrecorded]),
    tools: [],
    apology: null,
  });
  const agent = testAgent({
    catalog: catalogOf({ "a/a": model }),
    prepareStep: (_state, unrecorded = []) => step(unrecorded),
  });
  const headStart = new HeadStart(agent);
  /** Asks as a turn does after the user has said that. */
  const ask = async (text: string, signal = new AbortController().signal) => {
    state.exchange.push({ type: "user.message.received", text, client_event_id: null });
    const resolved = headStart.catalog.resolve("a/a");
    if ("problem" in resolved) throw new Error(resolved.problem);
    const parts: ModelPart[] = [];
    const { system, messages, tools } = step([]);
    for await (const part of resolved.model.stream({ model: "a", system, messages, tools, signal })) parts.push(part);
    return parts.flatMap((part) => (part.type === "text" ? [part.text] : []));
  };
  return { headStart, state, asked, ask };
}

describe("a head start", () => {
  it("answers a turn that comes as expected, with one question in all", async () => {
    const { headStart, state, asked, ask } = setUp();
    headStart.begin(state, "Hello");
    await vi.waitFor(() => expect(asked).toHaveLength(1), 30_000);
    expect(await ask("Hello")).toEqual(["answer 1"]);
    expect(asked).toHaveLength(1);
  });

  it("is no use for a turn that comes otherwise, and is stopped", async () => {
    const { headStart, state, asked, ask } = setUp();
    headStart.begin(state, "Hello");
    await vi.waitFor(() => expect(asked).toHaveLength(1), 30_000);
    expect(await ask("Hello, and one more thing")).toEqual(["answer 2"]);
    expect(asked[0]?.signal.aborted).toBe(true);
  });

  it("is given up when the user goes on, and is not used afterwards", async () => {
    const { headStart, state, asked, ask } = setUp();
    headStart.begin(state, "Hello");
    headStart.discard();
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(await ask("Hello")).toEqual(["answer 2"]);
  });

  it("is used once", async () => {
    const { headStart, state, asked, ask } = setUp();
    headStart.begin(state, "Hello");
    await ask("Hello");
    expect(await ask("Hello")).toEqual(["answer 2"]);
    expect(asked).toHaveLength(2);
  });

  it("stops with the turn that took it over", async () => {
    const { headStart, state, asked, ask } = setUp();
    headStart.begin(state, "Hello");
    const turn = new AbortController();
    turn.abort(new Error("interrupted"));
    await expect(ask("Hello", turn.signal)).rejects.toThrow("interrupted");
    expect(asked[0]?.signal.aborted).toBe(true);
  });
});
