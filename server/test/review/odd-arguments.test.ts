import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { type FakeModelServer, startFakeModelServer } from "../../src/testing/fake-model-server.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";

let app: TestApp;
let model: FakeModelServer;
let odd = "null";

beforeAll(async () => {
  model = await startFakeModelServer({
    answer: ({ messages }) => ({
      firstPieceAfter: 0,
      pieceEvery: 0,
      ...(messages.at(-1)?.role === "user"
        ? { pieces: [], toolCalls: [{ name: "set_custom_fields", arguments: odd }] }
        : { pieces: ["Noted."] }),
    }),
  });
  app = await startTestApp({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` });
});

afterAll(async () => {
  await app.stop();
  await model.close();
});

it.each(["null", "[]", '"x"', "7", "{}", ""])(
  "a platform tool whose arguments are %j is answered with what to do, and the conversation goes on",
  async (text) => {
    odd = text;
    const tool = { tools: [{ ns: "syscall", name: "set_custom_fields" }] };
    const agentId = await app.makeAgent("Answer.", { runtime: { model: "fake/model" }, tool });
    const { channel } = await app.converse(agentId);
    const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    client.send({ type: "conversation.start" });
    await client.next("conversation.started");
    client.send({ type: "user.message.send", text: "Hi" });
    expect((await client.next("agent.tool_call.returned")).payload.error).toMatch(/object/);
    expect((await client.next("agent.message.completed")).payload.text).toBe("Noted.");
    client.close();
  },
);
