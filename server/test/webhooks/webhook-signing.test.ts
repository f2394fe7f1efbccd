import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { isStandardSigned, isVendorSigned } from "./vendor-signature.ts";
import { beginConversation, type MadeEndpoint, makeEndpoint } from "./webhook-app.ts";
import { type ReceivedWebhook, startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

let app: TestApp;
let receiver: WebhookReceiver;
let agentId: string;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  app = await startTestApp({ OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8" });
  agentId = await app.makeAgent("Answer.");
});

afterAll(async () => {
  await app.stop();
  await receiver.close();
});

beforeEach(() => {
  receiver.received.length = 0;
});

/** Has one event sent to an endpoint, and returns it as it arrived. */
async function receiveOne(endpoint: MadeEndpoint): Promise<ReceivedWebhook> {
  receiver.received.length = 0;
  await (await beginConversation(app, agentId)).end();
  await expect.poll(() => receiver.received.length).toBe(1);
  const [webhook] = receiver.received as [ReceivedWebhook];
  const { body: listed } = await app.call("GET", `/webhook_deliveries?endpoint_id=${endpoint.id}`);
  expect(listed["data"][0].id).toBe(webhook.id);
  return webhook;
}

describe("a webhook's signature", () => {
  it("is good for the vendor's scheme and for the published verifiers, and covers the body to the last byte", async () => {
    const endpoint = await makeEndpoint(app, {
      url: `${receiver.url}/h%C3%B6ok?shop=a%20b&a=1`,
      types: ["conversation.ended"],
    });
    const webhook = await receiveOne(endpoint);
    expect(webhook).toMatchObject({ method: "POST", url: "/h%C3%B6ok?shop=a%20b&a=1" });
    expect(webhook.headers["content-type"]).toMatch(/^application\/json/);
    expect(webhook.headers["x-idempotency-key"]).toBe(webhook.id);
    expect(isVendorSigned(endpoint.key, `${receiver.url}/h%C3%B6ok`, webhook)).toBe(true);
    expect(isStandardSigned(endpoint.secret, webhook)).toBe(true);
    const altered = { ...webhook, body: webhook.body.replace("completed", "failed") };
    expect(altered.body).not.toBe(webhook.body);
    expect(isVendorSigned(endpoint.key, `${receiver.url}/h%C3%B6ok`, altered)).toBe(false);
    expect(isStandardSigned(endpoint.secret, altered)).toBe(false);
    await app.call("DELETE", endpoint.path);
  });

  it("is of a key of the endpoint's own, which lies in the database sealed", async () => {
    const first = await makeEndpoint(app, { url: `${receiver.url}/1`, types: ["conversation.ended"] });
    const second = await makeEndpoint(app, { url: `${receiver.url}/2`, types: ["conversation.ended"] });
    expect(first.key).toMatch(/^op_sign_[0-9A-Za-z]{32}$/);
    expect(second.key).not.toBe(first.key);
    const shown = await app.call("GET", `${first.path}/signing_key`);
    expect(shown.body["current"]).toEqual({ key: first.key, standard_webhooks_secret: first.secret });
    await app.call("DELETE", second.path);
    const webhook = await receiveOne(first);
    expect(isVendorSigned(second.key, `${receiver.url}/1`, webhook)).toBe(false);
    await app.call("DELETE", first.path);
  });

  it("is made with both keys while one replaces the other, then with the new one", async () => {
    const endpoint = await makeEndpoint(app, { url: `${receiver.url}/`, types: ["conversation.ended"] });
    const rotated = await app.call("POST", `${endpoint.path}/rotate_signing_key`, { overlap_seconds: 3600 });
    const next = rotated.body["next"] as { key: string; standard_webhooks_secret: string };
    expect(rotated.body["current"].key).toBe(endpoint.key);
    expect(Date.parse(rotated.body["switches_at"]) - Date.now()).toBeGreaterThan(3_590_000);
    // Asked again, it makes no third key.
    const again = await app.call("POST", `${endpoint.path}/rotate_signing_key`);
    expect(again.body["next"]).toEqual(next);

    const during = await receiveOne(endpoint);
    expect(isVendorSigned(endpoint.key, `${receiver.url}/`, during)).toBe(true);
    expect(isStandardSigned(endpoint.secret, during)).toBe(true);
    expect(isStandardSigned(next.standard_webhooks_secret, during)).toBe(true);

    await app.call("POST", `${endpoint.path}/rotate_signing_key`, { overlap_seconds: 0 });
    const after = await receiveOne(endpoint);
    expect(isVendorSigned(next.key, `${receiver.url}/`, after)).toBe(true);
    expect(isStandardSigned(next.standard_webhooks_secret, after)).toBe(true);
    expect(isStandardSigned(endpoint.secret, after)).toBe(false);
    await app.call("DELETE", endpoint.path);
  });
});
