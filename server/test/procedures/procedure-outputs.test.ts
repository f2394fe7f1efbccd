import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { newId } from "../../src/domain/ids.ts";
import type { EndedProcedure } from "../../src/domain/procedure-output.ts";
import { recordProcedureOutputs } from "../../src/services/procedure-outputs.ts";
import type { Answer } from "../../src/testing/app.ts";
import { type DescribedApp, startDescribedApp } from "../http/described-app.ts";
import { passTime } from "../webhooks/passing-time.ts";
import { isStandardSigned, isVendorSigned } from "../webhooks/vendor-signature.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../webhooks/webhook-receiver.ts";
import { POSTED, type SlackFake, startSlackFake } from "./slack-fake.ts";

const TOKEN = "xoxb-scripted-0123456789-abcdefghij";

let receiver: WebhookReceiver;
let slack: SlackFake;
let app: DescribedApp;
let database: Database;

beforeAll(async () => {
  [receiver, slack] = await Promise.all([startWebhookReceiver(), startSlackFake()]);
  app = await startDescribedApp(
    {
      OPERATOR_QUICKSTART: "false",
      OPERATOR_ALLOWED_ADDRESSES: new URL(receiver.url).host,
      SLACK_BOT_TOKEN: TOKEN,
      SLACK_BASE_URL: `${slack.url}/api`,
      SLACK_WEBHOOKS: `#hooked=${slack.url}/services/T000/B000/planted`,
    },
    { jobsEvery: 20, webhookWithin: 1_000 },
  );
  database = openDatabase(app.databaseUrl, { connections: 2 });
});

afterAll(async () => {
  await database.destroy();
  await app.stop();
  await Promise.all([receiver.close(), slack.close()]);
});

afterEach(() => {
  receiver.received.length = 0;
  receiver.answer = () => 204;
  slack.assertOver();
});

/** Ends a procedure, as far as its receivers are concerned. */
async function end(config: Partial<EndedProcedure["output_config"]>, more: Partial<EndedProcedure> = {}) {
  const id = newId("trun");
  const run: EndedProcedure = {
    id,
    livemode: true,
    name: "Call review",
    agent_id: "pa_00000000001",
    agent_version_id: "pa_00000000001@v0",
    conversation_id: "conv_00000000001",
    status: "success",
    output: { intent: "refund <now>" },
    summary: null,
    error: null,
    ended_at: new Date(),
    output_config: { post_url: null, slack_channel: null, ...config },
    is_trial: false,
    ...more,
  };
  await store(run);
  return run;
}

async function store(run: EndedProcedure): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    for (const query of recordProcedureOutputs(transaction, run)) await transaction.executeQuery(query);
  });
}

async function deliveriesOf(run: EndedProcedure, more = ""): Promise<Answer["body"][]> {
  const { status, body } = await app.call("GET", `/webhook_deliveries?procedure_id=${run.id}${more}`);
  expect(status).toBe(200);
  return body["data"] as Answer["body"][];
}

async function settled(run: EndedProcedure, status: string, attempts = 1): Promise<Answer["body"]> {
  await expect
    .poll(async () => (await deliveriesOf(run)).map((one) => `${one["status"]} ${one["attempts"]}`), {
      timeout: 30_000,
    })
    .toEqual([`${status} ${attempts}`]);
  const [row] = await deliveriesOf(run);
  return (await app.call("GET", `/webhook_deliveries/${row?.["id"]}`)).body;
}

describe("a procedure's post_url", () => {
  it("gets the output once, signed with the installation's key, and is shown as a delivery with its attempt", async () => {
    const run = await end({ post_url: `${receiver.url}/outputs?team=a` });
    const delivery = await settled(run, "delivered");
    expect(delivery).toMatchObject({
      target: "post_url",
      type: "procedure.ended",
      endpoint_id: null,
      event_id: null,
      procedure_id: run.id,
      conversation_id: run.conversation_id,
      address: `${receiver.url}/outputs?team=a`,
    });
    expect(delivery["attempt_log"]).toHaveLength(1);
    const [webhook] = receiver.received;
    if (webhook === undefined) throw new Error("Nothing came.");
    expect(webhook.body).toBe(delivery["payload"]);
    expect(webhook.headers["x-idempotency-key"]).toBe(delivery["id"]);
    const { body: key } = await app.call("GET", "/signing_key");
    expect(isVendorSigned(key["current"].key, `${receiver.url}/outputs`, webhook)).toBe(true);
    expect(isStandardSigned(key["current"].standard_webhooks_secret, webhook)).toBe(true);
    expect(JSON.parse(webhook.body)).toMatchObject({ procedure_id: run.id, status: "success", output: run.output });
  });

  it("is tried for days under one key, then given up, and can be replayed", async () => {
    receiver.answer = () => 500;
    const run = await end({ post_url: `${receiver.url}/down` });
    for (let attempt = 1; attempt < 10; attempt += 1) {
      await settled(run, "pending", attempt);
      await passTime(app.databaseUrl, 30);
    }
    const dead = await settled(run, "dead", 10);
    expect(dead["last_error"]).toBe("The endpoint answered 500 Internal Server Error.");
    expect(new Set(receiver.received.map(({ id, body }) => `${id} ${body}`)).size).toBe(1);
    receiver.answer = () => 204;
    const replayed = await app.call("POST", `/webhook_deliveries/${dead["id"]}/replay`);
    expect(replayed.status).toBe(200);
    const log = (await settled(run, "delivered", 11))["attempt_log"] as { trigger: string }[];
    expect([log[0]?.trigger, log[1]?.trigger, log[10]?.trigger]).toEqual(["replay", "retry", "event"]);
  }, 20_000);

  it("is sent nothing twice when the end of a run is recorded twice", async () => {
    const run = await end({ post_url: `${receiver.url}/twice` });
    await store(run);
    await settled(run, "delivered");
    expect(receiver.received).toHaveLength(1);
  });

  it("that nobody may call is not called, and the delivery says why", async () => {
    const run = await end({ post_url: "http://169.254.169.254/latest/meta-data" });
    const { last_error } = await settled(run, "pending");
    expect(last_error).toMatch(/may not be called from here/);
  });

  it("is seen by a test key for runs of test mode only", async () => {
    const headers = await app.testKeyHeaders();
    const live = await end({ post_url: `${receiver.url}/live` });
    const test = await end({ post_url: `${receiver.url}/test` }, { livemode: false });
    const { body } = await app.call("GET", "/webhook_deliveries?target=post_url&limit=200", undefined, headers);
    const seen = (body["data"] as { procedure_id: string }[]).map(({ procedure_id }) => procedure_id);
    expect(seen).toContain(test.id);
    expect(seen).not.toContain(live.id);
    await settled(live, "delivered");
    await settled(test, "delivered");
  });
});

describe("a procedure's Slack channel", () => {
  it("gets a message by the bot, and nothing that is shown of it has the token", async () => {
    slack.script(POSTED);
    const run = await end({ slack_channel: "#reviews" });
    const delivery = await settled(run, "delivered");
    expect(slack.received).toMatchObject([
      { path: "/api/chat.postMessage", authorization: `Bearer ${TOKEN}`, channel: "#reviews" },
    ]);
    expect(slack.received[0]?.blocks[1]?.text?.text).toBe("*intent*\nrefund &lt;now&gt;");
    expect(delivery).toMatchObject({ target: "slack", address: "#reviews" });
    expect(JSON.stringify(delivery)).not.toContain(TOKEN);
    const logs = async () => JSON.stringify((await app.call("GET", "/logs?kind=webhook_delivery")).body);
    await expect.poll(logs, { timeout: 30_000 }).toContain(run.id);
    expect(await logs()).not.toContain(TOKEN);
  });

  it("with a webhook of its own gets it there, and the webhook's address is shown nowhere", async () => {
    slack.script({ body: "ok" });
    const run = await end({ slack_channel: "hooked" });
    const delivery = await settled(run, "delivered");
    expect(slack.received).toMatchObject([{ path: "/services/T000/B000/planted", authorization: undefined }]);
    expect(delivery["attempt_log"][0].request_url).toBe(`${slack.url}/[secret]`);
    expect(JSON.stringify(delivery)).not.toContain("planted");
  });

  it("is asked again when Slack is asked too often, no sooner than it says", async () => {
    slack.script(
      { status: 429, headers: { "retry-after": "3600" }, body: { ok: false, error: "ratelimited" } },
      POSTED,
    );
    const run = await end({ slack_channel: "#busy" });
    const waiting = await settled(run, "pending");
    expect(Date.parse(waiting["next_attempt_at"]) - Date.now()).toBeGreaterThan(3_500_000);
    await passTime(app.databaseUrl, 1);
    await settled(run, "delivered", 2);
  });

  it("that Slack does not know is tried again, for people may mend it", async () => {
    slack.script({ body: { ok: false, error: "channel_not_found" } }, POSTED);
    const run = await end({ slack_channel: "#nowhere" });
    expect((await settled(run, "pending"))["last_error"]).toMatch(/channel_not_found: .*invite the app/);
    await passTime(app.databaseUrl, 1);
    await settled(run, "delivered", 2);
  });

  it("is not asked again for a message that it takes from nobody", async () => {
    slack.script({ body: { ok: false, error: "msg_too_long" } });
    const run = await end({ slack_channel: "#long" });
    expect((await settled(run, "dead"))["last_error"]).toMatch(/msg_too_long/);
  });

  it("that is down keeps no post_url waiting", async () => {
    slack.script({ status: 503, body: "down" });
    const run = await end({ slack_channel: "#down", post_url: `${receiver.url}/up` });
    await expect
      .poll(async () => (await deliveriesOf(run)).map((one) => `${one["target"]} ${one["status"]} ${one["attempts"]}`))
      .toEqual(expect.arrayContaining(["post_url delivered 1", "slack pending 1"]));
  });
});
