import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../webhooks/webhook-receiver.ts";

let app: TestApp;
let receiver: WebhookReceiver;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  app = await startTestApp({ OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8" });
});

afterAll(async () => {
  await app.stop();
  await receiver.close();
});

describe("the secret path of a webhook's address", () => {
  it.each(["conversation.ended", "conversation.setup"])(
    "is not in the log when the receiver of %s redirects to another spelling of it",
    async (type) => {
      const secret = `T0A7-${type.slice(13)}-Zq81LmWv`;
      receiver.answer = ({ url }) => ({ status: 308, headers: { location: `https://crm.example${url}/` } });
      const made = await app.call("POST", "/webhook_endpoints", {
        url: `${receiver.url}/hooks/${secret}`,
        types: [type],
      });
      const tried = await app.call("POST", `/webhook_endpoints/${made.body["id"]}/test`, { type });
      expect(tried.body["error"]).toContain(`https://crm.example/hooks/${secret}/`);
      const logged = () => app.call("GET", "/logs?kind=webhook_delivery&limit=1");
      await expect.poll(async () => JSON.stringify((await logged()).body)).toContain(made.body["id"] as string);
      expect(JSON.stringify((await logged()).body)).toContain("a redirect to elsewhere (308");
      expect(JSON.stringify((await logged()).body)).not.toContain(secret);
    },
  );
});
