import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../src/testing/fake-model-server.ts";
import { callServer, type ServerProcess, startServerProcess } from "../../src/testing/server-process.ts";
import { startExample } from "./example-process.ts";

const FOLDER = fileURLToPath(new URL("../../../examples/vendor-client", import.meta.url));

let server: ServerProcess;
let model: FakeModelServer;
let port: number;
let signingKey: string;

/** Answers with what the prompt tells, so that the client's output shows what reached it. */
function answerTo({ messages, tools = [] }: FakeModelRequest) {
  const prompt = messages[0] ? textOfMessage(messages[0]) : "";
  const last = messages.findLast(({ role }) => role === "user");
  const said = last ? textOfMessage(last) : "";
  const pace = { firstPieceAfter: 0, pieceEvery: 1 };
  if (tools.some((tool) => tool.function.name === "record_output")) {
    const output = JSON.stringify({ output: { topic: "plans" }, summary: "About plans." });
    return { ...pace, pieces: [], toolCalls: [{ name: "record_output", arguments: output }] };
  }
  if (said.includes("plan")) return { ...pace, pieces: ["You are on ", /gold|free/.exec(prompt)?.[0] ?? "none", "."] };
  return { ...pace, pieces: ["I help ", /You help ([^.]*)\./.exec(prompt)?.[1] ?? "nobody", "."] };
}

async function freePort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const found = (listener.address() as AddressInfo).port;
  await new Promise<void>((resolve) => listener.close(() => resolve()));
  return found;
}

/** What the vendor's customers do in its dashboard: an endpoint and its key. Before that, conversations for a second page. */
beforeAll(async () => {
  model = await startFakeModelServer({ answer: answerTo });
  port = await freePort();
  server = await startServerProcess({
    environment: {
      OPENAI_API_KEY: "sk-of-the-test",
      OPENAI_BASE_URL: model.baseUrl,
      OPERATOR_ALLOWED_ADDRESSES: `127.0.0.1:${port}`,
    },
  });
  const call = (method: string, path: string, body?: unknown) => callServer(server, { method, path, body });
  const prompt = { type: "fixed", text: "Wait." };
  const agent = await call("POST", "/conversational_agents", {
    name: "Earlier",
    description: "",
    config: { runtime: { model: "openai/gpt-4o", prompt } },
  });
  const earlier = { agent_id: agent["version_id"], channel: { type: "chat_async" } };
  for (let count = 0; count < 52; count++) await call("POST", "/conversations", earlier);
  const endpoint = await call("POST", "/webhook_endpoints", { url: `http://127.0.0.1:${port}/hooks` });
  signingKey = endpoint["signing_key"].current.key;
}, 90_000);

afterAll(async () => {
  await server?.cleanUp();
  await model?.close();
});

describe("a client written from the vendor's documents alone", () => {
  it("works against the platform, given nothing but its host and its keys", async () => {
    const client = startExample("vendor-client/main.ts", [], {
      OPERATOR_HOST: server.url(),
      OPERATOR_API_KEY: server.apiKey,
      SIGNING_KEY: signingKey,
      RECEIVER_PORT: String(port),
    });
    const code = await client.exited;
    const lines = client
      .printed()
      .replace(/(ca|pa)_[0-9A-Za-z]{11}/g, "$1_…")
      .split("\n");
    expect([code, client.complained()]).toEqual([0, ""]);
    expect(lines).toEqual([
      "A procedural agent, released, changed and rolled back: pa_…@v0",
      "A conversational agent, released, changed and rolled back: ca_…@v0",
      "A conversation in real time:",
      "  user   Hello, who are you?",
      "  agent  I help Kim of Acme.",
      "  user   What plan am I on?",
      "  agent  You are on gold.",
      "A conversation by and by:",
      "  user   Hello.",
      "  agent  I help Sam of Acme.",
      "  user   Are you still there?",
      "  agent  I help Sam of Acme.",
      "It is completed, with Kim, and was held by ca_…@v0.",
      expect.stringMatching(
        /^Webhooks, all signed: conversation\.setup, (conversation\.ended, conversation\.setup|conversation\.setup, conversation\.ended)$/,
      ),
      'Procedures: one after the conversation, one by a call: {"topic":"plans"}',
      "Lists: 2 conversations of this run, 54 in all, on 2 pages.",
      "Everything is as documented.",
      "",
    ]);
  });

  it("says what is not as documented where it calls something else", async () => {
    const client = startExample("vendor-client/main.ts", [], {
      OPERATOR_HOST: server.url(),
      OPERATOR_API_KEY: "op_prod_wrong",
      SIGNING_KEY: signingKey,
      RECEIVER_PORT: String(port),
    });
    expect(await client.exited).toBe(1);
    expect(client.complained()).toContain("POST /procedural_agents was answered 401");
  });

  it("uses nothing of ours", async () => {
    const files = (await readdir(FOLDER)).filter((name) => name.endsWith(".ts"));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const text = await readFile(`${FOLDER}/${file}`, "utf8");
      const imported = [...text.matchAll(/ from "([^"]+)"/g)].map(([, name]) => name);
      for (const name of imported) expect([file, name]).toEqual([file, expect.stringMatching(/^(node:|ws$|\.\/)/)]);
    }
  });
});
