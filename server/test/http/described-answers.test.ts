import { afterAll, beforeAll, expect, it } from "vitest";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { type DescribedApp, startDescribedApp } from "./described-app.ts";

let app: DescribedApp;
beforeAll(async () => {
  app = await startDescribedApp({ OPERATOR_ALLOWED_ADDRESSES: "127.0.0.1" });
});
afterAll(() => app.stop());

const AGENT = {
  name: "Ada",
  description: "Answers.",
  config: { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Answer." } } },
};

async function callKeys() {
  const { call } = app;
  const { body: key } = await call("POST", "/api_keys", { name: "Shop", livemode: true, scopes: ["agents:read"] });
  await call("GET", "/api_keys?limit=1");
  await call("GET", `/api_keys/${key["id"]}`);
  await call("PATCH", `/api_keys/${key["id"]}`, { name: "Web shop" });
  await call("POST", `/api_keys/${key["id"]}/rotate`);
  await call("DELETE", `/api_keys/${key["id"]}`);
  await call("GET", "/signing_key");
  await call("POST", "/signing_key/rotate", { overlap_seconds: 60 });
  await call("GET", "/signing_key");
  await call("POST", "/test_addresses", { address: "kim@example.com" });
  await call("GET", "/test_addresses?limit=1");
  await call("DELETE", "/test_addresses/kim%40example.com");
}

/** Leaves an endpoint that is asked about the next conversation and cannot be reached. */
async function callWebhookEndpoints(): Promise<string> {
  const { call } = app;
  const settings = { url: "http://127.0.0.1:1/hooks", types: ["conversation.setup"] };
  const { body: made } = await call("POST", "/webhook_endpoints", settings);
  const path = `/webhook_endpoints/${made["id"]}`;
  await call("GET", "/webhook_endpoints?limit=1");
  await call("PATCH", path, { description: "Ours." });
  await call("PUT", path, settings);
  await call("GET", `${path}/signing_key`);
  await call("POST", `${path}/rotate_signing_key`);
  await call("POST", `${path}/test`, { type: "conversation.ended" });
  return path;
}

async function callWebhookDeliveries(endpointPath: string): Promise<void> {
  const { call } = app;
  const { body: list } = await call("GET", "/webhook_deliveries?status=dead");
  const [delivery] = list["data"];
  await call("POST", `${endpointPath}/replay`);
  await call("POST", `/webhook_deliveries/${delivery.id}/replay`);
  await call("GET", `/webhook_deliveries/${delivery.id}`);
  await call("GET", `${endpointPath}/feed`);
  await call("GET", endpointPath);
  await call("DELETE", endpointPath);
}

/** What is held against the document where it is tested. */
const ELSEWHERE = [
  "Campaigns",
  "Customers",
  "Procedural agents",
  "Procedures",
  "Procedure schedules",
  "Procedure batches",
  "Mailboxes",
  "Carriers",
  "Logs",
  "Statistics",
  "MCP servers",
  "Tools",
  "OpenAPI sources",
  "Follow-ups",
  "Messages",
  "Phone numbers",
  "Transfers",
  "Demo links",
  "Account",
  "Members",
  "Organization",
];

/** What is answered with something else than JSON, or belongs to it: event-stream.test.ts, recordings.test.ts, voices.test.ts and supervision.test.ts look at it. */
const ELSEWHERE_CALLS = [
  "streamConversationEvents",
  "postSessionMessage",
  "getConversationRecording",
  "deleteConversationRecording",
  "getVoiceSample",
  "getSoundSample",
  "listVoices",
  "superviseConversation",
];

it("every call's answer is what /openapi.json says", async () => {
  const { call } = app;
  const { body: made } = await call("POST", "/conversational_agents", AGENT);
  await call("PUT", `/conversational_agents/${made["id"]}`, { description: "Answers better.", colour: "blue" });
  await call("POST", `/conversational_agents/${made["version_id"]}/release`);
  await call("GET", `/conversational_agents/${made["id"]}`);
  await call("GET", `/conversational_agents/${made["id"]}/versions`);
  await call("GET", "/conversational_agents?limit=1");
  const endpointPath = await callWebhookEndpoints();
  const { id, channel } = await app.converse(made["id"], { context: { $customer: { name: "Kim" } } });
  const other = await call("POST", "/conversations", { agent_id: made["id"], channel: { type: "chat_realtime" } });
  await call("PATCH", `/conversations/${other.body["id"]}`, { context: { weather: "fine" } });
  await call("GET", "/conversations?limit=1");
  const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  session.send({ type: "conversation.start" });
  await session.next("conversation.started");
  await call("POST", `/conversations/${id}/context`, { context: { weather: "fine" } });
  await call("POST", `/conversations/${id}/token/refresh`);
  await call("GET", `/conversations/${id}`);
  await call("GET", `/conversations/${id}/prompt`);
  session.send({ type: "conversation.end" });
  await session.closed();
  await call("GET", `/conversations/${id}`);
  await call("DELETE", `/conversations/${other.body["id"]}`);
  const third = await call("POST", "/conversations", { agent_id: made["id"], channel: { type: "chat_realtime" } });
  await call("POST", `/conversations/${third.body["id"]}/end`);
  await call("DELETE", `/conversational_agents/${made["id"]}`);
  await call("GET", "/health");
  await call("GET", "/installation");
  await callKeys();
  await callWebhookDeliveries(endpointPath);
  const signIn = { code: app.app.signInCode };
  await call("POST", "/sign_in", signIn, {});

  const seen = Object.fromEntries([...app.seen].map(([name, statuses]) => [name, [...statuses]]));
  const operations = Object.values(app.document.paths).flatMap((methods) => Object.values(methods));
  const expected = operations
    .filter(({ tags }) => !tags.some((tag) => ELSEWHERE.includes(tag)))
    .filter(({ operationId }) => !ELSEWHERE_CALLS.includes(operationId))
    .map(({ operationId }) => [operationId, [operationId === "updateConversationContext" ? 202 : 200]]);
  expect(seen).toEqual(Object.fromEntries(expected));
});
