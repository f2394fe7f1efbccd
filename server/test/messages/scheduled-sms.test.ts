import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { VERSION_HEADER } from "../../src/testing/app.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { OURS, SMS_AGENT, type SmsWorld, startSmsWorld, variablesOf } from "./sms-world.ts";

let world: SmsWorld;
let second: TestApp;
let database: pg.Client;

beforeAll(async () => {
  world = await startSmsWorld((heard) => (heard.includes("joined") ? "Good morning." : `Heard: ${heard}`), {
    seams: { jobsEvery: 50, sleepAfter: 20 },
  });
  const variables = { ...variablesOf(world.carrier, world.model), DATABASE_URL: world.app.databaseUrl };
  second = await startTestApp(variables, { jobsEvery: 50 });
  database = new pg.Client({ connectionString: world.app.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await second.stop();
  await world.stop();
});
beforeEach(() => {
  world.carrier.taken.length = 0;
});

let count = 0;
const newNumber = () => `+1415558${String(++count).padStart(4, "0")}`;
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const create = (callee_no: string, more: object = {}) =>
  world.app.call("POST", "/conversations", { agent_id: world.agentId, channel: { type: "sms", callee_no }, ...more });
const show = async (id: string) => (await world.app.call("GET", `/conversations/${id}`)).body;
const bodies = () => world.carrier.taken.map(({ body }) => body);

/** Lets the time of a conversation come. */
async function makeDue(id: string): Promise<void> {
  await database.query("update conversations set scheduled_at = now() where id = $1", [id]);
  await database.query("update jobs set due_at = now() where subject = $1 and holder is null", [id]);
}

describe("text messages for later", () => {
  it("are written on time, once, by whichever of two processes", async () => {
    const numbers = Array.from({ length: 10 }, newNumber);
    const scheduled_at = inSeconds(3);
    for (const number of numbers) expect((await create(number, { scheduled_at })).status).toBe(200);
    expect(world.carrier.taken).toEqual([]);
    await expect.poll(() => world.carrier.taken.length, { timeout: 30_000 }).toBe(numbers.length);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(scheduled_at));
    expect(world.carrier.taken.map(({ to }) => to).sort()).toEqual(numbers);
    expect(new Set(bodies())).toEqual(new Set(["Good morning."]));
  });

  it("are written where another process holds the conversation, because somebody follows it there", async () => {
    const { body } = await create(newNumber(), { scheduled_at: inSeconds(3_600) });
    const gone = new AbortController();
    const headers = { authorization: `Bearer ${second.key}`, ...VERSION_HEADER };
    await fetch(`${second.url}/conversations/${body["id"]}/events`, { headers, signal: gone.signal });
    await makeDue(body["id"]);
    await expect.poll(() => world.carrier.taken.length, { timeout: 30_000 }).toBe(1);
    gone.abort();
    expect(await show(body["id"])).toMatchObject({ status: "in-progress" });
  });

  it("leave the conversation over the same numbers alone until their time, and then take over", async () => {
    const number = newNumber();
    await world.receive({ sid: `SM1${number.slice(1)}`, body: "Hello.", from: number });
    await expect.poll(bodies).toEqual(["Heard: Hello."]);
    const { body } = await create(number, { scheduled_at: inSeconds(3_600) });
    await world.receive({ sid: `SM2${number.slice(1)}`, body: "Still there?", from: number });
    await expect.poll(bodies).toEqual(["Heard: Hello.", "Heard: Still there?"]);
    expect(await show(body["id"])).toMatchObject({ status: "queued" });
    await makeDue(body["id"]);
    await expect.poll(bodies, { timeout: 30_000 }).toEqual(["Heard: Hello.", "Heard: Still there?", "Good morning."]);
    await world.receive({ sid: `SM3${number.slice(1)}`, body: "Fine.", from: number });
    await expect.poll(bodies).toEqual(["Heard: Hello.", "Heard: Still there?", "Good morning.", "Heard: Fine."]);
    const { rows } = await database.query(
      "select id, status from conversations where $1 in (channel->>'callee_no', channel->>'caller_no') order by created_at",
      [number],
    );
    expect(rows.map(({ status }) => status)).toEqual(["completed", "in-progress"]);
    expect(rows[1].id).toBe(body["id"]);
  });

  it("wait for the contact hours when they are to be written at once", async () => {
    const day = new Date(Date.now() + 3 * 86_400_000);
    const days = [["sun", "mon", "tue", "wed", "thu", "fri", "sat"][day.getUTCDay()]];
    const contact_hours = { time_zone: "UTC", windows: [{ days, from: "09:00", to: "18:00" }] };
    const override_config = { channel: { contact_hours } };
    const number = newNumber();
    const { body } = await create(number, { override_config });
    const opensAt = `${day.toISOString().slice(0, 10)}T09:00:00.000Z`;
    expect(await show(body["id"])).toMatchObject({ status: "queued", scheduled_at: opensAt });
    // What the customer writes meanwhile is answered at once.
    await world.receive({ sid: `SM1${number.slice(1)}`, body: "Hello.", from: number });
    await expect.poll(bodies).toEqual(["Heard: Hello."]);
    // Were the hours forgotten by then, the time would be moved again.
    await makeDue(body["id"]);
    await vi.waitFor(async () => expect((await show(body["id"]))["scheduled_at"]).toBe(opensAt), 30_000);
    expect(await show(body["id"])).toMatchObject({ status: "queued" });
  });

  it("are not written to somebody who asked for no more in the meantime, and say so", async () => {
    const number = newNumber();
    const { body } = await create(number, { scheduled_at: inSeconds(3_600) });
    await world.receive({ sid: `SM1${number.slice(1)}`, body: "STOP", from: number });
    await expect
      .poll(async () => (await database.query("select 1 from opt_outs where their_number = $1", [number])).rowCount)
      .toBe(1);
    await makeDue(body["id"]);
    await expect.poll(async () => (await show(body["id"]))["status"], { timeout: 30_000 }).toBe("failed");
    expect((await show(body["id"]))["failure_reason"].message).toContain("no more messages");
    expect(bodies()).toEqual([]);
  });

  it("fail, and say so, when the number that they were to come from is gone", async () => {
    const agent = await world.app.makeAgent("You answer.", SMS_AGENT);
    const extra = "+14155550177";
    const { body: number } = await world.app.call("POST", "/phone_numbers", { number: extra, agent_id: agent });
    const { body } = await create(newNumber(), {
      channel: { type: "sms", callee_no: newNumber(), caller_no: extra },
      scheduled_at: inSeconds(3_600),
    });
    expect((await show(body["id"]))["channel"]).toMatchObject({ caller_no: extra });
    await world.app.call("DELETE", `/phone_numbers/${number["id"]}`);
    await makeDue(body["id"]);
    await expect.poll(async () => (await show(body["id"]))["status"], { timeout: 30_000 }).toBe("failed");
    expect((await show(body["id"]))["failure_reason"]).toMatchObject({ code: "channel_unavailable" });
  });

  it("can be told another number, in test mode a listed one only", async () => {
    const { body } = await create(newNumber(), { scheduled_at: inSeconds(3_600) });
    const other = newNumber();
    const channel = { type: "sms", callee_no: other };
    const changed = await world.app.call("PATCH", `/conversations/${body["id"]}`, { channel });
    expect(changed.body["channel"]).toMatchObject({ callee_no: other, caller_no: OURS });
    await makeDue(body["id"]);
    await expect.poll(() => world.carrier.taken.map(({ to }) => to), { timeout: 30_000 }).toEqual([other]);
  });
});
