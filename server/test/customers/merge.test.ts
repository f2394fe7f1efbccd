import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/db/database.ts";
import { type DescribedApp, startDescribedApp } from "../http/described-app.ts";

let app: DescribedApp;
let agent: string;

beforeAll(async () => {
  app = await startDescribedApp();
  agent = await app.makeAgent("Help.");
});

afterAll(() => app.stop());

const make = async (given: object) => (await app.call("POST", "/customers", given)).body;
const merge = (id: string, from: string) => app.call("POST", `/customers/${id}/merge`, { from });
const converse = async ($customer: object) => {
  const { id } = await app.converse(agent, { context: { $customer } });
  return { id, customer: (await app.call("GET", `/conversations/${id}`)).body["customer_id"] as string };
};

describe("two customers who are one", () => {
  it("have their conversations and what is known of them together, and the contradictions are told", async () => {
    const { customer: kept } = await converse({ external_id: "m-1", name: "Kim", extra: { plan: "gold", seats: 2 } });
    const { customer: from, id: moved } = await converse({
      email: "kim@merge.example",
      name: "Kimberly",
      time_zone: "Europe/Zurich",
      extra: { plan: "free", city: "Zürich" },
    });

    const { status, body } = await merge(kept, from);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      customer: {
        id: kept,
        name: "Kim",
        email: "kim@merge.example",
        time_zone: "Europe/Zurich",
        extra: { plan: "gold", seats: 2, city: "Zürich" },
        conversation_count: 2,
      },
      moved: { conversations: 1 },
      conflicts: [
        { field: "name", kept: "Kim", dropped: "Kimberly" },
        { field: "extra.plan", kept: "gold", dropped: "free" },
      ],
    });
    expect((await app.call("GET", `/conversations/${moved}`)).body["customer_id"]).toBe(kept);
  });

  it("are found by either id, and by what either was known by", async () => {
    const one = await make({ external_id: "a-1", phone_no: "+14155550301" });
    const two = await make({ external_id: "a-2", phone_no: "+14155550302" });
    const three = await make({ external_id: "a-3", email: "a3@merge.example" });
    await merge(two["id"], one["id"]);
    await merge(three["id"], two["id"]);
    const id = three["id"];

    for (const former of [one, two]) {
      expect((await app.call("GET", `/customers/${former["id"]}`)).body["id"]).toBe(id);
    }
    for (const $customer of [
      { external_id: "a-1" },
      { external_id: "a-2", phone_no: "+14155550302" },
      { phone_no: "+14155550301" },
      { phone_no: "+14155550302" },
      { email: "A3@merge.example" },
      { external_id: "a-1", name: "Kim" },
    ]) {
      expect((await converse($customer)).customer, JSON.stringify($customer)).toBe(id);
    }
    expect((await app.call("GET", `/customers/${id}`)).body).toMatchObject({ external_id: "a-3", name: "Kim" });
    const listed = await app.call("GET", `/conversations?customer_id=${one["id"]}`);
    expect(listed.body["data"]).toHaveLength(6);
    expect((await app.call("PATCH", `/customers/${one["id"]}`, { name: "Kimberly" })).body["id"]).toBe(id);
  });

  it("have the follow-ups of both", async () => {
    const kept = await make({ external_id: "f-1" });
    const { customer: from, id } = await converse({ external_id: "f-2" });
    const due_at = new Date(Date.now() + 86_400_000).toISOString();
    const ordered = await app.call("POST", "/follow_ups", {
      customer_id: from,
      agent_id: agent,
      note: "Ask again.",
      due_at,
    });
    expect(ordered.status, JSON.stringify(ordered.body)).toBe(200);

    expect((await merge(kept["id"], from)).body).toMatchObject({ moved: { conversations: 1, follow_ups: 1 } });

    for (const customer of [kept["id"], from]) {
      const { body } = await app.call("GET", `/follow_ups?customer_id=${customer}`);
      expect(body["data"]).toMatchObject([{ id: ordered.body["id"], customer_id: kept["id"] }]);
    }
    expect(id).toMatch(/^conv_/);
    const { body } = await app.call("DELETE", `/customers/${kept["id"]}`);
    expect(body["removed"]).toMatchObject({ conversations: 1, follow_ups: 1, merged_customers: 1 });
  });

  it("are merged once, however often it is asked for", async () => {
    const [kept, from] = [await make({ name: "Twice" }), await make({ name: "Twice" })];
    await merge(kept["id"], from["id"]);

    expect(await merge(kept["id"], from["id"])).toMatchObject({ status: 200, body: { moved: { conversations: 0 } } });
    const atOnce = [await make({ name: "One" }), await make({ name: "Two" })] as const;
    const answers = await Promise.all([
      merge(atOnce[0]["id"], atOnce[1]["id"]),
      merge(atOnce[1]["id"], atOnce[0]["id"]),
      merge(atOnce[0]["id"], atOnce[1]["id"]),
    ]);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    expect(answers.every(({ status }) => [200, 400, 404].includes(status))).toBe(true);
    const ids = await Promise.all(
      atOnce.map(async (one) => (await app.call("GET", `/customers/${one["id"]}`)).body["id"]),
    );
    expect(new Set(ids).size).toBe(1);
  });

  it.each([
    ["themselves", async (id: string) => id],
    ["nobody", async () => "cus_00000000000"],
    ["somebody of test mode", async () => (await make({ name: "Test", livemode: false }))["id"] as string],
    [
      "somebody who is another by now",
      async () => {
        const [other, from] = [await make({ name: "Other" }), await make({ name: "From" })];
        await merge(other["id"], from["id"]);
        return from["id"] as string;
      },
    ],
  ])("cannot be one and %s", async (_, whom) => {
    const { id } = await make({ name: "Kept" });

    expect(await merge(id, await whom(id))).toMatchObject({
      status: 400,
      body: { error: { code: "unknown_reference", param: "from" } },
    });
  });

  it("are not deleted by the id that is no more", async () => {
    const [kept, from] = [await make({ name: "Kept" }), await make({ name: "From" })];
    await merge(kept["id"], from["id"]);

    const refused = await app.call("DELETE", `/customers/${from["id"]}`);
    expect(refused.status).toBe(404);
    expect(refused.body["error"].message).toContain(kept["id"]);
    const deleted = await app.call("DELETE", `/customers/${kept["id"]}`);
    expect(deleted.body["removed"]).toMatchObject({ merged_customers: 1 });
    expect((await app.call("GET", `/customers/${from["id"]}`)).status).toBe(404);
  });

  it("keep 2,500 conversations, moved in portions", async () => {
    const { customer: from } = await converse({ external_id: "many-1" });
    const database = openDatabase(app.databaseUrl, { connections: 1 });
    await sql`insert into conversations select (jsonb_populate_record(c, jsonb_build_object('id', 'conv_many' || n))).*
      from conversations c, generate_series(1, 2499) n where customer_id = ${from}`.execute(database);
    await database.destroy();
    const kept = await make({ external_id: "many-2" });

    expect((await merge(kept["id"], from)).body).toMatchObject({ moved: { conversations: 2500 } });
  });
});
