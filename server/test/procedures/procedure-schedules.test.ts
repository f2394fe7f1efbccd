import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../src/testing/app.ts";
import { startTestApp } from "../../src/testing/app.ts";
import { type DescribedApp, startDescribedApp } from "../http/described-app.ts";

let app: DescribedApp;
let client: pg.Client;

beforeAll(async () => {
  app = await startDescribedApp({ OPERATOR_QUICKSTART: "false" }, { jobsEvery: 20 });
  client = new pg.Client({ connectionString: app.databaseUrl });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await app.stop();
});

const CONFIG = { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Report." } } };

async function makeAgent({ isReleased = true } = {}, headers?: Record<string, string>): Promise<string> {
  const input = { name: "Daily report", description: "Reports.", config: CONFIG };
  const { body } = await app.call("POST", "/procedural_agents", input, headers);
  if (isReleased) await app.call("POST", `/procedural_agents/${body["version_id"]}/release`, undefined, headers);
  return body["id"];
}

async function schedule(settings: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer> {
  return app.call("POST", "/procedure_schedules", settings, headers);
}

async function make(settings: Record<string, unknown> = {}): Promise<Answer["body"]> {
  const agent_id = settings["agent_id"] ?? (await makeAgent());
  const { status, body } = await schedule({ cron: "0 9 * * *", ...settings, agent_id });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

const show = async (id: string) => (await app.call("GET", `/procedure_schedules/${id}`)).body;

/**
 * Puts the clock of one schedule forward, as if so many hours had passed. Its next time is counted from the real clock
 * then, so that another time comes only when fewer hours pass than before.
 */
async function pass(id: string, hours: number): Promise<void> {
  const span = `interval '${hours} hours'`;
  await client.query(`
    update procedure_schedules set next_run_at = next_run_at - ${span} where id = '${id}';
    update jobs set due_at = due_at - ${span} where subject = '${id}' and isfinite(due_at);
  `);
}

interface Run {
  id: string;
  agent_version: number;
  livemode: boolean;
  trigger: string;
  trigger_key: string;
  input: Record<string, unknown>;
}

const runsOf = async (id: string) =>
  (await client.query<Run>(`select * from procedures where trigger_key like $1 order by created_at`, [`${id}/%`])).rows;

describe("a schedule", () => {
  it("is made, listed, shown, changed and deleted, and says when it comes next", async () => {
    const agent_id = await makeAgent();
    const made = await make({
      agent_id,
      cron: "30 9 * * MON-FRI",
      time_zone: "Europe/Zurich",
      input: { kind: "daily" },
    });
    expect(made).toMatchObject({
      id: expect.stringMatching(/^psch_[0-9A-Za-z]{11}$/),
      agent_id,
      cron: "30 9 * * MON-FRI",
      time_zone: "Europe/Zurich",
      input: { kind: "daily" },
      is_enabled: true,
      livemode: true,
      last_run: null,
    });
    expect(made["next_runs"]).toHaveLength(5);
    for (const time of made["next_runs"]) expect(time).toMatch(/T0[78]:30:00\.000Z$/);
    expect(await show(made["id"])).toEqual(made);
    const { body: list } = await app.call("GET", `/procedure_schedules?agent_id=${agent_id}`);
    expect(list).toEqual({ data: [made], cursor: null });
    const off = await app.call("PATCH", `/procedure_schedules/${made["id"]}`, { is_enabled: false });
    expect(off.body).toMatchObject({ is_enabled: false, next_runs: [] });
    const on = await app.call("PATCH", `/procedure_schedules/${made["id"]}`, { is_enabled: true, cron: "@hourly" });
    expect(on.body["next_runs"]).toHaveLength(5);
    expect((await app.call("DELETE", `/procedure_schedules/${made["id"]}`)).status).toBe(200);
    expect((await app.call("GET", `/procedure_schedules/${made["id"]}`)).status).toBe(404);
    expect((await app.call("DELETE", `/procedure_schedules/${made["id"]}`)).status).toBe(404);
  });

  it.each([
    ["a time that is none", { cron: "61 * * * *" }, "cron", /minute/],
    ["six fields", { cron: "* * * * * *" }, "cron", /has 6 fields/],
    ["a day that never comes", { cron: "0 0 30 2 *" }, "cron", /never comes/],
    ["a year that is over", { cron: "0 0 0 1 1 * 2020" }, "cron", /never comes any more/],
    ["a time zone that is none", { time_zone: "Mars/Olympus" }, "time_zone", /IANA/],
    ["a number for an input", { input: 7 }, "input", /./],
    ["a conversational agent", { agent_id: "ca_00000000000" }, "agent_id", /pa_/],
    ["a field that is none", { crontab: "* * * * *" }, "crontab", /crontab/],
    ["a cron expression with a NUL", { cron: "* * * * *\u0000" }, "cron", /characters/],
  ])("is refused with %s", async (_what, settings, param, message) => {
    const answer = await schedule({ agent_id: await makeAgent(), cron: "0 9 * * *", ...settings });
    expect(answer.status, JSON.stringify(answer.body)).toBe(400);
    expect(answer.body["error"].param).toBe(param);
    expect(answer.body["error"].message).toMatch(message);
  });

  it("is refused for an agent that is not there, and for one that was never released unless it is pinned", async () => {
    expect((await schedule({ agent_id: "pa_00000000000", cron: "@daily" })).status).toBe(404);
    const draft = await makeAgent({ isReleased: false });
    const refused = await schedule({ agent_id: draft, cron: "@daily" });
    expect(refused.status).toBe(409);
    expect(refused.body["error"].message).toContain(`${draft}@v0`);
    expect((await make({ agent_id: `${draft}@v0` }))["agent_id"]).toBe(`${draft}@v0`);
  });

  it("of a test key is of test mode, and a test key sees no other", async () => {
    const headers = await app.testKeyHeaders();
    const agent_id = await makeAgent({}, headers);
    const made = await schedule({ agent_id, cron: "@daily" }, headers);
    expect(made.body).toMatchObject({ livemode: false });
    const live = await make();
    expect((await schedule({ agent_id, cron: "@daily", livemode: true }, headers)).status).toBe(403);
    expect((await schedule({ agent_id: live["agent_id"], cron: "@daily" }, headers)).status).toBe(404);
    for (const method of ["GET", "DELETE"]) {
      const path = `/procedure_schedules/${live["id"]}`;
      expect((await app.call(method, path, undefined, headers)).status).toBe(404);
    }
    const { body } = await app.call("GET", "/procedure_schedules?limit=200", undefined, headers);
    expect((body["data"] as { id: string }[]).map(({ id }) => id)).toEqual([made.body["id"]]);
  });
});

describe("when its time comes, a schedule", () => {
  it("runs the version that is released by then, once, with its input and the time, and goes on to the next", async () => {
    const agent_id = await makeAgent();
    const { id, next_runs } = await make({ agent_id, cron: "0 * * * *", input: { kind: "hourly" } });
    await app.call("PUT", `/procedural_agents/${agent_id}`, { description: "Reports better." });
    await app.call("POST", `/procedural_agents/${agent_id}@v1/release`);
    await pass(id, 2);
    await expect.poll(async () => (await runsOf(id)).length, { timeout: 30_000 }).toBe(1);
    const [run] = await runsOf(id);
    const due = new Date(Date.parse(next_runs[0]) - 2 * 3_600_000).toISOString();
    expect(run).toMatchObject({
      agent_version: 1,
      livemode: true,
      trigger: "schedule",
      trigger_key: `${id}/${due}`,
      input: { kind: "hourly", $schedule: { id, scheduled_for: due, time_zone: "UTC", previous_run: null } },
    });
    const shown = await show(id);
    expect(shown["last_run"]).toEqual({ scheduled_for: due, procedure_id: run?.id, error: null });
    expect(shown["next_runs"][0]).toBe(next_runs[0]);
    await pass(id, 1);
    await expect.poll(async () => (await runsOf(id)).length, { timeout: 30_000 }).toBe(2);
    expect((await runsOf(id))[1]?.input["$schedule"]).toMatchObject({ previous_run: due });
  });

  it("makes up for all the times that were missed with one run, for the first of them", async () => {
    const { id, next_runs } = await make({ cron: "*/5 * * * *" });
    await pass(id, 24 * 30);
    await expect.poll(async () => (await show(id))["last_run"], { timeout: 30_000 }).not.toBeNull();
    expect((await runsOf(id)).map(({ trigger_key }) => trigger_key)).toEqual([
      `${id}/${new Date(Date.parse(next_runs[0]) - 24 * 30 * 3_600_000).toISOString()}`,
    ]);
    expect(Date.parse((await show(id))["next_runs"][0])).toBeGreaterThan(Date.now());
  });

  it("runs nothing while it is off, or after it was deleted", async () => {
    const off = await make({ cron: "0 * * * *" });
    const gone = await make({ cron: "0 * * * *" });
    await app.call("PATCH", `/procedure_schedules/${off["id"]}`, { is_enabled: false });
    await app.call("DELETE", `/procedure_schedules/${gone["id"]}`);
    for (const { id } of [off, gone] as { id: string }[]) await pass(id, 1);
    const alarms = async () =>
      (await client.query("select 1 from jobs where subject = any($1)", [[off["id"], gone["id"]]])).rowCount;
    await expect.poll(alarms, { timeout: 30_000 }).toBe(0);
    expect([...(await runsOf(off["id"])), ...(await runsOf(gone["id"]))]).toEqual([]);
  });

  it("follows a change of its times, be they sooner or later", async () => {
    const { id } = await make({ cron: "0 0 1 1 *" });
    await app.call("PATCH", `/procedure_schedules/${id}`, { cron: "0 * * * *" });
    await pass(id, 1);
    await expect.poll(async () => (await runsOf(id)).length, { timeout: 30_000 }).toBe(1);
    await app.call("PATCH", `/procedure_schedules/${id}`, { cron: "0 0 1 1 *" });
    const later = await show(id);
    await client.query("update jobs set due_at = now() where subject = $1", [id]);
    const due = async () =>
      (await client.query<{ due_at: Date }>("select due_at from jobs where subject = $1", [id])).rows[0]?.due_at;
    await expect
      .poll(async () => ((await due())?.getTime() ?? 0) > Date.now() + 60_000, { timeout: 30_000 })
      .toBe(true);
    expect(await runsOf(id)).toHaveLength(1);
    expect(await show(id)).toEqual(later);
  });

  it("shows that its agent was deleted, and goes on", async () => {
    const agent_id = await makeAgent();
    const { id } = await make({ agent_id, cron: "0 * * * *" });
    // Over the API it cannot be, as long as a schedule runs it.
    await client.query("update agents set deleted_at = now() where id = $1", [agent_id]);
    await pass(id, 1);
    await expect.poll(async () => (await show(id))["last_run"], { timeout: 30_000 }).not.toBeNull();
    const { last_run, next_runs } = await show(id);
    expect(last_run).toMatchObject({ procedure_id: null, error: { code: "not_found" } });
    expect(last_run.error.message).toContain(agent_id);
    expect(next_runs).toHaveLength(5);
  });

  it("whose last time is over has no next one, and does not run again", async () => {
    const year = new Date().getUTCFullYear() + 1;
    const { id } = await make({ cron: `0 0 0 1 1 * ${year}` });
    // As if that year were over: its one time has come, and none is left.
    await client.query("update procedure_schedules set cron = '0 0 0 1 1 * 2020', next_run_at = now() where id = $1", [
      id,
    ]);
    await client.query("update jobs set due_at = now() where subject = $1", [id]);
    await expect.poll(async () => (await show(id))["last_run"], { timeout: 30_000 }).not.toBeNull();
    expect((await show(id))["next_runs"]).toEqual([]);
    expect(await runsOf(id)).toHaveLength(1);
    const again = await app.call("PATCH", `/procedure_schedules/${id}`, { is_enabled: false });
    expect(again.status).toBe(200);
    expect((await app.call("PATCH", `/procedure_schedules/${id}`, { is_enabled: true })).status).toBe(400);
  });
});

describe("two processes", () => {
  it("run each time once between them", async () => {
    const other = await startTestApp(
      { OPERATOR_QUICKSTART: "false", DATABASE_URL: app.databaseUrl },
      { jobsEvery: 20 },
    );
    try {
      const schedules = await Promise.all(Array.from({ length: 20 }, () => make({ cron: "0 * * * *" })));
      for (let round = 1; round <= 3; round += 1) {
        for (const { id } of schedules) await pass(id, 4 - round);
        for (const { id } of schedules) {
          await expect.poll(async () => (await runsOf(id)).length, { timeout: 30_000 }).toBe(round);
        }
      }
    } finally {
      await other.stop();
    }
  }, 60_000);
});
