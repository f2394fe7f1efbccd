import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { VERSION_HEADER } from "../../src/testing/app.ts";
import {
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
} from "../../src/testing/fake-model-server.ts";
import { type ServerProcess, startServerProcess } from "../../src/testing/server-process.ts";
import { openCaller } from "./voice-caller.ts";

const ANSWER = "The answer to this has so many words that there is time to pull the plug before they were all said.";

let server: ServerProcess;
let model: FakeModelServer;
const requests: FakeModelRequest[] = [];

beforeAll(async () => {
  model = await startFakeModelServer({
    answer: (request) => {
      requests.push(request);
      return { pieces: [ANSWER], firstPieceAfter: 1, pieceEvery: 1 };
    },
  });
  const OPERATOR_MODEL_SERVERS = `fake=${model.baseUrl}`;
  server = await startServerProcess({ environment: { OPERATOR_MODEL_SERVERS, LOG_LEVEL: "error" } });
}, 90_000);

afterAll(async () => {
  await server.cleanUp();
  await model.close();
}, 30_000);

async function post(path: string, body: unknown) {
  const headers = { authorization: `Bearer ${server.apiKey}`, ...VERSION_HEADER, "content-type": "application/json" };
  const answer = await fetch(`${server.url()}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  return (await answer.json()) as Record<string, any>;
}

describe("a process that is killed while its agent speaks", () => {
  it("leaves a conversation whose next process says the whole answer", { timeout: 90_000 }, async () => {
    const config = { runtime: { model: "fake/model", prompt: { type: "fixed", text: "You answer." } } };
    const made = await post("/conversational_agents", { name: "Agent", description: "For a test.", config });
    await post(`/conversational_agents/${made["version_id"]}/release`, {});
    const { id, channel } = await post("/conversations", { agent_id: made["id"], channel: { type: "voice_realtime" } });
    const path = `/conversations/${id}/session?token=${channel.token}`;
    const caller = openCaller(`${server.url().replace("http", "ws")}${path}`, id);
    caller.send({ type: "conversation.start" });
    caller.send({ type: "user.message.send", text: "Tell me." });
    await vi.waitFor(() => expect(caller.heard()).toBeGreaterThan(1_000), { timeout: 30_000 });
    const last = caller.events.filter(({ payload }) => payload.type === "user.message.received").at(-1)?.id;
    await server.kill();
    await caller.closed();
    expect(caller.events.map(({ payload }) => payload.type)).not.toContain("agent.message.completed");
    await server.start();
    const again = openCaller(`${server.url().replace("http", "ws")}${path}&last_event_id=${last}`, id);
    const { payload } = await again.next("agent.message.completed");
    expect(payload).toMatchObject({ text: ANSWER, interrupted: false });
    expect(again.heard()).toBeGreaterThan(3_000);
    expect(again.events.filter((event) => event.payload.type === "user.message.received")).toEqual([]);
    expect(requests).toHaveLength(2);
    again.close();
  });
});
