import { afterEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/db/database.ts";
import { Messages, type OrderedMessage } from "../../src/services/messages.ts";
import { OURS, type Say, SMS_AGENT, type SmsWorld, startSmsWorld, THEIRS } from "./sms-world.ts";

let world: SmsWorld | null = null;

async function open(say: Say): Promise<SmsWorld> {
  world = await startSmsWorld(say);
  return world;
}

afterEach(async () => {
  await world?.stop();
  world = null;
});

const within = { timeout: 30_000 };
const bodies = ({ carrier }: SmsWorld) => carrier.taken.map(({ body }) => body);

/** Orders a message as a tool does, from beside the platform. */
async function order({ app }: SmsWorld, ordered: Omit<OrderedMessage, "channel" | "livemode">, times = 1) {
  const database = openDatabase(app.databaseUrl, { connections: 2, onError: () => undefined });
  try {
    // Of the channels it asks only whether there is a carrier.
    const channels = { sms: {} } as unknown as ConstructorParameters<typeof Messages>[0]["channels"];
    const messages = new Messages({ database, jobs: { announce: () => undefined }, channels });
    const orders = Array.from({ length: times }, () => messages.order({ channel: "sms", livemode: true, ...ordered }));
    return await Promise.all(orders);
  } finally {
    await database.destroy();
  }
}

describe("a conversation that is over", () => {
  it("is followed by a new one, which knows the former", async () => {
    const test = await open((heard) =>
      heard.includes("Bye")
        ? { pieces: ["Good bye."], toolCalls: [{ name: "end_conversation", arguments: "{}" }] }
        : `Heard: ${heard}`,
    );
    await test.receive({ sid: "SM1", body: "My name is Ann" });
    await expect.poll(() => bodies(test), within).toHaveLength(1);
    await test.receive({ sid: "SM2", body: "Bye" });
    await expect.poll(() => bodies(test), within).toHaveLength(2);
    const first = (await test.messages("direction=inbound"))[0]?.["conversation_id"] as string;
    await expect
      .poll(async () => (await test.app.call("GET", `/conversations/${first}`)).body["status"], within)
      .toBe("completed");
    await test.receive({ sid: "SM3", body: "Me again" });
    await expect.poll(() => bodies(test), within).toHaveLength(3);
    const second = (await test.messages("direction=inbound"))[0]?.["conversation_id"] as string;
    expect(second).not.toBe(first);
    const ids = [first, second].map(
      async (id) => (await test.app.call("GET", `/conversations/${id}`)).body["customer_id"],
    );
    expect(new Set(await Promise.all(ids)).size).toBe(1);
  });

  it("loses no message that comes while it ends", async () => {
    const test = await open((heard) =>
      heard.includes("Bye")
        ? { pieces: ["Good bye."], toolCalls: [{ name: "end_conversation", arguments: "{}" }] }
        : "Hm.",
    );
    const sids = Array.from({ length: 12 }, (_, index) => `SM${index}`);
    for (const sid of sids) await test.receive({ sid, body: "Bye" });
    await expect
      .poll(async () => (await test.messages("direction=inbound")).map(({ status }) => status), within)
      .toEqual(sids.map(() => "taken"));
    const texts: string[] = [];
    const conversations = new Set(
      (await test.messages("direction=inbound")).map(({ conversation_id }) => conversation_id as string),
    );
    for (const id of conversations) {
      const ended = async () => (await test.app.call("GET", `/conversations/${id}`)).body["status"];
      await expect.poll(ended, within).toBe("completed");
      const stream = await fetch(`${test.app.url}/conversations/${id}/events`, {
        headers: { authorization: `Bearer ${test.app.key}`, "operator-version": "2025-06-19" },
      });
      const heard = (await stream.text()).match(/"client_event_id":"(msg_\w+)"/g) ?? [];
      texts.push(...heard);
    }
    expect(texts).toHaveLength(sids.length);
    expect(new Set(texts).size).toBe(sids.length);
  });
});

describe("a message that comes while the answer is written", () => {
  it("is answered together with the former, and what was said before it goes out with that answer", async () => {
    const notes = { name: "set_custom_fields", arguments: JSON.stringify({ fields: { asked: "opening hours" } }) };
    let asked = 0;
    const test = await open((heard, { messages }) => {
      asked += 1;
      if (asked === 1) return { pieces: ["One moment."], toolCalls: [notes] };
      if (messages.at(-1)?.role === "tool") return { pieces: ["We open at nine."], firstPieceAfter: 20_000 };
      return `Heard: ${heard.includes("Sunday")}`;
    });
    await test.app.call("PUT", `/conversational_agents/${test.agentId}`, {
      config: {
        ...SMS_AGENT,
        runtime: { model: "fake/model", prompt: { type: "fixed", text: "You answer." } },
        tool: { tools: [{ ns: "syscall", name: "set_custom_fields" }] },
      },
    });
    await test.app.call("POST", `/conversational_agents/${test.agentId}@v1/release`);
    await test.receive({ sid: "SM1", body: "When do you open?" });
    await expect.poll(() => test.model.requestCount(), within).toBe(2);
    expect(await test.messages("direction=outbound")).toMatchObject([{ status: "drafting", text: "One moment." }]);
    await test.receive({ sid: "SM2", body: "On Sunday" });
    await expect.poll(() => bodies(test), within).toEqual(["One moment.\n\nHeard: true"]);
  });
});

describe("an answer whose model breaks off", () => {
  it("goes out whole, once another attempt has finished it", async () => {
    let asked = 0;
    const test = await open(() => {
      asked += 1;
      return asked === 1 ? { pieces: ["We open ", "at"], pieceEvery: 50, breakAfter: 1 } : "at nine.";
    });
    await test.receive({ sid: "SM1", body: "When do you open?" });
    await expect.poll(() => bodies(test), within).toEqual(["We open at nine."]);
  });
});

describe("a message that a tool sends", () => {
  const chat = async ({ app, agentId }: SmsWorld) =>
    (await app.call("POST", "/conversations", { agent_id: agentId, channel: { type: "chat_async" } })).body[
      "id"
    ] as string;

  it("goes out once, however often its call is made, and the outcome is told", async () => {
    const test = await open(() => "Hello");
    const conversationId = await chat(test);
    const ordered = { to: THEIRS, text: "Your code is 4711.", callId: "call_1", conversationId };
    const outcomes = await order(test, ordered, 5);
    expect(outcomes.map(({ status }) => status)).toEqual(["sent", "sent", "sent", "sent", "sent"]);
    expect(new Set(outcomes.map(({ messageId }) => messageId)).size).toBe(1);
    expect(bodies(test)).toEqual(["Your code is 4711."]);
    expect(test.carrier.taken[0]).toMatchObject({ from: OURS, to: THEIRS });
    expect(await test.messages(`conversation_id=${conversationId}`)).toMatchObject([
      { call_id: "call_1", status: "sent" },
    ]);
  });

  it("and that fails leaves the conversation as it is", async () => {
    const test = await open(() => "Hello");
    const conversationId = await chat(test);
    test.carrier.script.push({ refuses: { status: 400, code: 21211 } });
    const [outcome] = await order(test, { to: THEIRS, text: "Hi", callId: "call_1", conversationId });
    expect(outcome).toMatchObject({ status: "failed", error: { code: "invalid_address" } });
    expect((await test.app.call("GET", `/conversations/${conversationId}`)).body["status"]).toBe("queued");
  });

  it("is answered in a conversation of its own, which goes on with the one that sent it", async () => {
    const test = await open((heard) => `Heard: ${heard}`);
    const conversationId = await chat(test);
    await order(test, { to: THEIRS, text: "Reply YES to confirm.", callId: "call_1", conversationId });
    await test.receive({ sid: "SM1", body: "Yes" });
    await expect.poll(() => bodies(test), within).toHaveLength(2);
    expect(bodies(test)[1]).toContain("Yes");
    const [into] = await test.messages("direction=inbound");
    expect(into?.["conversation_id"]).not.toBe(conversationId);
    const { body } = await test.app.call("GET", `/conversations/${into?.["conversation_id"] as string}`);
    expect(body["channel"]).toMatchObject({ type: "sms", caller_no: THEIRS, callee_no: OURS });
    const database = openDatabase(test.app.databaseUrl, { connections: 1, onError: () => undefined });
    const row = await database
      .selectFrom("conversations")
      .select("continues")
      .where("id", "=", body["id"])
      .executeTakeFirst();
    await database.destroy();
    expect(row?.continues).toBe(conversationId);
  });

  it("is refused where there is no carrier for it", async () => {
    const test = await open(() => "Hello");
    const database = openDatabase(test.app.databaseUrl, { connections: 1, onError: () => undefined });
    const messages = new Messages({ database, jobs: { announce: () => undefined }, channels: {} });
    const ordered = {
      channel: "email" as const,
      to: "a@b.example",
      text: "Hi",
      callId: "call_1",
      conversationId: "conv_x",
      livemode: true,
    };
    await expect(messages.order(ordered)).rejects.toMatchObject({ code: "channel_unavailable" });
    await database.destroy();
  });
});

describe("test mode", () => {
  const TESTED = "+14155550150";

  it("answers and reaches only who is listed", async () => {
    const test = await open((heard) => `Heard: ${heard}`);
    const headers = await test.app.testKeyHeaders();
    const made = await test.app.call(
      "POST",
      "/conversational_agents",
      {
        name: "Test",
        description: "Of test mode.",
        config: { ...SMS_AGENT, runtime: { model: "fake/model", prompt: { type: "fixed", text: "Answer." } } },
      },
      headers,
    );
    await test.app.call(
      "POST",
      `/conversational_agents/${made.body["version_id"] as string}/release`,
      undefined,
      headers,
    );
    await test.app.call("POST", "/phone_numbers", { number: TESTED, agent_id: made.body["id"] }, headers);
    await test.receive({ sid: "SM1", body: "Hello", to: TESTED });
    const rejected = { status: "rejected", error: { code: "not_a_test_address" }, livemode: false };
    await expect.poll(async () => (await test.messages())[0], within).toMatchObject(rejected);
    await test.app.call("POST", "/test_addresses", { address: THEIRS });
    await test.receive({ sid: "SM2", body: "Hello", to: TESTED });
    await expect.poll(() => bodies(test), within).toEqual(["Heard: Hello"]);
    await test.app.call("DELETE", `/test_addresses/${encodeURIComponent(THEIRS)}`);
    await test.receive({ sid: "SM3", body: "Still there?", to: TESTED });
    const failed = { status: "failed", error: { code: "not_a_test_address" } };
    await expect.poll(async () => (await test.messages("direction=outbound"))[0], within).toMatchObject(failed);
    expect(bodies(test)).toEqual(["Heard: Hello"]);
  });
});
