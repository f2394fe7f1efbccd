import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orderLane, SEND_MESSAGES } from "../../src/db/message-lanes.ts";
import { openDatabase, type Database } from "../../src/db/database.ts";
import { type DescribedApp, startDescribedApp } from "../http/described-app.ts";

let app: DescribedApp;
let database: Database;

beforeAll(async () => {
  app = await startDescribedApp();
  database = openDatabase(app.databaseUrl, { connections: 1, onError: () => undefined });
});

afterAll(async () => {
  await database.destroy();
  await app.stop();
});

interface Stored {
  id: string;
  direction?: "inbound" | "outbound";
  status: "received" | "taken" | "rejected" | "sending" | "sent" | "delivered" | "failed" | "unknown";
  from?: string;
  to?: string;
  livemode?: boolean;
  channel?: "sms" | "email";
}

async function store({ id, direction = "outbound", status, ...more }: Stored): Promise<string> {
  const { from = "+14155550100", to = "+14155550123", livemode = true, channel = "sms" } = more;
  const row = { id, livemode, channel, direction, lane: id, from_address: from, to_address: to, text: "Hello", status };
  await database.insertInto("messages").values(row).execute();
  return id;
}

const idsOf = (answer: { body: Record<string, unknown> }) =>
  (answer.body["data"] as { id: string }[]).map(({ id }) => id);

describe("the list of messages", () => {
  beforeAll(async () => {
    await store({ id: "msg_list0000001", status: "sent" });
    await store({ id: "msg_list0000002", status: "delivered", to: "+14155550124" });
    await store({
      id: "msg_list0000003",
      status: "taken",
      direction: "inbound",
      from: "+14155550124",
      to: "+14155550100",
    });
    await store({
      id: "msg_list0000004",
      status: "sent",
      channel: "email",
      from: "us@example.org",
      to: "ann@example.org",
    });
    await store({ id: "msg_list0000005", status: "sent", livemode: false });
  });

  it.each([
    ["channel=email", ["msg_list0000004"]],
    ["direction=inbound", ["msg_list0000003"]],
    ["status=delivered", ["msg_list0000002"]],
    ["address=%2B1%20(415)%20555-0124", ["msg_list0000003", "msg_list0000002"]],
    ["address=Ann@Example.org", ["msg_list0000004"]],
    ["address=nobody@example.org", []],
    ["conversation_id=conv_00000000000", []],
    ["channel=sms&status=sent", ["msg_list0000005", "msg_list0000001"]],
  ])("shows those of %s", async (query, expected) => {
    expect(idsOf(await app.call("GET", `/messages?${query}`)).sort()).toEqual(expected.sort());
  });

  it("goes on from its cursor, and shows each once", async () => {
    const first = await app.call("GET", "/messages?limit=2");
    const second = await app.call("GET", `/messages?limit=2&cursor=${first.body["cursor"] as string}`);
    const third = await app.call("GET", `/messages?limit=2&cursor=${second.body["cursor"] as string}`);
    const all = [first, second, third].flatMap(idsOf);
    expect(new Set(all).size).toBe(5);
    expect(third.body["cursor"]).toBe(null);
  });

  it("refuses filters that mean nothing", async () => {
    for (const query of ["channel=phone", "direction=up", "status=lost", `address=${"x".repeat(400)}`, "cursor=x"]) {
      expect((await app.call("GET", `/messages?${query}`)).status).toBe(400);
    }
  });

  it("shows a test key those of test mode only", async () => {
    const headers = await app.testKeyHeaders();
    expect(idsOf(await app.call("GET", "/messages", undefined, headers))).toEqual(["msg_list0000005"]);
    expect((await app.call("GET", "/messages/msg_list0000005", undefined, headers)).status).toBe(200);
    expect((await app.call("GET", "/messages/msg_list0000001", undefined, headers)).status).toBe(404);
    expect((await app.call("POST", "/messages/msg_list0000001/resend", undefined, headers)).status).toBe(404);
  });
});

describe("sending a message once more", () => {
  it("is refused for one that went out, that came in, or that is not there", async () => {
    await store({ id: "msg_again000001", status: "sent" });
    await store({ id: "msg_again000002", status: "rejected", direction: "inbound" });
    for (const id of ["msg_again000001", "msg_again000002"]) {
      const refused = await app.call("POST", `/messages/${id}/resend`);
      expect(refused).toMatchObject({ status: 409, body: { error: { code: "in_use" } } });
    }
    expect((await app.call("POST", "/messages/msg_00000000000/resend")).status).toBe(404);
  });

  it("fails again, with the way out, where the installation has no carrier", async () => {
    const id = await store({ id: "msg_again000003", status: "unknown" });
    expect((await app.call("POST", `/messages/${id}/resend`)).body).toMatchObject({ status: "pending", error: null });
    await expect
      .poll(async () => (await app.call("GET", `/messages/${id}`)).body)
      .toMatchObject({ status: "failed", error: { code: "channel_unavailable" } });
  });
});

describe("an installation without a carrier", () => {
  it("does not know of what was cut off whether it went out, and says so", async () => {
    const id = await store({ id: "msg_cutoff00001", status: "sending" });
    await database.executeQuery(orderLane(database, SEND_MESSAGES, id));
    await expect
      .poll(async () => (await app.call("GET", `/messages/${id}`)).body, { timeout: 30_000 })
      .toMatchObject({ status: "unknown", error: { code: "unknown" } });
  });

  it("opens no conversation of text messages, and says so", async () => {
    const agentId = await app.makeAgent("You answer.");
    const channel = { type: "sms", callee_no: "+14155550123" };
    const refused = await app.call("POST", "/conversations", { agent_id: agentId, channel });
    expect(refused).toMatchObject({ status: 400, body: { error: { code: "channel_unavailable" } } });
  });

  it("takes nothing from one", async () => {
    const answer = await fetch(`${app.url}/carriers/twilio/messages`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "MessageSid=SM1&From=%2B14155550123&To=%2B14155550100&Body=Hello",
    });
    expect(answer.status).toBe(404);
  });
});
