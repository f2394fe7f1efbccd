import { createHmac } from "node:crypto";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { type ReceivedWebhook, startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

let app: TestApp;
let receiver: WebhookReceiver;
let agentId: string;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  app = await startTestApp({ OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8" }, { webhookWithin: 300, setupWithin: 300 });
  agentId = await app.makeAgent("Answer.");
});

afterAll(async () => {
  await app.stop();
  await receiver.close();
});

beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = () => 204;
});

async function makeEndpoint(path: string, settings: Record<string, unknown> = {}) {
  const made = await app.call("POST", "/webhook_endpoints", { url: receiver.url + path, ...settings });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return made.body as { id: string; signing_key: { current: { key: string; standard_webhooks_secret: string } } };
}

/** Holds a conversation of no words from start to end and returns its id. */
async function converse(more: Record<string, unknown> = {}): Promise<string> {
  const { id, channel } = await app.converse(agentId, more);
  const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  session.send({ type: "conversation.start" });
  await session.next("conversation.started");
  session.send({ type: "conversation.end" });
  await session.closed();
  return id;
}

describe("a webhook", () => {
  it("brings the event as it stands in the log, signed in both ways", async () => {
    const endpoint = await makeEndpoint("/signed?shop=a%20b&a=1", { types: ["conversation.ended"] });
    const id = await converse();
    await expect.poll(() => receiver.received.length).toBe(1);
    const [webhook] = receiver.received as [ReceivedWebhook];
    expect(webhook).toMatchObject({ method: "POST", url: "/signed?shop=a%20b&a=1" });
    expect(webhook.event.conversation_id).toBe(id);
    const { current } = endpoint.signing_key;
    expect(new StandardWebhook(current.standard_webhooks_secret).verify(webhook.body, webhook.headers)).toEqual(
      webhook.event,
    );
    expect(new SvixWebhook(current.standard_webhooks_secret).verify(webhook.body, webhook.headers)).toEqual(
      webhook.event,
    );
    expect(webhook.headers["x-signature"]).toBe(vendorSignature(current.key, `${receiver.url}/signed`, webhook));
    await app.call("DELETE", `/webhook_endpoints/${endpoint.id}`);
  });
});

/** The vendor's scheme, from its description alone: `{url without query}:{key}:{timestamp}:{raw body}`. */
function vendorSignature(key: string, url: string, { headers, body }: ReceivedWebhook): string {
  const text = `${url}:${headers["x-idempotency-key"]}:${headers["x-timestamp"]}:${body}`;
  return createHmac("sha256", Buffer.from(key, "utf8")).update(text, "utf8").digest("hex");
}
