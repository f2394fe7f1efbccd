import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { customerOf, customerOfConversation } from "../../src/services/customers.ts";
import { createTestDatabase, type TestDatabase } from "../../src/testing/database.ts";

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url, { connections: 20 });
});

afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

interface Writer {
  livemode?: boolean;
  phone_no?: string;
  email?: string;
  /** What a mail shows the writer to be called. */
  name?: string;
  /** What a webhook adds to what is known of them. */
  added?: object;
  direction?: "inbound" | "outbound";
}

/** Finds or makes the customer of a conversation that a text message or a mail opens. */
const byAddress = async ({ livemode = true, phone_no, email, name, added = {}, direction = "inbound" }: Writer) => {
  const address = phone_no === undefined ? { email } : { phone_no };
  const asked = direction === "inbound" ? { $customer: { ...address, ...(name ? { name } : {}) } } : {};
  const ours = { sms: "+15550000000", email: "us@example.com" };
  const [from, to] = direction === "inbound" ? ["from", "to"] : ["to", "from"];
  const channel =
    phone_no === undefined
      ? { type: "email" as const, [from]: email, [to]: ours.email }
      : direction === "inbound"
        ? { type: "sms" as const, caller_no: phone_no, callee_no: ours.sms }
        : { type: "sms" as const, caller_no: ours.sms, callee_no: phone_no };
  const context = { ...asked, $customer: { ...asked.$customer, ...added } };
  const id = await database
    .transaction()
    .execute((transaction) => customerOfConversation(transaction, { context, livemode, channel, direction }, asked));
  return find(id);
};
const byContext = ($customer: object, livemode = true) =>
  database.transaction().execute((transaction) => customerOf(transaction, { $customer }, livemode));
const find = (id: string | null) =>
  database
    .selectFrom("customers")
    .selectAll()
    .where("id", "=", id ?? "")
    .executeTakeFirstOrThrow();

describe("who called or wrote", () => {
  it("is one customer, however the number is written", async () => {
    const first = await byAddress({ phone_no: "+41 44 668 18 00" });

    expect(first.phone_no).toBe("+41446681800");
    expect((await byAddress({ phone_no: "0041446681800" })).id).toBe(first.id);
    expect(await byContext({ phone_no: "+41 (0)44 668-18-00" })).toBe(first.id);
  });

  it("is one customer in whatever case the mail address is written, which is kept as it was", async () => {
    const first = await byAddress({ email: "Kim.Müller@Example.com" });

    expect(first.email).toBe("Kim.Müller@Example.com");
    expect((await byAddress({ email: "kim.müller@example.COM" })).id).toBe(first.id);
  });

  it("is taken for somebody else in test mode", async () => {
    const live = await byAddress({ email: "both@example.com" });
    const test = await byAddress({ livemode: false, email: "both@example.com" });

    expect(test.id).not.toBe(live.id);
    expect(test.livemode).toBe(false);
  });

  it("gets the name that a mail shows only as long as there is none", async () => {
    const { id } = await byAddress({ email: "lee@example.com" });

    expect((await byAddress({ email: "lee@example.com", name: " Lee " })).name).toBe("Lee");
    expect((await byAddress({ email: "lee@example.com", name: "Somebody" })).name).toBe("Lee");
    await byAddress({ email: "lee@example.com", name: "Mr Lee", added: { name: "Lee Park" } });
    expect((await find(id)).name).toBe("Lee Park");
  });
});

describe("somebody whom we write to", () => {
  it("is known by the number or the address, whatever else the context says", async () => {
    const byNumber = await byAddress({ phone_no: "+41 44 668 18 41", direction: "outbound" });
    expect(byNumber.phone_no).toBe("+41446681841");
    const named = await byAddress({ phone_no: "+41446681841", direction: "outbound", added: { name: "Ida" } });
    expect(named).toMatchObject({ id: byNumber.id, name: "Ida" });
    expect((await byAddress({ email: "ida@example.com", direction: "outbound" })).email).toBe("ida@example.com");
  });

  it("keeps the number that is known when they are called at another", async () => {
    const id = await byContext({ external_id: "two-phones", phone_no: "+14155550150" });
    const again = { external_id: "two-phones" };
    await byAddress({ phone_no: "+14155550151", direction: "outbound", added: again });
    expect(await find(id)).toMatchObject({ phone_no: "+14155550150" });

    const other = await byContext({ external_id: "no-phone" });
    await byAddress({ phone_no: "+14155550152", direction: "outbound", added: { external_id: "no-phone" } });
    expect(await find(other)).toMatchObject({ phone_no: "+14155550152" });
  });
});

describe("somebody who was known by number alone and turns out to be known", () => {
  it("is one with them from then on", async () => {
    const known = await byContext({ external_id: "both", name: "Bo" });
    const caller = await byAddress({ phone_no: "+14155550160", added: { extra: { from: "sms" } } });
    expect(caller.id).not.toBe(known);

    const told = await byAddress({ phone_no: "+14155550160", added: { external_id: "both" } });

    expect(told).toMatchObject({ id: known, phone_no: "+14155550160", extra: { from: "sms" } });
    expect((await byAddress({ phone_no: "+14155550160" })).id).toBe(known);
    const left = await database.selectFrom("customers").select("id").where("id", "=", caller.id).execute();
    expect(left).toEqual([]);
  });

  it("stays who they are when they have an id of their own, or when only a mailbox is shared", async () => {
    const one = await byContext({ external_id: "sharer-1", email: "office@example.com" });
    const other = await byContext({ external_id: "sharer-2" });
    await byContext({ external_id: "sharer-2", email: "office@example.com" });
    expect(await find(one)).toMatchObject({ external_id: "sharer-1" });
    expect(await find(other)).toMatchObject({ external_id: "sharer-2" });

    const caller = await byAddress({ phone_no: "+14155550161" });
    const writer = await byAddress({ email: "hall@example.com" });
    await byContext({ phone_no: "+14155550161", email: "hall@example.com" });
    expect(await find(caller.id)).toMatchObject({ email: "hall@example.com" });
    expect(await find(writer.id)).toMatchObject({ phone_no: null });
  });

  it("is one however many say so at once", async () => {
    const known = await byContext({ external_id: "rush" });
    await byAddress({ phone_no: "+14155550162" });
    const telling = Array.from({ length: 15 }, () =>
      byAddress({ phone_no: "+14155550162", added: { external_id: "rush" } }),
    );

    expect(new Set((await Promise.all(telling)).map(({ id }) => id))).toEqual(new Set([known]));
  });
});

describe("one person who comes twenty times at once", () => {
  it.each([
    ["by telephone", (n: number) => (n % 2 === 0 ? { phone_no: "+14155550123" } : { phone_no: "+1 415 555 0123" })],
    ["by mail", (n: number) => ({ email: n % 2 === 0 ? "race@example.com" : "Race@Example.com" })],
    ["by id and telephone", () => ({ external_id: "race-1", phone_no: "+14155550124", name: "Race" })],
    ["in both orders of identifiers", (n: number) => swapped(n, { phone_no: "+14155550125", email: "b@example.com" })],
  ])("is one customer %s", async (_, customer) => {
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => byContext(customer(n))));

    expect(new Set(ids).size).toBe(1);
  });

  it("keeps every detail that one of them adds", async () => {
    await byContext({ external_id: "extra" });
    const adding = Array.from({ length: 10 }, (_, n) =>
      byContext({ external_id: "extra", extra: { [`key_${n}`]: n } }),
    );
    const [id] = await Promise.all(adding);

    expect(Object.keys((await find(id ?? null)).extra ?? {})).toHaveLength(10);
  });
});

function swapped(n: number, customer: object): object {
  return n % 2 === 0 ? customer : Object.fromEntries(Object.entries(customer).reverse());
}

describe("what a context says of a customer", () => {
  it("is kept, and what a later one says wins field by field", async () => {
    const id = await byContext({
      external_id: "facts",
      name: "Kim",
      time_zone: "Europe/Zurich",
      extra: { plan: "gold" },
    });
    await byContext({ external_id: "facts", name: null, preferred_language: "German", extra: { seats: 2 } });

    expect(await find(id)).toMatchObject({
      name: "Kim",
      time_zone: "Europe/Zurich",
      preferred_language: "German",
      extra: { plan: "gold", seats: 2 },
    });
  });

  it("gives somebody who was known by number only an id of your own", async () => {
    const caller = await byAddress({ phone_no: "+14155550130" });

    expect(await byContext({ external_id: "given", phone_no: "+14155550130" })).toBe(caller.id);
    expect(await byContext({ external_id: "given" })).toBe(caller.id);
  });

  it("does not let a stranger's id take over somebody who has one, though they share a telephone", async () => {
    const one = await byContext({ external_id: "flat-1", phone_no: "+14155550140" });
    const other = await byContext({ external_id: "flat-2", phone_no: "+14155550140" });

    expect(other).not.toBe(one);
    expect((await byAddress({ phone_no: "+14155550140" })).id).toBe(one);
  });

  it("begins anew with what was said last when more was added than can be kept", async () => {
    const id = await byContext({ external_id: "big", extra: { a: "x".repeat(40_000) } });
    await byContext({ external_id: "big", extra: { b: "y".repeat(40_000) } });

    expect(Object.keys((await find(id)).extra ?? {})).toEqual(["b"]);
  });

  it("names nobody when it says nothing usable", async () => {
    expect(await byContext({ name: "  ", email: "", phone_no: null })).toBeNull();
    expect(await byContext({ email: "x".repeat(400), time_zone: "Mars/Olympus" })).toBeNull();
  });
});
