import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { listNeverJoined } from "../../src/db/conversations.ts";
import { openDatabase } from "../../src/db/database.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { type DescribedApp, startDescribedApp } from "../http/described-app.ts";

const GREETING = 'Greet the customer with "Good morning." and ask how you can help.';
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

let app: DescribedApp;
let agentId: string;
let testKey: Record<string, string>;
beforeAll(async () => {
  app = await startDescribedApp();
  agentId = await app.makeAgent(GREETING);
  testKey = await app.testKeyHeaders();
});
afterAll(() => app.stop());

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const inHours = (hours: number) => inSeconds(hours * 3_600);
const create = (more: object = {}, headers?: Record<string, string>) =>
  app.call(
    "POST",
    "/conversations",
    { agent_id: agentId, channel: { type: "chat_async" }, scheduled_at: inHours(24), ...more },
    headers,
  );
const show = async (id: string) => (await app.call("GET", `/conversations/${id}`)).body;
const change = (id: string, body: object) => app.call("PATCH", `/conversations/${id}`, body);

/** Hours that are open on one day only, `days` days from now. */
const openIn = (days: number) => {
  const day = new Date(Date.now() + days * 86_400_000);
  const windows = [{ days: [DAYS[day.getUTCDay()]], from: "09:00", to: "18:00" }];
  return { opensAt: `${day.toISOString().slice(0, 10)}T09:00:00.000Z`, hours: { time_zone: "UTC", windows } };
};

async function inDatabase<Result>(work: (database: ReturnType<typeof openDatabase>) => Promise<Result>) {
  const database = openDatabase(app.databaseUrl, { connections: 1 });
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}

describe("a conversation for later", () => {
  it("stays queued, shows its time, and begins on time with words of the agent's own", async () => {
    const scheduled_at = inSeconds(2);
    const { body } = await create({ scheduled_at });
    expect(await show(body["id"])).toMatchObject({ status: "queued", scheduled_at, direction: "outbound" });
    await vi.waitFor(async () => expect(await show(body["id"])).toMatchObject({ status: "in-progress" }), 30_000);
    const begun = await show(body["id"]);
    const late = Date.parse(begun["started_at"]) - Date.parse(scheduled_at);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(5_000);
    expect(begun["scheduled_at"]).toBe(scheduled_at);
    await inDatabase(async (database) => {
      const said = () =>
        database.selectFrom("events").select("payload").where("conversation_id", "=", body["id"]).execute();
      await vi.waitFor(async () => {
        const types = (await said()).map(({ payload }) => payload.type);
        expect(types.filter((type) => type === "agent.message.completed")).toHaveLength(1);
        expect(types.filter((type) => type === "conversation.started")).toHaveLength(1);
      });
    });
  });

  it("begins at the next opening of the contact hours when its time lies outside", async () => {
    const { opensAt, hours } = openIn(3);
    const agent_id = await app.makeAgent(GREETING, { channel: { contact_hours: hours } });
    const { body } = await create({ agent_id, scheduled_at: inHours(1) });
    expect(await show(body["id"])).toMatchObject({ scheduled_at: opensAt });
  });

  it("keeps to the customer's time zone where the hours name none", async () => {
    const { hours } = openIn(3);
    const agent_id = await app.makeAgent(GREETING, { channel: { contact_hours: { windows: hours.windows } } });
    const zones = ["Asia/Tokyo", "Asia/Kolkata"];
    const shown = await Promise.all(
      zones.map(async (time_zone, index) => {
        const context = { $customer: { external_id: `zone-${index}`, time_zone } };
        const { body } = await create({ agent_id, context, scheduled_at: inHours(1) });
        return (await show(body["id"]))["scheduled_at"] as string;
      }),
    );
    expect(shown.map((at) => at.slice(11))).toEqual(["00:00:00.000Z", "03:30:00.000Z"]);
  });

  it("is listed by its time", async () => {
    const { body } = await create({ scheduled_at: inHours(24 * 200) });
    const range = `scheduled_at_gte=${inHours(24 * 199)}&scheduled_at_lt=${inHours(24 * 201)}`;
    const { body: list } = await app.call("GET", `/conversations?${range}`);
    expect(list["data"].map(({ id }: { id: string }) => id)).toEqual([body["id"]]);
  });

  it("can be deleted until then", async () => {
    const { body } = await create();
    expect((await app.call("DELETE", `/conversations/${body["id"]}`)).status).toBe(200);
    expect((await app.call("GET", `/conversations/${body["id"]}`)).status).toBe(404);
  });

  it("keeps its agent from being deleted", async () => {
    const agent_id = await app.makeAgent(GREETING);
    const { body } = await create({ agent_id });
    const refused = await app.call("DELETE", `/conversational_agents/${agent_id}`);
    expect(refused).toMatchObject({ status: 409, body: { error: { code: "conversation_active" } } });
    await app.call("DELETE", `/conversations/${body["id"]}`);
    expect((await app.call("DELETE", `/conversational_agents/${agent_id}`)).status).toBe(200);
  });

  it("is not taken for one that nobody joined, once its token has expired", async () => {
    const { body } = await create();
    await inDatabase(async (database) => {
      const expired = { token_expires_at: new Date(Date.now() - 1000) };
      await database.updateTable("conversations").set(expired).where("id", "=", body["id"]).execute();
      expect(await listNeverJoined(database, new Date())).not.toContain(body["id"]);
    });
  });

  it("fails with the reason when its agent is gone by then", async () => {
    const agent_id = await app.makeAgent(GREETING);
    const { body } = await create({ agent_id, scheduled_at: inSeconds(2) });
    await inDatabase((database) =>
      database.updateTable("agents").set({ deleted_at: new Date() }).where("id", "=", agent_id).execute(),
    );
    await vi.waitFor(async () => expect((await show(body["id"]))["status"]).toBe("failed"), 30_000);
    expect(await show(body["id"])).toMatchObject({
      failure_reason: { code: "not_found", message: `There is no conversational agent ${agent_id}@v0.` },
      started_at: null,
    });
  });

  it.each<[string, object, string]>([
    ["a time that is past", { scheduled_at: "2020-01-01T00:00:00Z" }, "scheduled_at"],
    ["a time beyond a year", { scheduled_at: inHours(24 * 367) }, "scheduled_at"],
    ["a time without an offset", { scheduled_at: "2026-12-01T09:00:00" }, "scheduled_at"],
    ["a day that no calendar has", { scheduled_at: "2027-02-30T09:00:00Z" }, "scheduled_at"],
    ["a number", { scheduled_at: 4_102_444_800 }, "scheduled_at"],
    ["a live chat", { channel: { type: "chat_realtime" } }, "scheduled_at"],
    ["a channel that is not there", { channel: { type: "phone", callee_no: "+14155550123" } }, "channel.type"],
  ])("is refused with %s", async (_what, more, param) => {
    expect(await create(more)).toMatchObject({ status: 400, body: { error: { param } } });
  });
});

describe("a change of a queued conversation", () => {
  it("moves it, tells it more, and overrides its agent's configuration", async () => {
    const agent_id = await app.makeAgent("Greet $name.", {
      runtime: { variables: [{ name: "name" }], prompt: { type: "fixed", text: "Greet $name." } },
    });
    const context = { $variables: { name: "Kim" }, card: "gold" };
    const { body } = await create({ agent_id, context });
    const scheduled_at = inHours(48);
    const changed = await change(body["id"], {
      scheduled_at,
      context: { $variables: { name: "Robin" }, nmae: "x" },
      override_config: { language: { default_language: "German" }, langauge: {} },
    });
    expect(changed.body).toMatchObject({ id: body["id"], status: "queued", scheduled_at });
    expect(changed.body["override_config"]).toMatchObject({ language: { default_language: "German" } });
    expect(changed.body["warnings"].map(({ param }: { param: string }) => param)).toContain("override_config.langauge");
    await inDatabase(async (database) => {
      const row = await database
        .selectFrom("conversations")
        .selectAll()
        .where("id", "=", body["id"])
        .executeTakeFirst();
      expect(row?.context).toMatchObject({ $variables: { name: "Robin" }, card: "gold" });
      const job = await database.selectFrom("jobs").selectAll().where("subject", "=", body["id"]).executeTakeFirst();
      expect(job?.due_at.toISOString()).toBe(scheduled_at);
    });
  });

  it("can bring it forward, to at once", async () => {
    const { body } = await create();
    await change(body["id"], { scheduled_at: null });
    await vi.waitFor(async () => expect((await show(body["id"]))["status"]).toBe("in-progress"), 30_000);
  });

  it("finds the customer anew", async () => {
    const { body } = await create({ context: { $customer: { external_id: "first" } } });
    const before = (await show(body["id"]))["customer_id"];
    const changed = await change(body["id"], { context: { $customer: { external_id: "second" } } });
    expect(changed.body["customer_id"]).toMatch(/^cus_/);
    expect(changed.body["customer_id"]).not.toBe(before);
  });

  it.each<[string, object, number, object]>([
    ["a time that is past", { scheduled_at: "2020-01-01T00:00:00Z" }, 400, { param: "scheduled_at" }],
    ["another type of channel", { channel: { type: "chat_realtime" } }, 400, { param: "channel.type" }],
    [
      "a configuration that is none",
      { override_config: { runtime: { model: "none" } } },
      400,
      { code: "invalid_config" },
    ],
    ["a model that is not there", { override_config: { runtime: { model: "no/such" } } }, 400, {}],
    ["a field that is not known", { agent_id: "ca_00000000000" }, 400, {}],
  ])("is refused with %s, and changes nothing", async (_what, given, status, error) => {
    const { body } = await create();
    const before = await show(body["id"]);
    const refused = await change(body["id"], given);
    expect(refused.status).toBe(status);
    expect(refused.body["error"]).toMatchObject(error);
    expect(await show(body["id"])).toEqual(before);
  });

  it("is refused where a variable would be missing", async () => {
    const agent_id = await app.makeAgent("Greet $name.", {
      runtime: { variables: [{ name: "name" }], prompt: { type: "fixed", text: "Greet $name." } },
    });
    const { body } = await create({ agent_id, context: { $variables: { name: "Kim" } } });
    const override_config = { runtime: { variables: [{ name: "name" }, { name: "shop" }] } };
    const refused = await change(body["id"], { override_config });
    expect(refused.body["error"]).toMatchObject({ code: "missing_variables" });
  });

  it("is refused once it has begun, and for who may not see it", async () => {
    const { body } = await create({ scheduled_at: undefined });
    const created = body as unknown as { id: string; channel: { session_url: string; token: string } };
    expect((await app.call("PATCH", `/conversations/${created.id}`, {}, testKey)).status).toBe(404);
    expect((await change("conv_00000000000", {})).status).toBe(404);
    const session = openSessionClient(`${created.channel.session_url}?token=${created.channel.token}`);
    session.send({ type: "conversation.start" });
    await session.next("conversation.started");
    session.close();
    expect(await change(created.id, { context: { a: 1 } })).toMatchObject({
      status: 409,
      body: { error: { code: "conversation_active" } },
    });
  });

  it("of one in a live chat may tell it more, but give it no time", async () => {
    const { id } = await app.converse(agentId);
    expect((await change(id, { context: { a: 1 } })).status).toBe(200);
    expect((await change(id, { scheduled_at: inHours(1) })).body["error"]).toMatchObject({ param: "scheduled_at" });
    expect((await change(id, { scheduled_at: null })).body["error"]).toMatchObject({ param: "scheduled_at" });
  });

  it("is taken by a session that waits for it to begin", async () => {
    const { body } = await create({ context: { $variables: {} } });
    const created = body as unknown as { id: string; channel: { session_url: string; token: string } };
    const session = openSessionClient(`${created.channel.session_url}?token=${created.channel.token}`);
    await session.next("conversation.setup");
    expect((await change(created.id, { context: { loyalty: "gold" } })).status).toBe(200);
    expect(await session.closed()).toBe(1012);
    const again = openSessionClient(`${created.channel.session_url}?token=${created.channel.token}`);
    again.send({ type: "conversation.start" });
    await again.next("conversation.started");
    const more = await app.call("POST", `/conversations/${created.id}/context`, { context: { a: 1 } });
    expect(more.body["context"]).toMatchObject({ loyalty: "gold", a: 1 });
    again.close();
  });

  it("and its start exclude each other, whichever is first", async () => {
    const startsAt = Date.now() + 4_000;
    const created = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        create({ scheduled_at: index === 0 ? inHours(1) : new Date(startsAt).toISOString() }),
      ),
    );
    const hasStarted = async (id: string) => expect((await show(id))["status"]).toBe("in-progress");
    const changes = created.map(async ({ body }, index) => {
      const at = startsAt + index * 100 - 50;
      await vi.waitFor(() => expect(Date.now()).toBeGreaterThanOrEqual(at), { timeout: 30_000, interval: 5 });
      // The first one is changed before its start for sure, the last one after it.
      if (index === created.length - 1) await vi.waitFor(() => hasStarted(body["id"]), 30_000);
      const { status } = await change(body["id"], { scheduled_at: inHours(5), context: { index } });
      return { id: body["id"] as string, status };
    });
    const changed = await Promise.all(changes);
    for (const { id, status } of changed) {
      expect([200, 409]).toContain(status);
      // The start that made a change too late is stored a moment later.
      await vi.waitFor(
        async () => expect((await show(id))["status"]).toBe(status === 200 ? "queued" : "in-progress"),
        30_000,
      );
    }
    expect(changed[0]?.status).toBe(200);
    expect(changed.at(-1)?.status).toBe(409);
  });
});
