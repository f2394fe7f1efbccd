import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { type FakeModelServer, startFakeModelServer } from "../../src/testing/fake-model-server.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";

let app: TestApp;
let model: FakeModelServer;
let agentId: string;
let admin: pg.Client;

beforeAll(async () => {
  model = await startFakeModelServer({
    answer: { firstPieceAfter: 0, pieceEvery: 0, pieces: ["Yes."] },
  });
  app = await startTestApp({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` });
  admin = new pg.Client({ connectionString: app.databaseUrl });
  await admin.connect();
  agentId = await app.makeAgent("Answer.", { runtime: { model: "fake/model" } });
});

afterAll(async () => {
  await admin.end();
  await app.stop();
  await model.close();
});

async function begin() {
  const { channel } = await app.converse(agentId);
  const address = `${channel.session_url}?token=${channel.token}`;
  const client = openSessionClient(address);
  client.send({ type: "conversation.start" });
  const { id } = await client.next("conversation.started");
  return { address, client, id };
}

it("a session that does not read is cut off while others go on, and is sent what it missed when it comes back", async () => {
  const deaf = await begin();
  const other = await begin();
  deaf.client.socket.pause();
  // Each is answered with the whole context: 24 MB in all, more than any kernel keeps for a reader.
  for (let count = 0; count < 98; count += 1) {
    const context = { [`part${count % 4}`]: "x".repeat(60_000) };
    deaf.client.send({ type: "conversation.context.update", context });
  }
  for (let count = 0; count < 5; count += 1) {
    other.client.send({ type: "user.message.send", text: "Hi" });
    await other.client.next("agent.turn.metrics");
  }
  deaf.client.socket.resume();
  expect(await deaf.client.closed()).toBe(1006);
  const again = openSessionClient(`${deaf.address}&last_event_id=${deaf.id}`);
  again.send({ type: "conversation.end" });
  expect(await again.closed()).toBe(1000);
  const got = again.events.map(({ payload }) => payload.type);
  expect(got.at(-1)).toBe("conversation.ended");
  const stored =
    "select 1 from events where conversation_id = $1 and payload->>'type' = 'conversation.context.updated'";
  const { rowCount } = await admin.query(stored, [again.events[0]?.conversation_id]);
  expect(got.filter((type) => type === "conversation.context.updated")).toHaveLength(rowCount as number);
  expect(rowCount).toBeGreaterThan(0);
  other.client.close();
});
