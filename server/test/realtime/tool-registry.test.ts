import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openDatabase } from "../../src/db/database.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import {
  type FakeAnswer,
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
} from "../../src/testing/fake-model-server.ts";
import { openSessionClient, type SessionClient } from "../../src/testing/session-client.ts";
import { isGenuine, startToolReceiver, type ToolReceiver } from "../http/tool-receiver.ts";

let app: TestApp;
let model: FakeModelServer;
let receiver: ToolReceiver;
let seenByModel: string;

/** Calls the tool of the registry whenever the user speaks, with what they said as the note. */
function answer(request: FakeModelRequest): FakeAnswer {
  seenByModel += JSON.stringify(request);
  const last = request.messages.at(-1);
  const said = typeof last?.content === "string" ? last.content : "";
  const toolCalls = last?.role === "user" ? [{ name: "note", arguments: JSON.stringify({ note: said }) }] : [];
  return { firstPieceAfter: 0, pieceEvery: 0, pieces: toolCalls.length > 0 ? [] : ["Done."], toolCalls };
}

beforeAll(async () => {
  model = await startFakeModelServer({ answer });
  receiver = await startToolReceiver();
  app = await startTestApp({
    OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
    OPERATOR_ALLOWED_ADDRESSES: receiver.host,
    OPERATOR_QUICKSTART: "false",
  });
});
afterAll(async () => {
  await app.stop();
  await model.close();
  await receiver.close();
});
beforeEach(async () => {
  seenByModel = "";
  receiver.calls.splice(0);
  receiver.answer = () => ({});
});

const TOOL = {
  description: "Notes something.",
  method: "POST",
  input_schema: { type: "object", properties: { note: { type: "string" } }, required: ["note"] },
};

/** Opens a conversation with an agent that has the tool. */
async function open(tool: Record<string, unknown>): Promise<SessionClient> {
  const { status, body } = await app.call("PUT", "/tools/note", { ...TOOL, ...tool });
  if (status === 404) await app.call("POST", "/tools", { name: "note", ...TOOL, ...tool });
  else expect(status, JSON.stringify(body)).toBe(200);
  const tools = [{ ns: "api", name: "note" }];
  const agentId = await app.makeAgent("Answer.", { runtime: { model: "fake/model" }, tool: { tools } });
  const { channel } = await app.converse(agentId);
  const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  client.send({ type: "conversation.start" });
  return client;
}

async function say(client: SessionClient, text: string) {
  client.send({ type: "user.message.send", text });
  const { payload } = await client.next("agent.tool_call.returned");
  await client.next("agent.message.completed", (message) => message.text === "Done.");
  return payload;
}

it("a changed tool works in a conversation under way", async () => {
  const client = await open({ url: `${receiver.url}/old`, headers: { "X-Shop": "old-shop" } });
  await say(client, "First");
  const change = { url: `${receiver.url}/new/{note}`, headers: { "X-Shop": "new-shop" } };
  expect((await app.call("PATCH", "/tools/note", change)).status).toBe(200);
  await say(client, "Second");
  client.close();
  expect(receiver.calls).toMatchObject([
    { path: "/old", body: '{"note":"First"}', headers: { "x-shop": "old-shop" } },
    { path: "/new/Second", body: "{}", headers: { "x-shop": "new-shop" } },
  ]);
  const { body } = await app.call("GET", "/signing_key");
  for (const call of receiver.calls) expect(isGenuine(receiver, call, [body["current"].key])).toBe(true);
  const { body: ledger } = await app.call("GET", "/tool_calls?name=note&limit=2");
  const ids = (ledger["data"] as { call_id: string }[]).map(({ call_id }) => call_id);
  expect(ids.reverse()).toEqual(receiver.calls.map(({ headers }) => headers["x-idempotency-key"]));
});

it.each([
  ["result", 200],
  ["refusal", 400],
  ["failure that is repeated", 503],
])("a header that the receiver shows in its %s is seen by nobody", async (_what, status) => {
  receiver.answer = ({ headers }) => ({ status, body: JSON.stringify({ message: `You sent ${headers["x-key"]}.` }) });
  const headers = { "X-Key": "planted-secret", Authorization: "Bearer planted-secret" };
  const client = await open({ url: `${receiver.url}/echo`, headers, time_limit_sec: 0.5 });
  const returned = await say(client, "Hello");
  client.close();
  expect(receiver.calls[0]?.headers["x-key"]).toBe("planted-secret");
  expect(JSON.stringify(returned)).toContain("You sent [secret].");
  expect(seenByModel).toContain("You sent [secret].");
  expect(seenByModel).not.toContain("planted-secret");
  // PostgreSQL puts the shorter names of an object first.
  const logged = new RegExp(`"call_id":"${returned.call_id}","arguments":.{0,200}"background":false`);
  const isLogged = async () => logged.test(await everythingStored());
  await expect.poll(isLogged).toBe(true);
  expect((await everythingStored()).includes("planted-secret")).toBe(false);
});

/** Reads every row of every table as text. */
async function everythingStored(): Promise<string> {
  const database = openDatabase(app.databaseUrl, { connections: 1 });
  const tables = await database.introspection.getTables();
  const rows = await Promise.all(
    tables.map(({ name }) =>
      database
        .selectFrom(name as "events")
        .selectAll()
        .execute(),
    ),
  );
  await database.destroy();
  return JSON.stringify(rows);
}
