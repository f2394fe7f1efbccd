import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { createTestDatabase, type TestDatabase } from "../../src/testing/database.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";

let database: TestDatabase;
let first: TestApp;
let second: TestApp;

beforeAll(async () => {
  database = await createTestDatabase();
  first = await startTestApp({ DATABASE_URL: database.url });
  second = await startTestApp({ DATABASE_URL: database.url });
});

afterAll(async () => {
  await first.stop();
  await second.stop();
  await database.drop();
});

async function heldByFirst(external_id: string) {
  const agent = await first.makeAgent("Help.");
  const { id, channel } = await first.converse(agent, { context: { $customer: { external_id } } });
  const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  session.send({ type: "conversation.start" });
  await session.next("conversation.started");
  const { body } = await first.call("GET", `/conversations/${id}`);
  return { session, customer: body["customer_id"] as string };
}

describe("a customer whose conversation another process holds", () => {
  it("is deleted, and whoever sits in the conversation is told soon", async () => {
    const { session, customer } = await heldByFirst("quiet");

    const deleted = await second.call("DELETE", `/customers/${customer}`);

    expect(deleted).toMatchObject({ status: 200, body: { removed: { conversations: 1 } } });
    expect(await session.closed()).toBe(4404);
  });

  it("is deleted, and what is said there from then on is stored nowhere", async () => {
    const { session, customer } = await heldByFirst("talkative");

    await second.call("DELETE", `/customers/${customer}`);
    session.send({ type: "user.message.send", text: "Is anybody there?" });

    expect([1012, 4404]).toContain(await session.closed());
    expect(session.events.map(({ payload }) => payload.type)).not.toContain("user.message.received");
  });
});
