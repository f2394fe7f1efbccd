import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ServerPayload } from "../../src/domain/event-payloads.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { createTestDatabase, type TestDatabase } from "../../src/testing/database.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";

let database: TestDatabase;
let app: TestApp;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ DATABASE_URL: database.url });
});

afterAll(async () => {
  await app.stop();
  await database.drop();
});

/** Writes what a process that died at once behind it would have left in a log. */
async function leave(conversationId: string, payloads: ServerPayload[]): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const statement = `insert into events (conversation_id, sequence, id, created_at, payload)
      select $1, last + 1, $2, now(), $3 from (select max(sequence) as last from events where conversation_id = $1) as log`;
    for (const [index, payload] of payloads.entries())
      await client.query(statement, [conversationId, `ev_00000000000left${index}`, payload]);
  } finally {
    await client.end();
  }
}

it("a conversation that the agent ended is ended by whoever takes it up after a crash", async () => {
  const { id, channel } = await app.converse(await app.makeAgent("Wait for the user."));
  const url = `${channel.session_url}?token=${channel.token}`;
  const session = openSessionClient(url);
  session.send({ type: "conversation.start" });
  await session.next("conversation.started");
  await app.stop();
  const call = { call_id: "call_e", name: "end_conversation", arguments: "{}" };
  await leave(id, [
    { type: "agent.tool_call.created", ...call, ns: "syscall", generation_id: "gen_e", in_background: false },
    { type: "agent.tool_call.returned", ...call, result: { ended: true }, outcome: "succeeded" },
  ]);
  app = await startTestApp({ DATABASE_URL: database.url });
  await expect.poll(async () => (await app.call("GET", `/conversations/${id}`)).body["status"]).toBe("completed");
  const events = await fetch(`${app.url}/conversations/${id}/events?token=${channel.token}`);
  expect(await events.text()).toContain('"reason":"agent_ended"');
});
