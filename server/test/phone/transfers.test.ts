import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DescribedApp, headersOf, startDescribedApp } from "../http/described-app.ts";

let app: DescribedApp;

beforeAll(async () => {
  app = await startDescribedApp();
});

afterAll(() => app.stop());

let last = 0;
const fresh = (given: object = {}) => {
  last += 1;
  return {
    name: `desk_${last}`,
    description: "When a person is wanted.",
    kind: "number",
    destination: "+14155550170",
    ...given,
  };
};
const add = (body: object, headers?: Record<string, string>) => app.call("POST", "/transfers", body, headers);
const config = (text: string, transfers: object[]) => ({
  runtime: { model: "simulated/assistant", prompt: { type: "fixed", text } },
  tool: { transfers },
});
const makeAgent = (text: string, transfers: object[]) =>
  app.call("POST", "/conversational_agents", {
    name: "Agent",
    description: "It answers.",
    config: config(text, transfers),
  });

describe("a transfer destination", () => {
  it("is added with its defaults, shown, changed, listed and deleted", async () => {
    const added = await add(fresh());
    expect(added).toMatchObject({
      status: 200,
      body: {
        id: expect.stringMatching(/^tra_[0-9A-Za-z]{11}$/) as string,
        mode: "cold",
        pushback: "honour",
        hours: null,
        outside: { say: null, offer: "none" },
        ring_for_sec: 30,
        accept_by: "staying",
        summary_instructions: null,
      },
    });
    const path = `/transfers/${added.body["id"] as string}`;
    expect((await app.call("GET", path)).body).toEqual(added.body);
    const change = { kind: "sip", destination: "sip:desk@example.com:5061;transport=tls", mode: "warm" };
    expect((await app.call("PATCH", path, change)).body).toMatchObject({ ...change, name: added.body["name"] });
    const listed = await app.call("GET", "/transfers");
    expect((listed.body["data"] as { id: string }[])[0]?.id).toBe(added.body["id"]);
    expect((await app.call("DELETE", path)).body).toEqual({ id: added.body["id"], deleted: true });
    for (const method of ["GET", "DELETE"]) expect((await app.call(method, path)).status).toBe(404);
    expect((await app.call("PATCH", path, { ring_for_sec: 20 })).status).toBe(404);
  });

  it.each([
    [{ name: "front desk" }, "name"],
    [{ name: "-" }, "name"],
    [{ destination: "0441234567" }, "destination"],
    [{ destination: "sip:desk@example.com" }, "destination"],
    [{ kind: "sip", destination: "+14155550170" }, "destination"],
    [{ kind: "sip", destination: "sip:desk@example.com?Replaces=x" }, "destination"],
    [{ kind: "sip", destination: "sip:desk@exa mple.com" }, "destination"],
    [{ kind: "sip", destination: "sip:desk@example.com\r\nTo: x" }, "destination"],
    [{ kind: "agent", destination: "pa_00000000000" }, "destination"],
    [{ kind: "agent", destination: "ca_00000000000" }, "destination"],
    [{ kind: "agent", destination: "ca_00000000000", mode: "warm" }, "mode"],
    [{ pushback: "rude" }, "pushback"],
    [{ ring_for_sec: 1 }, "ring_for_sec"],
    [{ hours: { time_zone: "Mars/Olympus", windows: [] } }, "hours.time_zone"],
    [{ hours: { time_zone: "UTC", windows: [{ days: ["mon"], from: "09:00", to: "09:00" }] } }, "hours.windows[0].to"],
    [{ hours: { time_zone: "UTC", windows: [], holidays: [{ date: "25.12.2026" }] } }, "hours.holidays[0].date"],
    [{ outside: { offer: "tea" } }, "outside.offer"],
    [{ anything: 1 }, "anything"],
  ])("is refused with %j", async (given, param) => {
    expect(await add(fresh(given))).toMatchObject({ status: 400, body: { error: { param } } });
  });

  it("keeps kind and destination fitting each other when one changes", async () => {
    const { body } = await add(fresh());
    const refused = await app.call("PATCH", `/transfers/${body["id"] as string}`, { kind: "sip" });
    expect(refused).toMatchObject({ status: 400, body: { error: { param: "destination" } } });
  });

  it("has a name of its own", async () => {
    const first = fresh();
    const second = fresh();
    await add(first);
    expect(await add(first)).toMatchObject({ status: 409, body: { error: { code: "name_taken" } } });
    const { body } = await add(second);
    const renamed = await app.call("PATCH", `/transfers/${body["id"] as string}`, { name: first.name });
    expect(renamed).toMatchObject({ status: 409, body: { error: { code: "name_taken" } } });
  });

  it("is not changed by a test key", async () => {
    const { body } = await add(fresh());
    const headers = await app.testKeyHeaders();
    expect(await add(fresh(), headers)).toMatchObject({ status: 403, body: { error: { code: "not_allowed" } } });
    const path = `/transfers/${body["id"] as string}`;
    expect((await app.call("GET", path, undefined, headers)).status).toBe(200);
    expect((await app.call("DELETE", path, undefined, headers)).status).toBe(403);
  });

  it("is made once under one idempotency key", async () => {
    const body = fresh();
    const headers = { ...headersOf(app.key), "idempotency-key": "transfer-once" };
    const made = await add(body, headers);
    expect((await add(body, headers)).body).toEqual(made.body);
  });
});

describe("an agent's transfers", () => {
  it("are named by id, also as older clients do, and mentioned by id or name", async () => {
    const { body } = await add(fresh());
    const { id, name } = body as { id: string; name: string };
    expect(await makeAgent(`Else @${name} or @${id}.`, [{ id }])).toMatchObject({ status: 200 });
    const older = await makeAgent(`Else @${name}.`, [{ entity_id: id }]);
    const shown = await app.call("GET", `/conversational_agents/${older.body["id"] as string}`);
    expect(shown.body).toMatchObject({ config: { tool: { transfers: [{ id }] } } });
  });

  it("must be there, and enabled where they are mentioned", async () => {
    const { body } = await add(fresh());
    const { id, name } = body as { id: string; name: string };
    expect(await makeAgent("You help.", [{ id: "tra_00000000000" }])).toMatchObject({
      status: 400,
      body: { error: { param: "config.tool.transfers[0].id" } },
    });
    const refused = await makeAgent(`Else @${name}.`, []);
    expect(refused).toMatchObject({ status: 400, body: { error: { param: "config.runtime.prompt.text" } } });
    expect(JSON.stringify(refused.body)).toContain(id);
  });

  it("keep their destination from being deleted", async () => {
    const { body } = await add(fresh());
    const id = body["id"] as string;
    await makeAgent("You help.", [{ id }]);
    expect(await app.call("DELETE", `/transfers/${id}`)).toMatchObject({
      status: 409,
      body: { error: { code: "in_use" } },
    });
  });
});
