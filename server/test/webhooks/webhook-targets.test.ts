import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSafeFetch, type SafeFetch } from "../../src/lib/safe-fetch.ts";
import { sendWebhook } from "../../src/services/webhook-sender.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { beginConversation, deliveries, makeEndpoint } from "./webhook-app.ts";
import { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

let receiver: WebhookReceiver;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
});

afterAll(() => receiver.close());

const keys = { current: "op_sign_00000000000000000000000000000000", next: null };

async function errorOf(fetch: SafeFetch, url: string): Promise<string | null> {
  const exchange = await sendWebhook(fetch, { url, keys, deliveryId: "whd_1", body: "{}", timeLimit: 2_000 });
  return exchange.error;
}

describe("a webhook to an address that may not be called", () => {
  it("is not sent to a name whose address is private, at first or at a later look", async () => {
    const { port } = new URL(receiver.url);
    const looks = [["127.0.0.1"], ["10.0.0.1", "::1"], ["169.254.169.254"]];
    const fetch = createSafeFetch({ allowedTargets: [], resolve: async () => looks.shift() ?? ["127.0.0.1"] });
    for (let count = 0; count < 4; count += 1) {
      expect(await errorOf(fetch, `http://rebinding.example:${port}/`)).toMatch(/may not be called from here/);
    }
    await fetch.close();
    expect(receiver.received).toEqual([]);
  });

  it("is not sent where a redirect leads", async () => {
    const fetch = createSafeFetch({ allowedTargets: ["127.0.0.0/8"] });
    const other = await startWebhookReceiver();
    receiver.answer = () => ({ status: 307, headers: { location: `${other.url}/secret` } });
    expect(await errorOf(fetch, `${receiver.url}/moved`)).toMatch(
      /redirect to http:\/\/127\.0\.0\.1:\d+\/secret \(307/,
    );
    expect(other.received).toEqual([]);
    await Promise.all([fetch.close(), other.close()]);
    receiver.received.length = 0;
  });

  it.each(["http://127.0.0.1:PORT/", "http://[::1]:PORT/", "http://2130706433:PORT/", "http://0x7f.1:PORT/"])(
    "is refused when the endpoint is made at %s",
    async (template) => {
      const fetch = createSafeFetch({ allowedTargets: [] });
      expect(fetch.refusal(template.replace("PORT", "8080"))).toMatch(/may not be called from here/);
      await fetch.close();
    },
  );

  it("may be made where the installation allows the range or the origin", async () => {
    const fetch = createSafeFetch({ allowedTargets: ["10.0.0.0/8", "[::1]:4000", "crm.internal:8080"] });
    expect(fetch.refusal("http://10.1.2.3/")).toBeNull();
    expect(fetch.refusal("http://[::1]:4000/")).toBeNull();
    expect(fetch.refusal("http://[::1]:4001/")).toMatch(/may not be called/);
    expect(fetch.refusal("https://hooks.example.com/")).toBeNull();
    await fetch.close();
  });
});

describe("an endpoint whose name leads to this machine", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ OPERATOR_QUICKSTART: "false" });
  });
  afterAll(() => app.stop());

  it("is called neither with events nor to ask nor to try, and says why", async () => {
    const agentId = await app.makeAgent("Answer.");
    const { port } = new URL(receiver.url);
    const endpoint = await makeEndpoint(app, { url: "https://hooks.example.com/" });
    // As if its name had come to lead elsewhere since; at first sight `localhost` would be refused.
    const client = new pg.Client({ connectionString: app.databaseUrl });
    await client.connect();
    await client.query("update webhook_endpoints set url = $1", [`http://localhost:${port}/`]);
    await client.end();
    // A change of its own has the process look at all of them at once.
    await app.call("PATCH", endpoint.path, { is_enabled: true });
    const conversation = await beginConversation(app, agentId);
    await conversation.end();
    await expect.poll(async () => (await deliveries(app, "status=pending"))[0]?.["attempts"]).toBe(1);
    const all = await deliveries(app, "");
    expect(all.map(({ type, status }) => [type, status])).toEqual([
      ["conversation.setup", "dead"],
      ["conversation.ended", "pending"],
    ]);
    for (const { last_error } of all) expect(last_error).toMatch(/localhost is .*loopback.*may not be called/);
    const tried = await app.call("POST", `${endpoint.path}/test`, { type: "conversation.ended" });
    expect(tried.body).toMatchObject({ response_status: null, error: all[0]?.["last_error"] });
    expect(receiver.received).toEqual([]);
  });
});
