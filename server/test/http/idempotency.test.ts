import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../src/testing/app.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { type DescribedApp, headersOf, startDescribedApp } from "./described-app.ts";

let app: DescribedApp;
let count = 0;
beforeAll(async () => {
  app = await startDescribedApp();
});
afterAll(() => app.stop());

const AGENT = {
  name: "Ada",
  description: "Answers.",
  config: { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Answer." } } },
};
/** Makes a key that no other test uses. */
const newKey = () => `test-${count++}`;
const post = (path: string, body: unknown, key: string, headers = headersOf(app.key)) =>
  app.call("POST", path, body, { ...headers, "idempotency-key": key });
const isReplay = ({ headers }: Answer) => headers.get("idempotent-replayed") === "true";
const agentCount = async () => (await app.call("GET", "/conversational_agents?limit=200")).body["data"].length;

describe("a POST under an idempotency key", () => {
  it("that was carried out is answered again as the first time, warnings too, and not carried out again", async () => {
    const key = newKey();
    const before = await agentCount();
    const first = await post("/conversational_agents", { ...AGENT, colour: "blue" }, key);
    expect(isReplay(first)).toBe(false);
    for (let again = 0; again < 3; again++) {
      const replayed = await post("/conversational_agents", { ...AGENT, colour: "blue" }, key);
      expect(replayed.status).toBe(200);
      expect(replayed.body).toEqual(first.body);
      expect(isReplay(replayed)).toBe(true);
      expect(replayed.headers.get("content-type")).toBe("application/json; charset=utf-8");
      expect(replayed.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
    }
    expect(await agentCount()).toBe(before + 1);
  });

  it("with another body, or to another address, is a 409", async () => {
    const key = newKey();
    const first = await post("/conversational_agents", AGENT, key);
    const conflict = {
      status: 409,
      body: { error: { type: "conflict", code: "idempotency_conflict", param: "Idempotency-Key" } },
    };
    expect(await post("/conversational_agents", { ...AGENT, name: "Bob" }, key)).toMatchObject(conflict);
    expect(await post(`/conversational_agents/${first.body["version_id"]}/release`, undefined, key)).toMatchObject(
      conflict,
    );
    const conversation = { agent_id: first.body["version_id"], channel: { type: "chat_realtime" } };
    expect(await post("/conversations", conversation, key)).toMatchObject(conflict);
    expect(await post("/conversational_agents", AGENT, key)).toMatchObject({ status: 200, body: first.body });
  });

  it("sent many times at once is carried out once", async () => {
    for (let round = 0; round < 10; round++) {
      const key = newKey();
      const before = await agentCount();
      const answers = await Promise.all(Array.from({ length: 8 }, () => post("/conversational_agents", AGENT, key)));
      const made = answers.filter(({ status }) => status === 200);
      expect(made.length).toBeGreaterThanOrEqual(1);
      expect(made.filter((answer) => !isReplay(answer))).toHaveLength(1);
      expect(new Set(made.map(({ body }) => body["id"])).size).toBe(1);
      for (const { status, body } of answers.filter((answer) => answer.status !== 200)) {
        expect([status, body["error"].code]).toEqual([409, "idempotency_conflict"]);
      }
      expect(await agentCount()).toBe(before + 1);
    }
  });

  it("is apart from the same key of another API key", async () => {
    const key = newKey();
    const live = await post("/conversational_agents", AGENT, key);
    const test = await post("/conversational_agents", AGENT, key, await app.testKeyHeaders());
    expect(test.status).toBe(200);
    expect(isReplay(test)).toBe(false);
    expect(test.body["id"]).not.toBe(live.body["id"]);
  });

  it("that was refused for what it asked is refused again the same way", async () => {
    const key = newKey();
    const conversation = { agent_id: "ca_00000000000", channel: { type: "chat_realtime" } };
    const first = await post("/conversations", conversation, key);
    const again = await post("/conversations", conversation, key);
    expect(first.status).toBe(404);
    expect(again).toMatchObject({ status: 404, body: first.body });
  });

  it("that did not fit its schema leaves the key free", async () => {
    const key = newKey();
    expect((await post("/conversational_agents", { name: 1 }, key)).status).toBe(400);
    expect((await post("/conversational_agents", AGENT, key)).status).toBe(200);
  });

  it("keeps its answer's status: context is added once, a token refreshed once", async () => {
    const { id, channel } = await app.converse(await app.makeAgent("Answer."));
    const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    session.send({ type: "conversation.start" });
    await session.next("conversation.started");
    const key = newKey();
    const body = { context: { a: 1 } };
    const answers = [];
    for (let again = 0; again < 3; again++) answers.push(await post(`/conversations/${id}/context`, body, key));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    const refreshKey = newKey();
    const first = await post(`/conversations/${id}/token/refresh`, undefined, refreshKey);
    const second = await post(`/conversations/${id}/token/refresh`, undefined, refreshKey);
    expect(second.body).toEqual(first.body);
    session.send({ type: "conversation.end" });
    await session.closed();
    const updates = session.events.filter(({ payload }) => payload.type === "conversation.context.updated");
    expect(updates).toHaveLength(1);
  });

  it.each([
    ["empty", ""],
    ["longer than 255 characters", "k".repeat(256)],
  ])("that is %s is refused", async (_what, key) => {
    const answer = await post("/conversational_agents", AGENT, key);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid_field", param: "Idempotency-Key" } } });
  });

  it("may have 255 characters, and any that a header can hold", async () => {
    for (const key of ["k".repeat(255), "a'b\"c;--", "%00", "é"]) {
      expect((await post("/conversational_agents", AGENT, key)).status).toBe(200);
      expect(isReplay(await post("/conversational_agents", AGENT, key))).toBe(true);
    }
  });
});

describe("an idempotency key on what is no POST", () => {
  it("has no effect", async () => {
    const headers = { ...headersOf(app.key), "idempotency-key": newKey() };
    const made = await app.call("POST", "/conversational_agents", AGENT);
    const path = `/conversational_agents/${made.body["id"]}`;
    for (const name of ["Bob", "Cid"]) {
      expect((await app.call("PUT", path, { name }, headers)).status).toBe(200);
      expect((await app.call("GET", path, undefined, headers)).body["name"]).toBe(name);
    }
    expect((await app.call("DELETE", path, undefined, headers)).status).toBe(200);
    expect((await app.call("DELETE", path, undefined, headers)).status).toBe(404);
  });
});
