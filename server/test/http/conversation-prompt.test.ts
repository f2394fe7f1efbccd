import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { type DescribedApp, headersOf, startDescribedApp } from "./described-app.ts";

const VARIABLES = [
  { name: "city", description: "Where the salon is.", default_value: "Zurich" },
  { name: "guest", description: "Who calls.", default_value: "somebody" },
];
/** Shaped as a key of ours, which it is not. */
const SECRET = `op_prod_${"7".repeat(36)}`;

let app: DescribedApp;
let agent: string;

beforeAll(async () => {
  app = await startDescribedApp();
  const runtime = { variables: VARIABLES };
  agent = await app.makeAgent("You are at home in $city and talk with $guest.", { runtime });
});
afterAll(() => app.stop());

const promptOf = async (id: string, headers?: Record<string, string>) =>
  app.call("GET", `/conversations/${id}/prompt`, undefined, headers);

async function keyWith(scopes: string[]) {
  const { body } = await app.call("POST", "/api_keys", { name: "Some", livemode: true, scopes });
  return headersOf(body["secret"]);
}

describe("the prompt of a conversation", () => {
  it("is what the model is told, with the context as it stands", async () => {
    const { id, channel } = await app.converse(agent, { context: { guest: "Kim" }, livemode: false });
    const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    session.send({ type: "conversation.start" });
    session.send({ type: "user.message.send", text: "Hello" });
    await session.next("agent.turn.metrics");
    const { status, body } = await promptOf(id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ models: ["simulated/assistant"], language: "English", route: null });
    expect(body["text"]).toContain("You are at home in Zurich and talk with Kim.");
    expect(body["messages"]).toBeGreaterThan(1);
    await app.call("POST", `/conversations/${id}/context`, { context: { city: "Basel" } });
    expect((await promptOf(id)).body["text"]).toContain("You are at home in Basel and talk with Kim.");
    session.send({ type: "conversation.end" });
    await session.closed();
    const { completed_at } = (await app.call("GET", `/conversations/${id}`)).body;
    const over = await promptOf(id);
    expect(over.body["at"]).toBe(completed_at);
    expect(over.body["text"]).toContain("You are at home in Basel and talk with Kim.");
  });

  it("shows no secret", async () => {
    const { id } = await app.converse(agent, { context: { guest: SECRET } });
    const { body } = await promptOf(id);
    expect(body["text"]).not.toContain(SECRET);
    expect(body["text"]).toContain("You are at home in Zurich");
  });

  it("is for keys that may read both conversations and agents", async () => {
    const { id, channel } = await app.converse(agent);
    expect((await promptOf(id, await keyWith(["conversations:read"]))).status).toBe(403);
    expect((await promptOf(id, await keyWith(["agents:read"]))).status).toBe(403);
    expect((await promptOf(id, await keyWith(["agents:read", "conversations:read"]))).status).toBe(200);
    expect((await promptOf(id, await app.testKeyHeaders())).status).toBe(404);
    expect((await promptOf(id, headersOf(channel.token))).status).toBe(401);
    expect((await promptOf("conv_00000000000")).status).toBe(404);
  });
});
