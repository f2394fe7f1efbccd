import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  beginDeletion,
  continueDeletion,
  TABLES_OF_CONVERSATIONS,
  TABLES_OF_CUSTOMERS,
} from "../../src/db/customer-deletion.ts";
import { type Database, openDatabase } from "../../src/db/database.ts";
import type { Answer } from "../../src/testing/app.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { contentsOf } from "../database-contents.ts";
import { type DescribedApp, startDescribedApp } from "../http/described-app.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../webhooks/webhook-receiver.ts";

let app: DescribedApp;
let database: Database;
let receiver: WebhookReceiver;
let agent: string;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  app = await startDescribedApp({ OPERATOR_ALLOWED_ADDRESSES: "127.0.0.1" });
  database = openDatabase(app.databaseUrl, { connections: 5 });
  agent = await app.makeAgent("Help.", { tool: { tools: [{ ns: "syscall", name: "set_custom_fields" }] } });
});

afterAll(async () => {
  await database.destroy();
  await app.stop();
  await receiver.close();
});

const remove = (id: string) => app.call("DELETE", `/customers/${id}`);

async function converse($customer: object, headers?: Record<string, string>) {
  const body = { agent_id: agent, channel: { type: "chat_realtime" }, context: { $customer } };
  const created: Answer = await app.call("POST", "/conversations", body, headers);
  expect(created.status, JSON.stringify(created.body)).toBe(200);
  const { id, channel } = created.body as { id: string; channel: { session_url: string; token: string } };
  const { body: shown } = await app.call("GET", `/conversations/${id}`);
  return { id, channel, customer: shown["customer_id"] as string };
}

/** Talks for a moment and leaves the session open. */
async function talk({ channel }: { channel: { session_url: string; token: string } }, text: string) {
  const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  session.send({ type: "conversation.start" });
  await session.next("conversation.started");
  session.send({ type: "user.message.send", text });
  await session.next("agent.message.completed", (payload) => !payload.has_tool_calls);
  return session;
}

/** Multiplies a conversation, with its events, as often as wanted. */
async function multiply(conversationId: string, count: number): Promise<void> {
  await sql`insert into conversations select (jsonb_populate_record(c, jsonb_build_object('id', c.id || '_' || n))).*
    from conversations c, generate_series(1, ${sql.lit(count)}) n where c.id = ${conversationId}`.execute(database);
  await sql`insert into events select (jsonb_populate_record(e, jsonb_build_object('conversation_id', e.conversation_id || '_' || n))).*
    from events e, generate_series(1, ${sql.lit(count)}) n where e.conversation_id = ${conversationId}`.execute(
    database,
  );
}

const count = async (table: string, conversationId: string) => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}
    where conversation_id = ${conversationId}`.execute(database);
  return rows[0]?.n ?? 0;
};

describe("a customer who is deleted", () => {
  it("is nowhere in the database any more, and the report counts what went", async () => {
    const settings = { url: `${receiver.url}/hooks`, types: ["user.message.received", "conversation.ended"] };
    await app.call("POST", "/webhook_endpoints", settings);
    const $customer = {
      name: "Xaverplanted Quill",
      phone_no: "+41446689999",
      email: "planted@quill.example",
      external_id: "planted-4711",
      extra: { note: "plantednote" },
    };
    const headers = { authorization: `Bearer ${app.key}`, "operator-version": "2025-06-19" };
    const conversation = await converse($customer, { ...headers, "idempotency-key": "planted-create" });
    const { id, customer } = conversation;
    const session = await talk(conversation, "My secret is plantedword, remember it.");
    session.send({ type: "conversation.end" });
    expect(await session.closed()).toBe(1000);
    await app.call("POST", `/conversations/${id}/context`, { context: { more: "plantedcontext" } }, headers);
    const other = { ...headers, "idempotency-key": "planted-customer" };
    const { body: second } = await app.call("POST", "/customers", { name: "Plantedalias Quill" }, other);
    await app.call("POST", `/customers/${customer}/merge`, { from: second["id"] });
    await insertMessages();
    await insertCall(id);
    await expect.poll(() => attemptsOf(id)).toBeGreaterThanOrEqual(2);
    await expect.poll(() => count("logs", id)).toBeGreaterThanOrEqual(3);
    const before = await eachCount(id);

    const { status, body } = await remove(customer);

    expect(status).toBe(200);
    expect(body).toMatchObject({ id: customer, deleted: true });
    expect(body["removed"]).toMatchObject({
      conversations: 1,
      events: before.events,
      webhook_deliveries: 2,
      webhook_attempts: 2,
      phone_calls: 1,
      messages: 2,
      merged_customers: 1,
      idempotency_answers: 2,
    });
    expect(body["removed"].activities).toBeGreaterThanOrEqual(before.activities);
    const left = Object.entries(await contentsOf(app.databaseUrl)).flatMap(([table, rows]) =>
      rows
        .filter((row) => /planted|quill|41446689999/i.test(row.replace(/planted-(create|customer)/g, "")))
        .map((row) => `${table}: ${row}`),
    );
    expect(left).toEqual([]);
    expect((await app.call("GET", `/customers/${customer}`)).status).toBe(404);
    expect((await app.call("GET", `/conversations/${id}`)).status).toBe(404);
    const again = await app.call(
      "POST",
      "/conversations",
      { agent_id: agent, channel: { type: "chat_realtime" }, context: { $customer } },
      { ...headers, "idempotency-key": "planted-create" },
    );
    expect(again).toMatchObject({ status: 409, body: { error: { code: "idempotency_conflict" } } });
  });

  it("takes nothing of others along", async () => {
    const gone = await converse({ external_id: "gone", phone_no: "+14155550401" });
    const stays = await converse({ external_id: "stays", phone_no: "+14155550401" });
    (await talk(stays, "Hello.")).close();
    await sql`insert into messages (id, livemode, channel, direction, lane, from_address, to_address, text, status)
      values ('msg_shared00001', true, 'sms', 'inbound', 'x', '+14155550401', '+15550000001', 'Mine or theirs?', 'rejected')`.execute(
      database,
    );
    const before = await eachCount(stays.id);

    expect((await remove(gone.customer)).status).toBe(200);

    expect(await eachCount(stays.id)).toMatchObject({ events: before.events });
    expect((await app.call("GET", `/customers/${stays.customer}`)).body).toMatchObject({ conversation_count: 1 });
    const { rows } = await sql`select id from messages where id = 'msg_shared00001'`.execute(database);
    expect(rows).toHaveLength(1);
  });

  it("is taken out of open conversations, which are closed at once", async () => {
    const conversation = await converse({ external_id: "talking" });
    const session = await talk(conversation, "Hello.");
    const queued = await converse({ external_id: "talking" });

    const { body } = await remove(conversation.customer);

    expect(body["removed"].conversations).toBe(2);
    expect(await session.closed()).toBe(4404);
    expect((await app.call("GET", `/conversations/${queued.id}`)).status).toBe(404);
  });

  it("is made anew, and not found, when they come again meanwhile", async () => {
    const conversation = await converse({ external_id: "again", phone_no: "+14155550402" });
    await multiply(conversation.id, 200);
    const removing = remove(conversation.customer);
    const coming = Array.from({ length: 20 }, () => converse({ external_id: "again", phone_no: "+14155550402" }));

    expect((await removing).status).toBe(200);
    const customers = new Set((await Promise.all(coming)).map((one) => one.customer));
    const last = await converse({ external_id: "again" });
    expect(customers.size).toBeLessThanOrEqual(2);
    expect((await app.call("GET", `/customers/${last.customer}`)).status).toBe(200);
    expect(last.customer).not.toBe(conversation.customer);
  });
});

async function insertMessages(): Promise<void> {
  await sql`insert into messages (id, livemode, channel, direction, lane, from_address, to_address, text, status) values
    ('msg_stray000001', true, 'sms', 'inbound', 'y', '+41446689999', '+15550000001', 'plantedstray', 'rejected'),
    ('msg_stray000002', true, 'email', 'outbound', 'z', 'us@example.com', 'Planted@Quill.example', 'plantedstray', 'failed')`.execute(
    database,
  );
}

async function insertCall(conversationId: string): Promise<void> {
  await sql`insert into phone_calls
      (id, conversation_id, direction, carrier, our_number, priority, status, carrier_call_id, ended_at)
    values ('call_00000000001', ${conversationId}, 'inbound', 'twilio', '+15550000001', 5, 'over', 'CAplanted', now())`.execute(
    database,
  );
}

async function attemptsOf(conversationId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from webhook_attempts a
    join webhook_deliveries d on d.id = a.delivery_id where d.conversation_id = ${conversationId}`.execute(database);
  return rows[0]?.n ?? 0;
}

async function eachCount(conversationId: string) {
  return { events: await count("events", conversationId), activities: await count("logs", conversationId) };
}

describe("a deletion", () => {
  it("of 2,001 conversations goes in portions and is whole", async () => {
    const conversation = await converse({ external_id: "large" });
    await multiply(conversation.id, 2_000);

    const { body } = await remove(conversation.customer);

    expect(body["removed"]).toMatchObject({ conversations: 2_001, events: 2_001 });
    const { rows } = await sql`select 1 from conversations where customer_id = ${conversation.customer}`.execute(
      database,
    );
    expect(rows).toEqual([]);
  });

  it("that was cut off goes on where it stopped, and reports all of it", async () => {
    const conversation = await converse({ external_id: "cut-off" });
    await multiply(conversation.id, 60);
    const { customer } = conversation;
    await database.transaction().execute((transaction) => beginDeletion(transaction, customer, { testOnly: false }));
    expect(await continueDeletion(database, customer)).toBeNull();

    expect((await app.call("GET", `/customers/${customer}`)).status).toBe(404);
    expect((await remove(customer)).body["removed"]).toMatchObject({ conversations: 61, events: 61 });
    expect((await remove(customer)).status).toBe(404);
  });

  it("that was cut off by a crash is finished by whatever process is there", async () => {
    const conversation = await converse({ external_id: "crashed" });
    const { customer } = conversation;
    await database.transaction().execute((transaction) => beginDeletion(transaction, customer, { testOnly: false }));

    await expect
      .poll(async () => (await sql`select 1 from customers where id = ${customer}`.execute(database)).rows, {
        timeout: 25_000,
      })
      .toEqual([]);
  }, 30_000);

  it("that several ask for at once is done once", async () => {
    const conversation = await converse({ external_id: "thrice" });
    await multiply(conversation.id, 100);
    const answers = await Promise.all([1, 2, 3].map(() => remove(conversation.customer)));

    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(200);
    expect(statuses.every((status) => status === 200 || status === 404)).toBe(true);
    const whole = answers.filter(({ status }) => status === 200);
    expect(whole.map(({ body }) => body["removed"].conversations)).toEqual([101]);
  });

  it("knows every table whose rows belong to a conversation or a customer", async () => {
    const tablesWith = async (...columns: string[]) => {
      const { rows } = await sql<{ table: string; columns: string[] }>`
        select table_name as table, array_agg(column_name::text order by column_name) as columns
        from information_schema.columns c
        where table_schema = 'public' and column_name = any(${columns}) and not exists (
          -- What never is without a conversation need not be looked for by anything else.
          select from information_schema.columns other where other.table_name = c.table_name
            and other.column_name = 'conversation_id' and other.is_nullable = 'NO' and c.column_name <> 'conversation_id'
        ) group by 1 order by 1`.execute(database);
      return rows;
    };

    const known = TABLES_OF_CONVERSATIONS.map(({ table, owners }) => ({ table, columns: [...owners].sort() }));
    const there = await tablesWith("conversation_id", "procedure_id", "delivery_id");
    expect(there).toEqual(known.sort((one, other) => (one.table < other.table ? -1 : 1)));
    const ofCustomers = await tablesWith("customer_id");
    expect(ofCustomers.map(({ table }) => table)).toEqual([...TABLES_OF_CUSTOMERS].sort());
  });

  it("looks up by an index what it removes of conversations, however many rows others have", async () => {
    for (const { table, owners } of TABLES_OF_CONVERSATIONS) {
      for (const owner of owners) {
        const { rows } = await sql<{ definition: string }>`
          select indexdef as definition from pg_indexes where tablename = ${table}`.execute(database);
        const leads = rows.some(
          ({ definition }) => definition.includes(`(${owner},`) || definition.includes(`(${owner})`),
        );
        expect(leads, `${table} has an index that begins with ${owner}`).toBe(true);
      }
    }
  });
});
