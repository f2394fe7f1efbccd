import { get } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { type FakeModelServer, startFakeModelServer } from "../../src/testing/fake-model-server.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";

let app: TestApp;
let model: FakeModelServer;
let agentId: string;

beforeAll(async () => {
  model = await startFakeModelServer({ answer: { firstPieceAfter: 0, pieceEvery: 0, pieces: ["Yes."] } });
  app = await startTestApp({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` });
  agentId = await app.makeAgent("Answer.", { runtime: { model: "fake/model" } });
});

afterAll(async () => {
  await app.stop();
  await model.close();
});

const MESSAGES = 90;
const LONG = "x".repeat(60_000);

/** A conversation whose log is several times what may wait for one reader. */
async function longConversation() {
  const { id, channel } = await app.converse(agentId);
  const address = `${channel.session_url}?token=${channel.token}`;
  const client = openSessionClient(address);
  client.send({ type: "conversation.start" });
  await client.next("conversation.started");
  for (let count = 0; count < MESSAGES; count += 1) {
    client.send({ type: "user.message.send", text: LONG });
    await client.next("user.message.received");
  }
  const { headers } = { headers: { authorization: `Bearer ${app.key}`, "operator-version": "2025-06-19" } };
  return { id, address, client, headers };
}

/** Reads an events stream until `last` was in it or it ends; returns how many of the messages it had. */
function messagesOf(url: string, headers: Record<string, string>, last: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers }, (response) => {
      let text = "";
      const count = () => text.split('"user.message.received"').length - 1;
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
        if (text.includes(last) || count() === MESSAGES) {
          response.destroy();
          resolve(count());
        }
      });
      response.on("close", () => resolve(count()));
    });
    request.on("error", reject);
  });
}

describe("a log of many long messages", () => {
  it("reaches an events stream and a session whole, while it goes on and after the end", async () => {
    const { id, address, client, headers } = await longConversation();
    const events = `${app.url}/conversations/${id}/events`;
    expect(await messagesOf(events, headers, "conversation.ended")).toBe(MESSAGES);
    const again = openSessionClient(`${address}&last_event_id=${client.events[0]?.id}`);
    await again.next("conversation.started");
    for (let count = 0; count < MESSAGES; count += 1) await again.next("user.message.received");
    again.send({ type: "conversation.end" });
    expect(await again.closed()).toBe(1000);
    expect(await messagesOf(events, headers, "conversation.ended")).toBe(MESSAGES);
  });
});
