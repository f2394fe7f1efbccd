import { createHash } from "node:crypto";
import { Migrator, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../src/db/database.ts";
import * as core from "../src/db/migrations/0001-core.ts";
import { TOKEN_LIFE, writeToken } from "../src/domain/token.ts";
import { openSessionClient } from "../src/testing/session-client.ts";
import { startTestApp, type TestApp, VERSION_HEADER } from "../src/testing/app.ts";
import { createTestDatabase, type TestDatabase } from "../src/testing/database.ts";
import { contentsOf } from "./database-contents.ts";

const KEY = "op_prod_ofaformerrelease0000000000000";
const SIGNING_KEY = "op_sign_ofaformerrelease00000000";
const TOKEN_SECRET = "a token secret of a former release";
const KEPT_REQUEST = { agent_id: "ca_00000000000", channel: { type: "chat_realtime" } };
const KEPT_HASH = createHash("sha256")
  .update(`POST /conversations\n${JSON.stringify(KEPT_REQUEST)}`)
  .digest("hex");
const KEPT_ANSWER = '{"token":"ot_ofaformerrelease"}';
const CONVERSATION = "conv_00000000000";

/** With the defaults of its day: nothing of memory, of summaries or of channels that sleep. */
const OLD_CONFIG = {
  personas: [],
  voice: { ambient_sound: null, busy_sound: null, boosted_keywords: [] },
  runtime: {
    model: "simulated/assistant",
    fallback_models: [],
    prompt: { type: "fixed", text: "Help." },
    variables: [],
    speaks_first: null,
  },
  tool: { tools: [], transfers: [] },
  language: { default_language: "English", supported_languages: [] },
  channel: { is_voicemail_enabled: true },
};

let database: TestDatabase;
let app: TestApp;

/** Leaves the database as the first release did: its tables, and secrets in plain text. */
async function asFirstRelease(db: Database): Promise<void> {
  await sql`drop schema public cascade`.execute(db);
  await sql`create schema public`.execute(db);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ "0001-core": core }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error("The first release's tables could not be made.", { cause: error });
  const config = OLD_CONFIG;
  const hash = createHash("sha256").update(KEY).digest("hex");
  await sql`insert into settings values ('signing_key', ${JSON.stringify(SIGNING_KEY)}),
    ('token_secret', ${JSON.stringify(TOKEN_SECRET)})`.execute(db);
  await sql`insert into api_keys (id, hash, hint, name, livemode) values ('key_1', ${hash}, 'x', 'old', true)`.execute(
    db,
  );
  await sql`insert into tools (name, description, method, url, input_schema)
    values ('old_tool', 'Old.', 'POST', 'https://example.com/', '{"type":"object"}')`.execute(db);
  await sql`insert into agents (id, livemode) values ('ca_00000000000', true)`.execute(db);
  await sql`insert into agent_versions (agent_id, version, status, name, description, config, postprocess_agents)
    values ('ca_00000000000', 0, 'released', 'Old', 'Old.', ${JSON.stringify(config)}, '[]')`.execute(db);
  await sql`insert into idempotency_keys (api_key_id, key, request_hash, status, body)
    values ('key_1', 'old', ${KEPT_HASH}, 200, ${KEPT_ANSWER})`.execute(db);
  await insertCustomers(db);
  await insertConversation(db);
}

/** Two customers who came at the same moment and are one, their number written in two ways. */
async function insertCustomers(db: Database): Promise<void> {
  await sql`insert into customers (id, livemode, name, phone_no, email, created_at) values
    ('cus_00000000001', true, 'Kim', '+41 (0)44 668-18-00', 'Kim@Example.com', now() - interval '1 day'),
    ('cus_00000000002', true, null, '0041446681800', 'kim@example.com', now()),
    ('cus_00000000003', true, 'Lee', '044 668 18 00', null, now())`.execute(db);
}

async function insertConversation(db: Database): Promise<void> {
  const expires = new Date(Date.now() + TOKEN_LIFE);
  await sql`insert into conversations (id, agent_id, agent_version, channel, channel_type, livemode, direction, status,
      context, created_at, token_expires_at)
    values (${CONVERSATION}, 'ca_00000000000', 0, '{"type":"chat_realtime"}', 'chat_realtime', true, 'inbound', 'completed',
      '{}', now(), ${expires})`.execute(db);
  const setup = { type: "conversation.setup", channel: { type: "chat_realtime" }, direction: "inbound" };
  const call = {
    type: "agent.tool_call.created",
    call_id: "call_1",
    name: "old_tool",
    arguments: "{}",
    generation_id: "g",
  };
  for (const [index, payload] of [setup, { type: "conversation.started" }, call].entries()) {
    await sql`insert into events values (${CONVERSATION}, ${index + 1}, ${`ev_000000000${index}1`}, now(), ${JSON.stringify(payload)})`.execute(
      db,
    );
  }
  await sql`insert into tool_calls (call_id, conversation_id, name, arguments, status)
    values ('call_1', ${CONVERSATION}, 'old_tool', '{}', 'succeeded')`.execute(db);
}

beforeAll(async () => {
  database = await createTestDatabase();
  const db = openDatabase(database.url, { connections: 1 });
  await asFirstRelease(db);
  await db.destroy();
  app = await startTestApp({ DATABASE_URL: database.url, OPERATOR_SUMMARIES: "true" });
});

afterAll(async () => {
  await app.stop();
  await database.drop();
});

const asOldKey = { authorization: `Bearer ${KEY}`, ...VERSION_HEADER };

describe("a database of the first release", () => {
  it("is taken over with its keys, agents, tools, conversations and ledger", async () => {
    const agents = await app.call("GET", "/conversational_agents", undefined, asOldKey);
    expect(agents.body["data"].map(({ id }: { id: string }) => id)).toContain("ca_00000000000");
    const shown = await app.call("GET", `/conversations/${CONVERSATION}`, undefined, asOldKey);
    expect(shown.body).toMatchObject({ id: CONVERSATION, status: "completed" });
    expect((await app.call("GET", "/tools/old_tool", undefined, asOldKey)).body).toMatchObject({
      name: "old_tool",
      type: "http",
      runs_in_background: false,
    });
    expect((await app.call("GET", "/tool_calls/call_1", undefined, asOldKey)).body).toMatchObject({
      status: "succeeded",
    });
  });

  it("keeps its customers, of whom one number is written in one way, and two who are one can be merged", async () => {
    const shown = async (id: string) => (await app.call("GET", `/customers/${id}`, undefined, asOldKey)).body;
    expect(await shown("cus_00000000001")).toMatchObject({ phone_no: "+41446681800", email: "Kim@Example.com" });
    expect(await shown("cus_00000000002")).toMatchObject({
      phone_no: "+41446681800",
      organization_id: expect.stringMatching(/^org_/),
    });
    expect(await shown("cus_00000000003")).toMatchObject({ phone_no: "044 668 18 00" });
    const path = "/customers/cus_00000000001/merge";
    const merged = await app.call("POST", path, { from: "cus_00000000002" }, asOldKey);
    expect(merged).toMatchObject({ status: 200, body: { customer: { id: "cus_00000000001" } } });
    expect((await shown("cus_00000000002"))["id"]).toBe("cus_00000000001");
  });

  it("keeps the tokens of its conversations and the key that signs", async () => {
    const expiresAt = new Date((await conversationRow()).token_expires_at);
    const token = writeToken(TOKEN_SECRET, { conversationId: CONVERSATION, generation: 1, expiresAt });
    const response = await fetch(`${app.url}/conversations/${CONVERSATION}?token=${token}`);
    expect(response.status).toBe(200);
    const signing = await app.call("GET", "/signing_key", undefined, asOldKey);
    expect(JSON.stringify(signing.body)).toContain(SIGNING_KEY);
  });

  it("holds its secrets sealed from then on", async () => {
    const db = openDatabase(database.url, { connections: 1 });
    const { rows } = await sql<{ name: string; value: unknown }>`select * from settings`.execute(db);
    await db.destroy();
    const text = JSON.stringify(rows);
    expect(text).toContain("signing_key");
    expect(text).not.toContain(SIGNING_KEY);
    expect(text).not.toContain(TOKEN_SECRET);
  });

  it("no longer keeps answers in plain text, and does not carry their requests out a second time", async () => {
    const headers = { ...asOldKey, "idempotency-key": "old" };
    const answer = await app.call("POST", "/conversations", KEPT_REQUEST, headers);
    expect(answer).toMatchObject({ status: 409, body: { error: { code: "idempotency_conflict" } } });
    expect(answer.body["error"].message).toContain("has no answer yet");
    expect(JSON.stringify(await contentsOf(database.url))).not.toContain("ot_ofaformerrelease");
  });

  it("holds conversations with its agents as they were stored, and sums them up", async () => {
    const agent = { agent_id: "ca_00000000000", channel: { type: "chat_realtime" } };
    const { body: made } = await app.call("POST", "/conversations", agent, asOldKey);
    const session = openSessionClient(`${made["channel"].session_url}?token=${made["channel"].token}`);
    session.send({ type: "conversation.start" });
    session.send({ type: "user.message.send", text: "Great, thanks!" });
    await session.next("agent.message.completed");
    session.send({ type: "conversation.end" });
    await session.closed();
    const shown = async () => (await app.call("GET", `/conversations/${made["id"]}`, undefined, asOldKey)).body;
    await expect.poll(shown, { timeout: 30_000 }).toMatchObject({ status: "completed", sentiment: "positive" });
    const released = await app.call("POST", "/conversational_agents/ca_00000000000@v0/release", undefined, asOldKey);
    expect(released.status).toBe(200);
    const updated = await app.call("PUT", "/conversational_agents/ca_00000000000", { name: "Older" }, asOldKey);
    expect(updated.body["version_id"]).toBe("ca_00000000000@v1");
    const anew = await app.call("POST", "/conversational_agents/ca_00000000000@v1/release", undefined, asOldKey);
    expect(anew.status).toBe(200);
  });

  it("shows its events as they were stored", async () => {
    const response = await fetch(`${app.url}/conversations/${CONVERSATION}/events`, { headers: asOldKey });
    const text = await response.text();
    expect(text.match(/^data: /gm)).toHaveLength(3);
  });
});

async function conversationRow() {
  const db = openDatabase(database.url, { connections: 1 });
  try {
    return await db.selectFrom("conversations").selectAll().where("id", "=", CONVERSATION).executeTakeFirstOrThrow();
  } finally {
    await db.destroy();
  }
}
