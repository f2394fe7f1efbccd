import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";

let app: TestApp;
let agentId: string;

beforeAll(async () => {
  app = await startTestApp();
  agentId = await app.makeAgent("Speak with $who.", { runtime: { variables: [{ name: "who" }] } });
});

afterAll(() => app.stop());

async function create(context: Record<string, unknown>) {
  const body = { agent_id: agentId, channel: { type: "chat_realtime" }, context };
  return (await app.call("POST", "/conversations", body)).body;
}

const UNDECLARED = { param: "context.$variables.whom", message: expect.stringMatching(/Additional Details.*who\?/) };

describe("the warnings about a context", () => {
  it("leave free fields and flat variables alone: they have an effect", async () => {
    expect(await create({ who: "Ann", plan: "gold" })).not.toHaveProperty("warnings");
  });

  it("name a variable that the agent does not declare, at creation", async () => {
    expect(await create({ who: "Ann", $variables: { whom: "Bob" } })).toMatchObject({ warnings: [UNDECLARED] });
  });

  it("name it in mid-conversation, too", async () => {
    const { id, channel } = await create({ who: "Ann" });
    const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    client.send({ type: "conversation.start" });
    await client.next("conversation.started");
    const context = { note: "x", $variables: { whom: "Bob" } };
    const { body } = await app.call("POST", `/conversations/${id}/context`, { context });
    expect(body["warnings"]).toEqual([UNDECLARED]);
    client.close();
  });

  it("name a customer's field that nobody knows", async () => {
    const { warnings } = await create({ who: "Ann", $customer: { nmae: "Ann" } });
    expect(warnings).toEqual([{ param: "context.$customer.nmae", message: expect.stringContaining("name") }]);
  });
});
