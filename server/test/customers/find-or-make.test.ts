import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { type CustomerAddress, customerOf, findOrMakeByAddress } from "../../src/services/customers.ts";
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

const byAddress = (address: CustomerAddress) =>
  database.transaction().execute((transaction) => findOrMakeByAddress(transaction, address));
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
    const first = await byAddress({ livemode: true, phone_no: "+41 44 668 18 00" });

    expect(first.phone_no).toBe("+41446681800");
    expect((await byAddress({ livemode: true, phone_no: "0041446681800" })).id).toBe(first.id);
    expect(await byContext({ phone_no: "+41 (0)44 668-18-00" })).toBe(first.id);
  });

  it("is one customer in whatever case the mail address is written, which is kept as it was", async () => {
    const first = await byAddress({ livemode: true, email: "Kim.Müller@Example.com" });

    expect(first.email).toBe("Kim.Müller@Example.com");
    expect((await byAddress({ livemode: true, email: "kim.müller@example.COM" })).id).toBe(first.id);
  });

  it("is taken for somebody else in test mode", async () => {
    const live = await byAddress({ livemode: true, email: "both@example.com" });
    const test = await byAddress({ livemode: false, email: "both@example.com" });

    expect(test.id).not.toBe(live.id);
    expect(test.livemode).toBe(false);
  });

  it("gets the name that a mail shows only as long as there is none", async () => {
    const { id } = await byAddress({ livemode: true, email: "lee@example.com" });

    expect((await byAddress({ livemode: true, email: "lee@example.com", name: " Lee " })).name).toBe("Lee");
    expect((await byAddress({ livemode: true, email: "lee@example.com", name: "Somebody" })).name).toBe("Lee");
    await byContext({ email: "lee@example.com", name: "Lee Park" });
    expect((await find(id)).name).toBe("Lee Park");
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
    const caller = await byAddress({ livemode: true, phone_no: "+14155550130" });

    expect(await byContext({ external_id: "given", phone_no: "+14155550130" })).toBe(caller.id);
    expect(await byContext({ external_id: "given" })).toBe(caller.id);
  });

  it("does not let a stranger's id take over somebody who has one, though they share a telephone", async () => {
    const one = await byContext({ external_id: "flat-1", phone_no: "+14155550140" });
    const other = await byContext({ external_id: "flat-2", phone_no: "+14155550140" });

    expect(other).not.toBe(one);
    expect((await byAddress({ livemode: true, phone_no: "+14155550140" })).id).toBe(one);
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
