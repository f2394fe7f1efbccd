import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { DatabaseStall } from "../durability/database-faults.ts";

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app.stop());

describe("a client that resumes from a server.error", () => {
  it("misses no event that was being stored when the error was sent", async () => {
    const { channel } = await app.converse(await app.makeAgent("Answer."));
    const url = `${channel.session_url}?token=${channel.token}`;
    const client = openSessionClient(url);
    client.send({ type: "conversation.start" });
    await client.next("conversation.started");
    const stall = await DatabaseStall.begin(app.databaseUrl);
    client.send({ type: "user.message.send", text: "Hi" });
    client.socket.send("no JSON");
    const error = await client.next("server.error");
    client.close();
    await client.closed();
    const witness = openSessionClient(url);
    await stall.end();
    await witness.next("agent.turn.metrics");
    const back = openSessionClient(`${url}&last_event_id=${error.id}`);
    expect((await back.next("user.message.received")).payload.text).toBe("Hi");
    back.close();
  });
});
