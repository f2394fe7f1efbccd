import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CampaignWorld, newNumbers, rowsOf, startCampaignWorld } from "./campaign-world.ts";

let world: CampaignWorld;
beforeAll(async () => {
  world = await startCampaignWorld();
});
afterAll(() => world.stop());

const LONG = { timeout: 20_000 };
const statusOf = async (id: string) => (await world.show(id))["status"];

describe("a campaign", () => {
  it("begins one conversation per row with its context, and is completed once all are over", async () => {
    const numbers = newNumbers(12);
    const rows = numbers.map((callee_no, index) => ({
      callee_no,
      external_id: `ext-${callee_no}`,
      time_zone: "Europe/Zurich",
      context: { $variables: { place: `no. ${index}` }, $customer: { name: `Kim ${index}` } },
    }));
    const id = await world.make(rows, { pacing: { per_minute: 1_000 } });
    expect(await world.show(id)).toMatchObject({ status: "draft", progress: { rows: 12, pending: 12 } });
    expect(await world.conversations(id)).toEqual([]);
    expect((await world.act(id, "start")).body).toMatchObject({ status: "running" });
    await expect.poll(() => statusOf(id), LONG).toBe("completed");
    expect(await world.show(id)).toMatchObject({
      progress: { rows: 12, done: 12, conversations: 12, begun: 0 },
      outcomes: { completed: 12 },
      error: null,
    });
    const conversations = await world.conversations(id);
    expect(conversations.map(({ callee_no }) => callee_no).sort()).toEqual(numbers);
    const first = conversations.find(({ callee_no }) => callee_no === numbers[0]);
    expect(first?.context).toMatchObject({
      $variables: { place: "no. 0" },
      $customer: { name: "Kim 0", external_id: `ext-${numbers[0]}`, time_zone: "Europe/Zurich" },
    });
    const listed = await world.rows(id);
    expect(listed.map((row) => row["row"])).toEqual(numbers.map((_number, index) => index + 1));
    expect(listed[0]).toMatchObject({ callee_no: numbers[0], state: "done", outcome: "completed", attempts: 1 });
    expect(listed[0]?.["conversation_ids"]).toEqual([first?.id]);
    const list = await world.app.call("GET", `/conversations?campaign_id=${id}&limit=200`);
    expect(list.body["data"]).toHaveLength(12);
    expect(list.body["data"][0]).toMatchObject({ campaign_id: id, channel_type: "sms", status: "completed" });
    const other = await world.app.converse(world.agentId);
    expect((await world.app.call("GET", `/conversations/${other.id}`)).body).toMatchObject({ campaign_id: null });
  });

  it("refuses rows that cannot be reached and goes on with the others", async () => {
    const [good, stopped] = newNumbers(2) as [string, string];
    await world.receive({ sid: `SM${stopped.slice(1)}`, body: "STOP", from: stopped });
    const optedOut = () => world.database.query("select 1 from opt_outs where their_number = $1", [stopped]);
    await expect.poll(async () => (await optedOut()).rowCount).toBe(1);
    const made = await world.create({ rows: rowsOf(["044 668 18 00", stopped, "nobody", good]) });
    expect(made.body["added_rows"]).toEqual({ added: 4, refused: 2, duplicates: 0, left_out: [] });
    const { id } = made.body as { id: string };
    await world.act(id, "start");
    await expect.poll(() => statusOf(id), LONG).toBe("completed");
    expect(await world.show(id)).toMatchObject({ progress: { refused: 3, done: 1, conversations: 1 } });
    expect(await world.rows(id, "&state=refused")).toMatchObject([
      { row: 1, callee_no: "044 668 18 00", reason: { code: "invalid_number" } },
      { row: 2, callee_no: stopped, attempts: 0, conversation_ids: [] },
      { row: 3, callee_no: "nobody", reason: { code: "invalid_number" } },
    ]);
    expect((await world.rows(id, "&state=refused"))[1]?.["reason"]).toMatchObject({
      message: expect.stringContaining("no more messages"),
    });
  });

  it("refuses rows whose variables are missing, and begins those that have them", async () => {
    const prompt = { type: "fixed", text: "Ask $name." };
    const config = { runtime: { model: "fake/model", prompt, variables: [{ name: "name" }] } };
    const agent_id = await world.app.makeAgent("Ask.", { ...config, channel: { quiet_time_ms: 0 } });
    const [one, two] = newNumbers(2);
    const rows = [{ callee_no: one }, { callee_no: two, context: { $variables: { name: "Kim" } } }];
    const id = await world.make(rows, { agent_id });
    await world.act(id, "start");
    await expect.poll(async () => (await world.show(id))["progress"].pending, LONG).toBe(0);
    await expect.poll(async () => (await world.rows(id, "&state=refused")).length).toBe(1);
    expect(await world.rows(id, "&state=refused")).toMatchObject([
      { row: 1, reason: { code: "missing_variables" }, attempts: 0 },
    ]);
    expect((await world.conversations(id)).map(({ callee_no }) => callee_no)).toEqual([two]);
  });

  it("is paused, and says why, when its agent is gone; resumed with another one, it goes on", async () => {
    const agent_id = await world.app.makeAgent("Gone.", { runtime: { model: "fake/model" } });
    const id = await world.make(rowsOf(newNumbers(3)), { agent_id });
    await world.app.call("DELETE", `/conversational_agents/${agent_id}`);
    expect((await world.act(id, "start")).status).toBe(404);
    const other = await world.app.makeAgent("Gone, too.", { runtime: { model: "fake/model" } });
    await world.app.call("PATCH", `/campaigns/${id}`, { agent_id: other, hours: nowClosed() });
    await world.act(id, "start");
    await world.app.call("DELETE", `/conversational_agents/${other}`);
    await world.makeRowsDue(id);
    await expect.poll(() => statusOf(id), LONG).toBe("paused");
    expect(await world.show(id)).toMatchObject({ error: { code: "not_found" }, progress: { pending: 3 } });
    await world.app.call("PATCH", `/campaigns/${id}`, { agent_id: world.agentId, hours: null });
    expect((await world.act(id, "resume")).body).toMatchObject({ status: "running", error: null });
    await expect.poll(() => statusOf(id), LONG).toBe("completed");
  });

  it("of test mode reaches test addresses only", async () => {
    const [listed, other] = newNumbers(2) as [string, string];
    await world.app.call("POST", "/test_addresses", { address: listed });
    await world.app.call("POST", "/phone_numbers", {
      number: "+14155550199",
      agent_id: world.agentId,
      is_default: true,
      livemode: false,
    });
    const id = await world.make(rowsOf([listed, other]), { livemode: false });
    await world.act(id, "start");
    await expect.poll(() => statusOf(id), LONG).toBe("completed");
    expect(await world.rows(id)).toMatchObject([
      { state: "done", outcome: "completed" },
      { state: "refused", reason: { code: "not_a_test_address" } },
    ]);
  });

  it("loses the rows of a customer who is deleted, those that were never begun, too", async () => {
    const [talked, other] = newNumbers(2) as [string, string];
    const id = await world.make(rowsOf([talked, other]));
    await world.act(id, "start");
    await expect.poll(() => statusOf(id), LONG).toBe("completed");
    const draft = await world.make(rowsOf([other, talked]));
    const [row] = await world.rows(id);
    const { body } = await world.app.call("GET", `/conversations/${String(row?.["conversation_ids"])}`);
    const deleted = await world.app.call("DELETE", `/customers/${body["customer_id"]}`);
    expect(deleted.body["removed"]).toMatchObject({ campaign_rows: 2, campaign_attempts: 1, conversations: 1 });
    for (const campaign of [id, draft]) {
      expect((await world.rows(campaign)).map((each) => each["callee_no"])).toEqual([other]);
    }
    const metrics = await fetch(`${world.app.url}/metrics`, { headers: world.headers });
    expect(await metrics.text()).toMatch(/operator_campaign_conversations_ended_total\{status="completed"\} [1-9]/);
  });

  it("is seen by test keys in test mode only, and made by them in it", async () => {
    const headers = await world.app.testKeyHeaders();
    const live = await world.make([]);
    const call = (method: string, path: string, body?: unknown) => world.app.call(method, path, body, headers);
    for (const path of [`/campaigns/${live}`, `/campaigns/${live}/rows`, `/campaigns/${live}/export`]) {
      expect((await call("GET", path)).status, path).toBe(404);
    }
    expect((await call("POST", `/campaigns/${live}/cancel`)).status).toBe(404);
    expect((await call("DELETE", `/campaigns/${live}`)).status).toBe(404);
    const config = { runtime: { model: "fake/model", prompt: { type: "fixed", text: "Test." } } };
    const agent = await call("POST", "/conversational_agents", { name: "Test", description: "Tests.", config });
    const input = { name: "Test", agent_id: agent.body["version_id"], channel: { type: "sms" } };
    expect((await call("POST", "/campaigns", { ...input, livemode: true })).status).toBe(403);
    const made = await call("POST", "/campaigns", input);
    expect(made.body).toMatchObject({ livemode: false });
    const list = await call("GET", "/campaigns?limit=200");
    expect(list.body["data"].every((each: { livemode: boolean }) => !each.livemode)).toBe(true);
  });
});

function nowClosed() {
  const inThreeDays = new Date(Date.now() + 3 * 86_400_000);
  const day = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"][inThreeDays.getUTCDay()];
  return { time_zone: "UTC", windows: [{ days: [day], from: "00:00", to: "24:00" }] };
}

describe("the hours of a campaign", () => {
  it("hold back what they do not allow, for each customer by their own clock", async () => {
    const now = new Date();
    // A window of two hours around now in one zone, which is closed twelve hours further on.
    const [from, to] = [-60, 60].map((minutes) =>
      new Date(now.getTime() + minutes * 60_000).toISOString().slice(11, 16),
    );
    const windows = [{ days: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"], from, to }];
    const [open, closed] = newNumbers(2);
    const rows = [
      { callee_no: closed, time_zone: "Etc/GMT-12" },
      { callee_no: open, time_zone: "UTC" },
    ];
    const id = await world.make(rows, { hours: { time_zone: null, windows } });
    await world.act(id, "start");
    await expect.poll(async () => (await world.show(id))["outcomes"].completed, LONG).toBe(1);
    const [waiting, done] = await world.rows(id);
    expect(done).toMatchObject({ callee_no: open, state: "done" });
    expect(waiting).toMatchObject({ callee_no: closed, state: "pending" });
    const opensIn = Date.parse(waiting?.["due_at"] ?? "") - now.getTime();
    expect(opensIn).toBeGreaterThan(10 * 3_600_000);
    expect(opensIn).toBeLessThan(12 * 3_600_000);
    expect(await world.conversations(id)).toHaveLength(1);
    // Other hours hold from when they are given.
    await world.act(id, "pause");
    await world.app.call("PATCH", `/campaigns/${id}`, { hours: null });
    await world.act(id, "resume");
    await expect.poll(() => statusOf(id), LONG).toBe("completed");
  });

  it("that hold for everybody, and the agent's contact hours, leave every row as it is until they open", async () => {
    const id = await world.make(rowsOf(newNumbers(3)), { hours: nowClosed() });
    const config = { runtime: { model: "fake/model" }, channel: { contact_hours: nowClosed() } };
    const agent_id = await world.app.makeAgent("Later.", config);
    const other = await world.make(rowsOf(newNumbers(3)), { agent_id });
    for (const each of [id, other]) {
      await world.act(each, "start");
      const seen = () =>
        world.database.query("select 1 from jobs where subject = $1 and holder is null and due_at > now()", [each]);
      await expect.poll(async () => (await seen()).rowCount, LONG).toBe(1);
      expect(await world.show(each)).toMatchObject({ status: "running", progress: { pending: 3, conversations: 0 } });
    }
  });
});

describe("what a campaign is told", () => {
  it("is checked, with the place named", async () => {
    const countAll = async () => (await world.app.call("GET", "/campaigns?limit=200")).body["data"].length as number;
    const before = await countAll();
    const refused = async (more: object) => {
      const { status, body } = await world.create(more);
      expect(status).toBeGreaterThanOrEqual(400);
      return body["error"].param as string;
    };
    expect(await refused({ agent_id: "ca_00000000000" })).toBe(null);
    expect(await refused({ channel: { type: "chat_async" } })).toBe("channel.type");
    expect(await refused({ channel: { type: "email" } })).toBe("channel.type");
    expect(await refused({ pacing: { per_minute: 0 } })).toBe("pacing.per_minute");
    expect(await refused({ retries: { completed: { after_minutes: 1, times: 1 } } })).toBe("retries.completed");
    expect(await refused({ hours: { time_zone: "Mars", windows: [] } })).toContain("hours");
    expect(await refused({ rows: [{ callee_no: "+14155550123", time_zone: "Mars" }] })).toBe("rows[0].time_zone");
    expect(await refused({ rows: [{ to: "kim@example.com" }] })).toBe("rows.0.callee_no");
    expect(await refused({ rows: [{}] })).toBe("rows.0.callee_no");
    expect(await countAll()).toBe(before);
  });

  it("leaves a number out that it has already, however it is written", async () => {
    const [one, two] = newNumbers(2) as [string, string];
    const id = await world.make(rowsOf([one]));
    const spaced = `${one.slice(0, 5)} (${one.slice(5, 8)}) ${one.slice(8)}`;
    const added = await world.app.call("POST", `/campaigns/${id}/rows`, { rows: rowsOf([spaced, two, two]) });
    expect(added.body).toEqual({
      added: 1,
      refused: 0,
      duplicates: 2,
      left_out: [
        { place: 1, row: 1 },
        { place: 3, row: 2 },
      ],
    });
    expect((await world.rows(id)).map((row) => row["callee_no"])).toEqual([one, two]);
  });

  it("is told once under one idempotency key", async () => {
    const id = await world.make([]);
    const key = { "idempotency-key": `rows-${id}` };
    const text = `callee_no\n${newNumbers(1)[0]}\n`;
    const first = await world.addCsv(id, text, key);
    expect(first).toMatchObject({ status: 200, body: { added: 1 } });
    expect(await world.addCsv(id, text, key)).toEqual(first);
    expect(await world.addCsv(id, `${text}\n`, key)).toMatchObject({ status: 409 });
    expect(await world.show(id)).toMatchObject({ progress: { rows: 1 } });
  });

  it("depends on where it stands", async () => {
    const empty = await world.make([]);
    const refused = { status: 409, body: { error: { code: "campaign_status" } } };
    expect(await world.act(empty, "start")).toMatchObject(refused);
    expect(await world.act(empty, "pause")).toMatchObject(refused);
    expect(await world.act(empty, "resume")).toMatchObject(refused);
    const id = await world.make(rowsOf(newNumbers(1)), { hours: nowClosed() });
    await world.act(id, "start");
    expect(await world.act(id, "start")).toMatchObject(refused);
    expect(await world.app.call("DELETE", `/campaigns/${id}`)).toMatchObject(refused);
    expect(await world.app.call("PATCH", `/campaigns/${id}`, { name: "Other" })).toMatchObject(refused);
    expect((await world.act(id, "pause")).status).toBe(200);
    const changed = await world.app.call("PATCH", `/campaigns/${id}`, { name: "Other", pacing: { per_minute: 3 } });
    expect(changed.body).toMatchObject({ name: "Other", pacing: { per_minute: 3, at_once: null } });
    expect((await world.app.call("PATCH", `/campaigns/${id}`, { channel: { type: "phone" } })).status).toBe(400);
    expect((await world.act(id, "cancel")).body).toMatchObject({ status: "cancelled" });
    await expect.poll(async () => (await world.show(id))["ended_at"], LONG).not.toBe(null);
    expect(await world.act(id, "resume")).toMatchObject(refused);
    expect(await world.app.call("POST", `/campaigns/${id}/rows`, { rows: rowsOf(newNumbers(1)) })).toMatchObject(
      refused,
    );
    expect((await world.app.call("DELETE", `/campaigns/${id}`)).body).toEqual({ id, deleted: true });
    expect((await world.app.call("GET", `/campaigns/${id}`)).status).toBe(404);
  });

  it("takes the scopes of campaigns", async () => {
    const made = await world.app.call("POST", "/api_keys", {
      name: "Reader",
      livemode: true,
      scopes: ["campaigns:read"],
    });
    const headers = { ...world.headers, authorization: `Bearer ${made.body["secret"]}` };
    expect((await world.app.call("GET", "/campaigns", undefined, headers)).status).toBe(200);
    const id = await world.make([]);
    expect((await world.app.call("POST", `/campaigns/${id}/cancel`, undefined, headers)).status).toBe(403);
  });
});
