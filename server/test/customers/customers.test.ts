import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DescribedApp, startDescribedApp } from "../http/described-app.ts";

let app: DescribedApp;
let agent: string;

beforeAll(async () => {
  app = await startDescribedApp();
  agent = await app.makeAgent("Help.");
});

afterAll(() => app.stop());

const call: DescribedApp["call"] = (...request) => app.call(...request);
let counter = 0;
/** Makes up an id that no other test has. */
const fresh = (what: string) => `${what}-${counter++}`;

async function make(given: object) {
  const made = await call("POST", "/customers", given);
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return made.body;
}

async function converse($customer: object, more: object = {}) {
  const { id } = await app.converse(agent, { context: { $customer }, ...more });
  const { body } = await call("GET", `/conversations/${id}`);
  return { id, customer: body["customer_id"] as string };
}

describe("a customer", () => {
  it("is shown with the fields of the contract, absent ones as null", async () => {
    const { body } = await call("GET", `/customers/${(await make({ name: "Kim" }))["id"]}`);

    expect(body).toEqual({
      id: expect.stringMatching(/^cus_[0-9A-Za-z]{11}$/),
      created_at: expect.any(String),
      updated_at: expect.any(String),
      organization_id: expect.stringMatching(/^org_[0-9A-Za-z]{11}$/),
      phone_no: null,
      email: null,
      name: "Kim",
      external_id: null,
      zendesk_user_id: null,
      salesforce_lead_id: null,
      salesforce_contact_id: null,
      preferred_language: null,
      extra: null,
      time_zone: null,
      livemode: true,
      conversation_count: 0,
      last_conversation_at: null,
    });
    expect((await make({ name: "Lee" }))["organization_id"]).toBe(body["organization_id"]);
  });

  it("that a conversation made is the one that is shown, with how many conversations there are", async () => {
    const external_id = fresh("conv");
    const { customer } = await converse({ external_id, name: "Ada", time_zone: "Europe/Zurich", extra: { vip: true } });
    await converse({ external_id });

    const { body } = await call("GET", `/customers/${customer}`);
    expect(body).toMatchObject({ name: "Ada", external_id, time_zone: "Europe/Zurich", extra: { vip: true } });
    expect(body["conversation_count"]).toBe(2);
    expect(Date.parse(body["last_conversation_at"])).toBeGreaterThan(0);
  });

  it("keeps a number in E.164 form and an address as it is written", async () => {
    const made = await make({ phone_no: "+41 (0)44 668 18 09", email: " Kim.Nine@Example.com " });

    expect(made).toMatchObject({ phone_no: "+41446681809", email: "Kim.Nine@Example.com" });
  });

  it.each([
    ["nothing known", {}, undefined],
    ["nothing but null", { name: null }, undefined],
    ["a blank name", { name: "  " }, "name"],
    ["no address", { email: "kim" }, "email"],
    ["no time zone", { time_zone: "Mars/Olympus" }, "time_zone"],
    ["a code for a language", { preferred_language: "de" }, "preferred_language"],
    ["a name of 1 MB", { name: "x".repeat(1_000_000) }, "name"],
    ["too many details", { extra: { a: "x".repeat(70_000) } }, "extra"],
    ["a field we do not know", { name: "Kim", colour: "blue" }, "colour"],
    ["a prototype", JSON.parse('{"name":"Kim","__proto__":{"livemode":false}}'), undefined],
    ["a number that is a number", { phone_no: 41446681800 }, "phone_no"],
  ])("is refused with %s", async (_, given, param) => {
    const { status, body } = await call("POST", "/customers", given);

    expect(status).toBe(400);
    if (param !== undefined) expect(body["error"]).toMatchObject({ param });
  });

  it("may have odd characters in the name, and what cannot be stored is replaced", async () => {
    expect(await make({ name: "Zoë 🦊 \u202eevil" })).toMatchObject({ name: "Zoë 🦊 \u202eevil" });
    expect(await make({ name: "a\u0000b\ud800" })).toMatchObject({ name: "a\ufffdb\ufffd" });
  });

  it.each(["cus_00000000000", "nobody", "conv_00000000000"])("%s is not found", async (id) => {
    for (const [method, path, body] of [
      ["GET", "", undefined],
      ["PATCH", "", { name: "x" }],
      ["POST", "/merge", { from: "cus_00000000001" }],
      ["DELETE", "", undefined],
    ] as const) {
      const { status } = await call(method, `/customers/${id}${path}`, body);
      expect(status, method).toBe(404);
    }
  });
});

describe("changing a customer", () => {
  it("changes what is given and forgets what is null", async () => {
    const { id } = await make({ name: "Kim", zendesk_user_id: "z-1", extra: { a: 1 } });
    const changed = await call("PATCH", `/customers/${id}`, { zendesk_user_id: null, extra: { b: 2 } });

    expect(changed.body).toMatchObject({ id, name: "Kim", zendesk_user_id: null, extra: { b: 2 } });
    expect((await call("PATCH", `/customers/${id}`, { extra: null })).body).toMatchObject({ extra: null });
  });

  it("names the other one when an identifier is taken", async () => {
    const external_id = fresh("taken");
    const one = await make({ external_id, phone_no: "+14155550201" });
    const other = await make({ name: "Lee" });

    const byId = await call("PATCH", `/customers/${other["id"]}`, { external_id });
    expect(byId).toMatchObject({ status: 409, body: { error: { code: "name_taken", param: "external_id" } } });
    expect(byId.body["error"].message).toContain(one["id"]);
    const byPhone = await call("PATCH", `/customers/${other["id"]}`, { phone_no: "+1 415 555 0201" });
    expect(byPhone).toMatchObject({ status: 409, body: { error: { code: "name_taken", param: "phone_no" } } });
    expect((await call("POST", "/customers", { phone_no: "+14155550201" })).status).toBe(409);
  });

  it("lets people share a telephone when each has an id of their own", async () => {
    await make({ external_id: fresh("flat"), phone_no: "+14155550202" });
    const other = await make({ external_id: fresh("flat"), phone_no: "+14155550202" });

    const without = await call("PATCH", `/customers/${other["id"]}`, { external_id: null });
    expect(without).toMatchObject({ status: 409, body: { error: { param: "phone_no" } } });
  });

  it("lets one of twenty have an id that they all want at once", async () => {
    const external_id = fresh("race");
    const answers = await Promise.all(Array.from({ length: 20 }, () => call("POST", "/customers", { external_id })));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(409)]);
  });
});

describe("the list of customers", () => {
  it("finds somebody by number, address, id and parts of them", async () => {
    const external_id = fresh("find");
    const email = `${external_id}@Findable.example`;
    const { id } = await make({ name: "Gwendolyn Ångström", phone_no: "+41446681833", email, external_id });
    const found = async (query: string) =>
      (await call("GET", `/customers?${query}`)).body["data"].map((one: { id: string }) => one.id);

    for (const query of [
      "phone_no=%2B41%2044%20668%2018%2033",
      `email=${encodeURIComponent(email.toUpperCase())}`,
      `external_id=${external_id}`,
      "q=gwendolyn",
      "q=gwen+%C3%A5ngs",
      "q=findable",
      "q=4144668183",
      `q=${external_id}`,
    ]) {
      expect(await found(query), query).toEqual([id]);
    }
    for (const query of ["q=gwen+nobody", "q=%26%7C!", "q='%3A*", `external_id=${external_id}x`, "email=nobody@x.y"]) {
      expect(await found(query), query).toEqual([]);
    }
  });

  it("comes page by page, newest first, each once", async () => {
    const name = fresh("Paged");
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.unshift((await make({ name }))["id"]);
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query = cursor === "" ? "" : `&cursor=${cursor}`;
      const { body } = await call("GET", `/customers?q=${name}&limit=2${query}`);
      seen.push(...body["data"].map((one: { id: string }) => one.id));
      cursor = body["cursor"];
    }

    expect(seen).toEqual(ids);
    expect((await call("GET", "/customers?cursor=x")).status).toBe(400);
  });
});

describe("a test key", () => {
  it("makes and sees customers of test mode only", async () => {
    const headers = await app.testKeyHeaders();
    const live = await make({ name: fresh("Live") });
    const made = await call("POST", "/customers", { name: "Test" }, headers);

    expect(made.body).toMatchObject({ livemode: false });
    expect((await call("GET", `/customers/${live["id"]}`, undefined, headers)).status).toBe(404);
    expect((await call("PATCH", `/customers/${live["id"]}`, { name: "x" }, headers)).status).toBe(404);
    expect((await call("DELETE", `/customers/${live["id"]}`, undefined, headers)).status).toBe(404);
    const merge = await call("POST", `/customers/${made.body["id"]}/merge`, { from: live["id"] }, headers);
    expect(merge.status).toBe(400);
    expect((await call("GET", "/customers?livemode=true", undefined, headers)).body["data"]).toEqual([]);
    const { body } = await call("GET", "/customers?limit=200", undefined, headers);
    expect(body["data"].every((one: { livemode: boolean }) => !one.livemode)).toBe(true);
    const refused = await call("POST", "/customers", { name: "x", livemode: true }, headers);
    expect(refused).toMatchObject({ status: 403, body: { error: { code: "not_allowed", param: "livemode" } } });
  });
});
