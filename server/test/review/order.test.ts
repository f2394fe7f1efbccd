import { describe, expect, it } from "vitest";
import type { AppendRequest, EventWriter } from "../../src/db/event-writer.ts";
import { emptyState } from "../../src/domain/conversation-state.ts";
import type { EventEnvelope } from "../../src/domain/event.ts";
import { openDatabase } from "../../src/db/database.ts";
import { conversationChanges } from "../../src/db/conversation-changes.ts";
import { LiveConversation } from "../../src/services/live-conversation.ts";
import type { LanguageModel, ModelPart } from "../../src/ports/language-model.ts";
import { testAgent } from "../../src/testing/agent-at-work.ts";

/** A writer whose appends become durable one by one, when the test says so. */
function slowWriter() {
  const waiting: (() => void)[] = [];
  const writer = {
    append: (_request: AppendRequest) => new Promise<void>((resolve) => waiting.push(resolve)),
  } as EventWriter;
  const settle = async () => {
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    writer,
    waiting,
    async storeNext() {
      waiting.shift()?.();
      await settle();
    },
    settle,
  };
}

// Builds queries without a connection.
const database = openDatabase("postgres://nowhere", { connections: 1 });

function converse(stream: LanguageModel["stream"]) {
  const store = slowWriter();
  const received: EventEnvelope[] = [];
  const live = new LiveConversation({
    journal: {
      writer: store.writer,
      origin: { agent_id: "ca_x@v0", livemode: true, conversation_id: "conv_x" },
      fence: 1,
      state: emptyState({ context: {}, language: "English", agentSpeaksFirst: false }),
      outbox: { record: () => [], committed: () => undefined },
    },
    agent: testAgent({
      catalog: {
        resolve: () => ({ model: { stream }, modelName: "m", isSimulated: false }),
        vendors: () => [],
      },
    }),
    changes: conversationChanges(database, "conv_x"),
    readLog: async function* () {
      yield [];
    },
    sleep: null,
    openVoice: null,
    isCallLost: () => false,
    messageLimit: null,
    reconnectWithin: 60_000,
    onClosed: () => undefined,
  });
  const follower = {
    deliver: ({ json }: { json: string }) => void received.push(JSON.parse(json) as EventEnvelope),
    drained: async () => undefined,
    close: () => undefined,
  };
  const types = () => received.map((event) => event.payload.type);
  return { live, store, received, types, join: () => live.openSession(follower, { sequence: 0, eventId: null }) };
}

async function* greeting(): AsyncGenerator<ModelPart> {
  yield { type: "text", text: "Hello." };
  yield { type: "finish", usage: { inputTokens: null, outputTokens: null } };
}

describe("a message", () => {
  it("is stored before the agent answers it, also when it comes while the one before it is being stored", async () => {
    const { live, store, types, join } = converse(greeting);
    await join();
    const starting = live.start();
    await store.storeNext();
    await starting;
    const first = live.send("One", null);
    const second = live.send("Two", null);
    await store.storeNext();
    expect(types()).toEqual(["conversation.started", "user.message.received"]);
    await store.storeNext();
    await Promise.all([first, second]);
    expect(types().slice(0, 4)).toEqual([
      "conversation.started",
      "user.message.received",
      "user.message.received",
      "agent.message.delta",
    ]);
    live.close("restarting");
  });

  it("that comes while a finished answer is being stored does not count that answer as interrupted", async () => {
    const { live, store, received, types, join } = converse(greeting);
    await join();
    const starting = live.start();
    await store.storeNext();
    await starting;
    const first = live.send("One", null);
    await store.storeNext();
    await first;
    expect(types().at(-1)).toBe("agent.message.delta");
    const second = live.send("Two", null);
    while (store.waiting.length > 0) await store.storeNext();
    await second;
    const metrics = received.map(({ payload }) => payload).filter(({ type }) => type === "agent.turn.metrics");
    expect(metrics.map((payload) => payload.type === "agent.turn.metrics" && payload.interrupted)).toEqual([
      false,
      false,
    ]);
    expect(types().indexOf("user.message.received", 2)).toBeLessThan(types().lastIndexOf("agent.message.delta"));
    live.close("restarting");
  });
});

describe("a model that hangs and does not heed that it is told to stop", () => {
  it("keeps neither the next message from being answered nor the conversation from ending", async () => {
    let asked = 0;
    const { live, store, received, types, join } = converse(async function* () {
      asked += 1;
      if (asked === 1) await new Promise(() => undefined);
      yield* greeting();
    });
    await join();
    const storeAll = setInterval(() => store.waiting.shift()?.(), 1);
    await live.start();
    await live.send("One", null);
    await expect.poll(() => asked).toBe(1);
    await live.send("Two", null);
    await expect.poll(types).toContain("agent.message.completed");
    await live.end("client_ended");
    clearInterval(storeAll);
    expect(received.at(-1)?.payload.type).toBe("conversation.ended");
  });
});

describe("a context that grows bit by bit", () => {
  it("is refused once it is too large, and stays as it was", async () => {
    const { live, store } = converse(greeting);
    const storeAll = setInterval(() => store.waiting.shift()?.(), 1);
    await live.start();
    for (let part = 0; part < 4; part += 1) await live.updateContext({ [`part${part}`]: "x".repeat(60_000) });
    await expect(live.updateContext({ part4: "x".repeat(60_000) })).rejects.toMatchObject({ code: "too_large" });
    expect(Object.keys(live.state.context)).toEqual(["part0", "part1", "part2", "part3"]);
    clearInterval(storeAll);
    live.close("restarting");
  });
});
