import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/db/database.ts";
import { createSecretBox } from "../../src/lib/secret-box.ts";
import { standardWebhooksSecret } from "../../src/lib/signature.ts";
import { SigningKey } from "../../src/services/signing-key.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { createTestDatabase } from "../../src/testing/database.ts";
import { type FakeModelServer, startFakeModelServer } from "../../src/testing/fake-model-server.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { type DescribedApp, headersOf, startDescribedApp } from "./described-app.ts";

const MASTER_KEY = Buffer.alloc(32, "k");
const FOLLOWED = { timeout: 30_000, interval: 100 };

let model: FakeModelServer;
let app: DescribedApp;
/** Another process on the same database. */
let other: TestApp;
beforeAll(async () => {
  const toolCalls = [{ name: "find_free_slots", arguments: '{"date":"2020-01-01"}' }];
  model = await startFakeModelServer({
    answer: ({ messages }) => {
      const isAsked = messages.at(-1)?.role === "user";
      return {
        firstPieceAfter: 0,
        pieceEvery: 0,
        pieces: isAsked ? [] : ["Done."],
        toolCalls: isAsked ? toolCalls : [],
      };
    },
  });
  const variables = {
    // The example's tools are served by the process that was started last.
    OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8",
    OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
    OPERATOR_MASTER_KEY: MASTER_KEY.toString("base64"),
  };
  app = await startDescribedApp(variables);
  other = await startTestApp({ ...variables, DATABASE_URL: app.databaseUrl });
});
afterAll(async () => {
  await other.stop();
  await app.stop();
  await model.close();
});

const rotate = async (overlap_seconds?: number, by = app.call) => {
  const answer = await by(
    "POST",
    "/signing_key/rotate",
    overlap_seconds === undefined ? undefined : { overlap_seconds },
  );
  expect(answer.status).toBe(200);
  return answer.body;
};
const shown = async (by = app.call) => (await by("GET", "/signing_key")).body;

/** Lets an agent call the example service, which checks the signature, and returns how it answered. */
async function callTool(agentId: string): Promise<{ result?: unknown; error?: unknown }> {
  const { channel } = await app.converse(agentId);
  const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  client.send({ type: "conversation.start" });
  client.send({ type: "user.message.send", text: "What is free?" });
  const { payload } = await client.next("agent.tool_call.returned");
  client.send({ type: "conversation.end" });
  await client.closed();
  return payload;
}

describe("the signing key", () => {
  it("is shown as both kinds of verifier take it, the same in every process", async () => {
    const body = await shown();
    expect(body).toEqual({
      current: {
        key: expect.stringMatching(/^op_sign_[0-9A-Za-z]{32}$/) as string,
        standard_webhooks_secret: standardWebhooksSecret(body["current"].key),
        created_at: expect.stringMatching(/Z$/) as string,
      },
      next: null,
      switches_at: null,
    });
    expect(await shown(other.call)).toEqual(body);
  });

  it("is shown and rotated by live keys that may write tools, for whoever has it can sign as the platform", async () => {
    const mint = async (...scopes: string[]) => {
      const { body } = await app.call("POST", "/api_keys", { name: "Shop", livemode: true, scopes });
      return headersOf(body["secret"]);
    };
    const reader = await mint("tools:read");
    for (const by of [reader, await app.testKeyHeaders()]) {
      const refused = { status: 403, body: { error: { code: "not_allowed" } } };
      expect(await app.call("GET", "/signing_key", undefined, by)).toMatchObject(refused);
      expect(await app.call("POST", "/signing_key/rotate", {}, by)).toMatchObject(refused);
    }
    expect((await app.call("GET", "/signing_key", undefined, await mint("tools:write"))).status).toBe(200);
  });

  it.each([
    [{ overlap_seconds: -1 }, "overlap_seconds"],
    [{ overlap_seconds: "60" }, "overlap_seconds"],
    [{ overlap: 1 }, "overlap"],
  ])("is not rotated by %j", async (body, param) => {
    const before = await shown();
    const answer = await app.call("POST", "/signing_key/rotate", body);
    expect(answer).toMatchObject({ status: 400, body: { error: { param } } });
    expect(await shown()).toEqual(before);
  });
});

describe("rotating the signing key", () => {
  it("lets a next key wait for a day if nothing is said, and asking again keeps it and moves the switch", async () => {
    const before = await shown();
    const first = await rotate();
    expect(first["current"]).toEqual(before["current"]);
    expect(first["next"].key).not.toBe(before["current"].key);
    expect(Date.parse(first["switches_at"]) - Date.now()).toBeGreaterThan(86_390_000);
    const second = await rotate(60, other.call);
    expect(second).toMatchObject({ current: before["current"], next: first["next"] });
    expect(Date.parse(second["switches_at"]) - Date.now()).toBeLessThanOrEqual(60_000);
    expect(await shown()).toEqual(second);
    const switched = await rotate(0);
    expect(switched).toEqual({ current: first["next"], next: null, switches_at: null });
  });

  it("makes the next key the current one at the moment it says, in every process, though nobody stores it", async () => {
    const { next, switches_at } = await rotate(1);
    await expect.poll(() => shown(), FOLLOWED).toEqual({ current: next, next: null, switches_at: null });
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(switches_at));
    expect(await shown(other.call)).toEqual({ current: next, next: null, switches_at: null });
    const after = await rotate(60);
    expect(after["current"]).toEqual(next);
    await rotate(0);
  });

  it("many times at once ends in one next key that everybody was answered", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => rotate(60, index % 2 ? app.call : other.call)),
    );
    expect(new Set(answers.map((answer) => answer["next"].key)).size).toBe(1);
    expect((await shown())["next"]).toEqual(answers[0]?.["next"]);
    await rotate(0);
  });

  it("never leaves a tool call without a good signature, during the overlap and after", async () => {
    const made = await app.call("POST", "/conversational_agents", {
      name: "Asker",
      description: "Asks.",
      config: {
        runtime: { model: "fake/model", prompt: { type: "fixed", text: "Look." } },
        tool: { tools: [{ ns: "api", name: "find_free_slots" }] },
      },
    });
    const { body } = await app.call("POST", `/conversational_agents/${made.body["version_id"]}/release`);
    // Past the check of the signature, whose refusal reads otherwise.
    const answered = { error: expect.stringContaining("2020-01-01 is in the past") as string };
    expect(await callTool(body["id"])).toMatchObject(answered);
    await rotate(60);
    expect(await callTool(body["id"])).toMatchObject(answered);
    await rotate(0, other.call);
    // The process that calls and the one that serves the example may learn of it at different moments, within 5 s.
    await expect.poll(() => callTool(body["id"]), FOLLOWED).toMatchObject(answered);
  });
});

describe("what a process knows of the signing key", () => {
  it("follows another process, and stays what it was while the database does not answer", async () => {
    const place = await createTestDatabase();
    const box = createSecretBox([MASTER_KEY]);
    const problems: unknown[] = [];
    const onError = (error: unknown) => problems.push(error);
    const first = await startTestApp({ DATABASE_URL: place.url, OPERATOR_MASTER_KEY: MASTER_KEY.toString("base64") });
    const database = openDatabase(place.url, { connections: 2 });
    try {
      const follower = new SigningKey({ database, box, rememberedFor: 200, onError });
      const before = await follower.keys();
      await rotate(0, first.call);
      const { current } = (await first.call("GET", "/signing_key")).body;
      await expect.poll(() => follower.keys(), FOLLOWED).toEqual({ current: current.key, next: null });
      expect(before.current).not.toBe(current.key);
      await first.stop();
      await database.destroy();
      await expect.poll(() => follower.keys().then(() => problems.length), FOLLOWED).toBeGreaterThan(0);
      expect(await follower.keys()).toEqual({ current: current.key, next: null });
      await expect(new SigningKey({ database, box, onError }).keys()).rejects.toThrow();
    } finally {
      await place.drop();
    }
  });
});
