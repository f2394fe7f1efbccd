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

const add = (body: unknown, headers?: Record<string, string>) => app.call("POST", "/test_addresses", body, headers);
const remove = (address: string) => app.call("DELETE", `/test_addresses/${encodeURIComponent(address)}`);
const listed = async () => (await app.call("GET", "/test_addresses?limit=200")).body["data"];

describe("the test addresses", () => {
  it("are listed as they are compared, newest first, each once", async () => {
    const { body } = await add({ address: "+1 (415) 555-0100", name: "Office" });
    expect(body).toEqual({
      id: expect.stringMatching(/^tadr_/) as string,
      address: "+14155550100",
      name: "Office",
      created_at: expect.stringMatching(/Z$/) as string,
    });
    await add({ address: "Kim@Example.com" });
    const again = await add({ address: "+14155550100", name: "Front desk" });
    expect(again.body).toEqual({ ...body, name: "Front desk" });
    expect(await listed()).toEqual([expect.objectContaining({ address: "kim@example.com", name: null }), again.body]);
    const first = await app.call("GET", "/test_addresses?limit=1");
    const second = await app.call("GET", `/test_addresses?limit=1&cursor=${first.body["cursor"]}`);
    expect(second.body).toEqual({ data: [again.body], cursor: null });
  });

  it("are taken off the list however they are written", async () => {
    await add({ address: "lee@example.com" });
    expect(await remove("LEE@example.com")).toMatchObject({ status: 200, body: { address: "lee@example.com" } });
    expect(await remove("lee@example.com")).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
    await add({ address: "+14155550199" });
    expect((await app.call("DELETE", "/test_addresses/+14155550199")).status).toBe(200);
  });

  it("are seen by test keys, and changed by live ones alone", async () => {
    const { body } = await app.call("GET", "/test_addresses", undefined, testKey);
    expect(body["data"]).toEqual(await listed());
    const refused = { status: 403, body: { error: { code: "not_allowed" } } };
    expect(await add({ address: "eve@example.com" }, testKey)).toMatchObject(refused);
    const path = "/test_addresses/kim%40example.com";
    expect(await app.call("DELETE", path, undefined, testKey)).toMatchObject(refused);
  });

  it.each<[unknown, string]>([
    [{}, "address"],
    [{ address: "4155550100" }, "address"],
    [{ address: "kim@example.com\u0000" }, "address"],
    [{ address: "+14155550100", name: "" }, "name"],
    [{ address: "+14155550100", adress: "x" }, "adress"],
    [{ address: ["+14155550100"] }, "address"],
  ])("are not %j", async (body, param) => {
    expect(await add(body)).toMatchObject({ status: 400, body: { error: { param } } });
  });

  it("added many times at once are there once", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => add({ address: "ann@example.com" })));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(new Set(answers.map(({ body }) => body["id"])).size).toBe(1);
  });
});

describe("a conversation of test mode", () => {
  const reaching = (channel: object, more: object = {}, headers?: Record<string, string>) =>
    app.call("POST", "/conversations", { agent_id: agentId, channel, ...more }, headers);
  const channels = [
    [{ type: "phone", callee_no: "+4930901820" }, "channel.callee_no"],
    [{ type: "sms", callee_no: "+4930901820" }, "channel.callee_no"],
    [{ type: "email", to: "Someone@Example.org" }, "channel.to"],
  ] as const;

  it.each(channels)("by %j reaches nobody who is not listed", async (channel, param) => {
    for (const answer of [
      await reaching(channel, { livemode: false }),
      await reaching(channel, {}, testKey),
      await reaching(channel, { livemode: false }, testKey),
    ]) {
      expect(answer).toMatchObject({
        status: 403,
        body: { error: { type: "permission", code: "not_a_test_address", param } },
      });
      expect(answer.body["error"].message).not.toMatch(/4930901820|example\.org/i);
    }
  });

  it.each(channels)("by %j reaches whoever is listed, and live mode anybody", async (channel, _) => {
    const address = "to" in channel ? channel.to : channel.callee_no;
    await add({ address });
    // This installation has no such channel, which is what is said next.
    const unavailable = { status: 400, body: { error: { code: "channel_unavailable" } } };
    expect(await reaching(channel, { livemode: false })).toMatchObject(unavailable);
    await remove(address);
    expect(await reaching(channel, { livemode: false })).toMatchObject({ status: 403 });
    expect(await reaching(channel)).toMatchObject(unavailable);
  });

  it("on which the user comes to the agent asks for no address", async () => {
    expect((await reaching({ type: "chat_realtime" }, { livemode: false })).status).toBe(200);
  });
});
