import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DescribedApp, startDescribedApp } from "../http/described-app.ts";

let app: DescribedApp;
let agentId: string;

beforeAll(async () => {
  app = await startDescribedApp();
  agentId = await app.makeAgent("You answer.");
});

afterAll(() => app.stop());

let last = 14155550200;
const next = () => `+${(last += 1)}`;
const add = (body: object, headers?: Record<string, string>) => app.call("POST", "/phone_numbers", body, headers);

describe("a phone number", () => {
  it("is added, shown, changed, listed and deleted", async () => {
    const number = next();
    const added = await add({ number, name: "Front desk", agent_id: agentId });
    expect(added.body).toMatchObject({
      number,
      name: "Front desk",
      agent_id: agentId,
      carrier: "twilio",
      is_default: false,
      livemode: true,
    });
    const path = `/phone_numbers/${added.body["id"] as string}`;
    expect((await app.call("GET", path)).body).toEqual(added.body);
    const changed = await app.call("PATCH", path, { agent_id: `${agentId}@v0`, name: null });
    expect(changed.body).toMatchObject({ agent_id: `${agentId}@v0`, name: null, number });
    expect((await app.call("PATCH", path, { agent_id: null })).body).toMatchObject({ agent_id: null });
    const listed = await app.call("GET", "/phone_numbers");
    expect((listed.body["data"] as { number: string }[])[0]?.number).toBe(number);
    expect((await app.call("DELETE", path)).body).toEqual({ id: added.body["id"], deleted: true });
    for (const method of ["GET", "DELETE"]) expect((await app.call(method, path)).status).toBe(404);
    expect((await app.call("PATCH", path, { name: "x" })).status).toBe(404);
  });

  it.each([
    [{}, "number"],
    [{ number: "4155550123" }, "number"],
    [{ number: "+1415555012x" }, "number"],
    [{ number: 14155550123 }, "number"],
    [{ number: "+14155550199", name: "" }, "name"],
    [{ number: "+14155550199", carrier: "pigeon" }, "carrier"],
    [{ number: "+14155550199", agent: "ca_00000000000" }, "agent"],
    [{ number: "+14155550199", agent_id: "ca_00000000000" }, "agent_id"],
    [{ number: "+14155550199", agent_id: "pa_00000000000" }, "agent_id"],
    [{ number: "+14155550199", agent_id: "nobody" }, "agent_id"],
  ])("is refused as %j", async (body, param) => {
    const refused = await add(body);
    expect(refused).toMatchObject({ status: 400, body: { error: { param } } });
  });

  it("is there once", async () => {
    const number = next();
    expect((await add({ number })).status).toBe(200);
    expect(await add({ number, is_default: true })).toMatchObject({
      status: 409,
      body: { error: { code: "name_taken" } },
    });
  });

  it("is the default of its mode alone, however many become it at once", async () => {
    const first = await add({ number: next(), is_default: true });
    await add({ number: next(), is_default: true, livemode: false });
    const numbers = [next(), next(), next(), next()];
    await Promise.all(numbers.map((number) => add({ number, is_default: true })));
    const defaults = async () =>
      ((await app.call("GET", "/phone_numbers?limit=200")).body["data"] as { is_default: boolean; livemode: boolean }[])
        .filter(({ is_default }) => is_default)
        .map(({ livemode }) => livemode)
        .sort();
    expect(await defaults()).toEqual([false, true]);
    await app.call("PATCH", `/phone_numbers/${first.body["id"] as string}`, { is_default: true });
    expect(await defaults()).toEqual([false, true]);
    expect((await app.call("GET", `/phone_numbers/${first.body["id"] as string}`)).body["is_default"]).toBe(true);
  });

  it("stays the default when another that is there already should become it", async () => {
    const number = next();
    const taken = next();
    const added = await add({ number, is_default: true });
    await add({ number: taken });
    expect((await add({ number: taken, is_default: true })).status).toBe(409);
    expect((await app.call("GET", `/phone_numbers/${added.body["id"] as string}`)).body["is_default"]).toBe(true);
  });

  it("of live mode is no test key's to see, make or change", async () => {
    const headers = await app.testKeyHeaders();
    const live = await add({ number: next() });
    const test = await add({ number: next() }, headers);
    expect(test.body["livemode"]).toBe(false);
    expect(await add({ number: next(), livemode: true }, headers)).toMatchObject({ status: 403 });
    const path = `/phone_numbers/${live.body["id"] as string}`;
    for (const method of ["GET", "DELETE"]) expect((await app.call(method, path, undefined, headers)).status).toBe(404);
    expect((await app.call("PATCH", path, { name: "x" }, headers)).status).toBe(404);
    const listed = (await app.call("GET", "/phone_numbers?limit=200", undefined, headers)).body["data"];
    expect((listed as { livemode: boolean }[]).every(({ livemode }) => !livemode)).toBe(true);
    // An agent of live mode is not a test key's to name, either.
    const named = await add({ number: next(), agent_id: agentId }, headers);
    expect(named).toMatchObject({ status: 400, body: { error: { code: "unknown_reference" } } });
  });
});

describe("the list of whom nobody may call", () => {
  it("takes numbers, shows them, and lets go of them", async () => {
    const number = next();
    const path = `/do_not_call/${encodeURIComponent(number)}`;
    const added = await app.call("POST", "/do_not_call", { number, reason: "Asked not to be called." });
    expect(added).toMatchObject({ status: 200, body: { number, reason: "Asked not to be called." } });
    const again = await app.call("POST", "/do_not_call", { number, reason: "Asked twice." });
    expect(again.body).toEqual({ ...added.body, reason: "Asked twice." });
    expect((await app.call("GET", "/do_not_call")).body["data"]).toEqual([again.body]);
    expect((await app.call("DELETE", path)).body).toEqual({ number, deleted: true });
    expect((await app.call("DELETE", path)).status).toBe(404);
    expect((await app.call("GET", "/do_not_call")).body["data"]).toEqual([]);
  });

  it("is changed by live keys alone, and holds numbers alone", async () => {
    const headers = await app.testKeyHeaders();
    const number = next();
    expect((await app.call("POST", "/do_not_call", { number }, headers)).status).toBe(403);
    expect((await app.call("DELETE", `/do_not_call/${encodeURIComponent(number)}`, undefined, headers)).status).toBe(
      403,
    );
    const refused = await app.call("POST", "/do_not_call", { number: "the neighbour" });
    expect(refused).toMatchObject({ status: 400, body: { error: { param: "number" } } });
  });
});
