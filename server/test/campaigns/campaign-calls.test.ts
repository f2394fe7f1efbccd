import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import type { CallOrder } from "../../src/ports/telephony.ts";
import { OURS, type PhoneApp, startPhoneApp } from "../../src/testing/phone-app.ts";
import type { ScriptedParty } from "../../src/testing/scripted-phone-network.ts";
import { newNumbers, rowsOf } from "./campaign-world.ts";

let app: PhoneApp;
afterEach(async () => {
  app.network.assertFinished();
  await app.stop();
});

const LONG = { timeout: 60_000, interval: 100 };

async function start(party: (order: CallOrder) => ScriptedParty): Promise<string> {
  app = await startPhoneApp({ party });
  const agentId = await app.makePhoneAgent();
  await app.addNumber(OURS, { agent_id: agentId, is_default: true });
  return agentId;
}

async function make(agent_id: string, numbers: readonly string[], more: object): Promise<string> {
  const input = { name: "Calls", agent_id, channel: { type: "phone" }, rows: rowsOf(numbers), ...more };
  const { status, body } = await app.call("POST", "/campaigns", input);
  expect(status, JSON.stringify(body)).toBe(200);
  return body["id"] as string;
}

const show = async (id: string) => (await app.call("GET", `/campaigns/${id}`)).body;
const progressOf = async (id: string) => (await show(id))["progress"];

/** Lets the time of rows that wait come. */
async function makeDue(id: string): Promise<void> {
  const database = new pg.Client({ connectionString: app.databaseUrl });
  await database.connect();
  await database.query("update campaign_rows set due_at = now(), wanted_at = now() where state = 'waiting'");
  await database.query("update jobs set due_at = now() where subject = $1 and holder is null", [id]);
  await database.end();
}

describe("a campaign of calls", () => {
  it("dials within its pacing and begins once more what was busy or not answered", { timeout: 120_000 }, async () => {
    const numbers = newNumbers(16);
    const place = ({ to }: CallOrder) => numbers.indexOf(to) % 4;
    const parties: ScriptedParty[] = [
      { does: "end", with: { outcome: "busy" }, after: 20 },
      { does: "end", with: { outcome: "no_answer" }, after: 20 },
      { does: "answer", hangsUpAfter: 100 },
      { does: "end", with: { outcome: "failed", code: "number_invalid", message: "No such number." }, after: 20 },
    ];
    const agent = await start((order) => parties[place(order)] as ScriptedParty);
    await app.call("POST", "/do_not_call", { number: numbers[2] });
    const always = { after_minutes: 60, times: 1 };
    const id = await make(agent, numbers, {
      pacing: { per_minute: 1_000, at_once: 3 },
      retries: { busy: always, "no-answer": { ...always, times: 2 }, failed: always },
    });
    await app.call("POST", `/campaigns/${id}/start`);
    for (const waiting of [8, 4]) {
      await expect.poll(() => progressOf(id), LONG).toMatchObject({ waiting, pending: 0, begun: 0 });
      await makeDue(id);
    }
    await expect.poll(async () => (await show(id))["status"], LONG).toBe("completed");
    expect(await show(id)).toMatchObject({
      progress: { rows: 16, done: 11, refused: 5, conversations: 15 + 4 + 4 + 4 },
      outcomes: { completed: 3, busy: 4, "no-answer": 4, failed: 0 },
    });
    const dialled = new Map(
      numbers.map((number) => [number, app.network.orders.filter(({ to }) => to === number).length]),
    );
    expect(numbers.map((number) => dialled.get(number))).toEqual([2, 3, 0, 1, 2, 3, 1, 1, 2, 3, 1, 1, 2, 3, 1, 1]);
    expect(app.network.most).toBeLessThanOrEqual(3);
    const { body } = await app.call("GET", `/campaigns/${id}/rows?state=refused`);
    const reasons = (body["data"] as { reason: { message: string } }[]).map(({ reason }) => reason.message);
    expect(reasons[0]).toContain("do-not-call");
    expect(reasons.slice(1).every((message) => message === "No such number.")).toBe(true);
  });

  it("lets calls that ring or are held finish when it is cancelled, and ends those that wait for a line", {
    timeout: 60_000,
  }, async () => {
    const numbers = newNumbers(6);
    const agent = await start(({ to }) => (to === numbers[0] ? { does: "answer" } : { does: "ring" }));
    const id = await make(agent, numbers, { pacing: { per_minute: 1_000, at_once: 4 } });
    const isUp = () => app.network.calls.some(({ isAnswered, end }) => isAnswered && end === null);
    await app.call("POST", `/campaigns/${id}/start`);
    await expect.poll(() => [app.network.calls.length, isUp()], LONG).toEqual([4, true]);
    // Nothing more can be dialled, so that what is added waits for a line.
    app.network.setProblem("The trunk is away.");
    await app.call("POST", `/campaigns/${id}/pause`);
    await app.call("PATCH", `/campaigns/${id}`, { pacing: { per_minute: 1_000, at_once: 6 } });
    await app.call("POST", `/campaigns/${id}/resume`);
    await expect.poll(() => progressOf(id), LONG).toMatchObject({ begun: 6, conversations: 6 });
    await app.call("POST", `/campaigns/${id}/cancel`);
    await expect.poll(() => progressOf(id), LONG).toMatchObject({ cancelled: 2, begun: 4 });
    expect(app.network.calls.filter(({ end }) => end === null)).toHaveLength(4);
    const { body } = await app.call("GET", `/conversations?campaign_id=${id}&status=failed`);
    expect(body["data"]).toHaveLength(2);
    expect(body["data"]).toMatchObject([
      { failure_reason: { code: "campaign_cancelled" } },
      { failure_reason: { code: "campaign_cancelled" } },
    ]);
    for (const call of app.network.calls)
      call.finish(call.isAnswered ? { outcome: "hung_up", by: "them" } : { outcome: "no_answer" });
    await expect.poll(async () => (await show(id))["ended_at"], LONG).not.toBe(null);
    expect(await show(id)).toMatchObject({ status: "cancelled", outcomes: { completed: 1, "no-answer": 3 } });
    app.network.setProblem(null);
  });
});
