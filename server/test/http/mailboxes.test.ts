import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DescribedApp, startDescribedApp } from "./described-app.ts";

let app: DescribedApp;
let agentId: string;
let testKey: Record<string, string>;
beforeAll(async () => {
  app = await startDescribedApp();
  agentId = await app.makeAgent("Answer.");
  testKey = await app.testKeyHeaders();
});
afterAll(() => app.stop());

let made = 0;
const make = (more: object = {}, headers?: Record<string, string>) =>
  app.call("POST", "/mailboxes", { address: `help-${++made}@example.com`, agent_id: agentId, ...more }, headers);

describe("the mailboxes", () => {
  it("are made, shown, listed newest first, changed and deleted", async () => {
    const first = await make({ address: "Help@EXAMPLE.com", name: "Clip & Comb" });
    expect(first.body).toEqual({
      id: expect.stringMatching(/^mbx_[0-9A-Za-z]{11}$/) as string,
      address: "help@example.com",
      name: "Clip & Comb",
      agent_id: agentId,
      livemode: true,
      created_at: expect.stringMatching(/Z$/) as string,
      updated_at: expect.stringMatching(/Z$/) as string,
    });
    const path = `/mailboxes/${first.body["id"]}`;
    expect((await app.call("GET", path)).body).toEqual(first.body);
    const second = await make();
    const page = await app.call("GET", "/mailboxes?limit=1");
    expect(page.body["data"]).toEqual([second.body]);
    const rest = await app.call("GET", `/mailboxes?limit=1&cursor=${page.body["cursor"]}`);
    expect(rest.body["data"]).toEqual([first.body]);
    const changed = await app.call("PATCH", path, { agent_id: `${agentId}@v0`, name: null });
    expect(changed.body).toMatchObject({ agent_id: `${agentId}@v0`, name: null, address: "help@example.com" });
    expect((await app.call("PATCH", path, {})).body).toMatchObject({ agent_id: `${agentId}@v0` });
    expect((await app.call("DELETE", path)).body).toEqual({ id: first.body["id"], deleted: true });
    expect((await app.call("GET", path)).status).toBe(404);
    expect((await app.call("PATCH", path, { name: "x" })).status).toBe(404);
    expect((await app.call("DELETE", path)).status).toBe(404);
  });

  it("have an address of their own each, however it is written, of two that are made at once, too", async () => {
    const answers = await Promise.all([
      make({ address: "same@bücher.example" }),
      make({ address: "SAME@xn--bcher-kva.example" }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(answers.find((answer) => answer.status === 409)?.body).toMatchObject({
      error: { code: "name_taken", param: "address" },
    });
    expect(answers.find((answer) => answer.status === 200)?.body["address"]).toBe("same@xn--bcher-kva.example");
  });

  it("of test mode alone are made and seen by test keys", async () => {
    const live = await make();
    expect(await make({ livemode: true, agent_id: agentId }, testKey)).toMatchObject({
      status: 403,
      body: { error: { code: "not_allowed", param: "livemode" } },
    });
    const path = `/mailboxes/${live.body["id"]}`;
    expect((await app.call("GET", path, undefined, testKey)).status).toBe(404);
    expect((await app.call("DELETE", path, undefined, testKey)).status).toBe(404);
    const test = await make({ livemode: false });
    const shown = await app.call("GET", "/mailboxes", undefined, testKey);
    expect(shown.body["data"]).toEqual([test.body]);
  });

  it("need an agent that answers", async () => {
    expect(await make({ agent_id: "ca_00000000000" })).toMatchObject({ status: 404 });
    const draft = await app.call("POST", "/conversational_agents", {
      name: "Draft",
      description: "",
      config: { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Answer." } } },
    });
    expect(await make({ agent_id: draft.body["id"] })).toMatchObject({
      status: 409,
      body: { error: { code: "not_released" } },
    });
    expect((await make({ agent_id: draft.body["version_id"] })).status).toBe(200);
  });

  it.each<[string, object, string]>([
    ["no address", { address: "help" }, "address"],
    ["two addresses", { address: "a@example.com, b@example.com" }, "address"],
    ["a NUL", { address: "help\u0000@example.com" }, "address"],
    ["a line break in the address", { address: "help@example.com\r\nBcc: eve@example.com" }, "address"],
    ["an address with a plus", { address: "help+1@example.com" }, "address"],
    ["a number for a host", { address: "help@127.0.0.1" }, "address"],
    ["an endless address", { address: `${"a".repeat(65)}@example.com` }, "address"],
    ["a line break in the name", { name: "Help\r\nBcc: eve@example.com" }, "name"],
    ["an unknown field", { adress: "x" }, "adress"],
    ["an agent that is a list", { agent_id: [agentId] }, "agent_id"],
  ])("are not made of %s", async (_, more, param) => {
    expect(await make(more)).toMatchObject({ status: 400, body: { error: { param } } });
  });
});
