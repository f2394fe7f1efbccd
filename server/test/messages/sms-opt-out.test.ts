import { afterEach, describe, expect, it } from "vitest";
import { type Say, type SmsWorld, startSmsWorld, THEIRS } from "./sms-world.ts";

let world: SmsWorld | null = null;

async function open(say: Say): Promise<SmsWorld> {
  world = await startSmsWorld(say);
  return world;
}

afterEach(async () => {
  await world?.stop();
  world = null;
});

const within = { timeout: 30_000 };
const bodies = ({ carrier }: SmsWorld) => carrier.taken.map(({ body }) => body);
const create = ({ app, agentId }: SmsWorld) =>
  app.call("POST", "/conversations", { agent_id: agentId, channel: { type: "sms", callee_no: THEIRS } });
const inbound = async ({ messages }: SmsWorld) =>
  (await messages("direction=inbound")).map(({ text, status, keyword }) => [text, status, keyword]);

describe("who sends STOP", () => {
  it("gets nothing more, no agent is asked, and the conversation ends as failed", async () => {
    const test = await open((heard) => `You said: ${heard}`);
    await test.receive({ sid: "SM1", body: "Hello" });
    await expect.poll(() => bodies(test), within).toEqual(["You said: Hello"]);
    const asked = test.model.requestCount();
    await test.receive({ sid: "SM2", body: " stop\n" });
    await expect
      .poll(() => inbound(test), within)
      .toEqual([
        [" stop\n", "taken", "stop"],
        ["Hello", "taken", null],
      ]);
    const [{ conversation_id }] = (await test.messages("direction=inbound")) as [{ conversation_id: string }];
    const shown = await test.app.call("GET", `/conversations/${conversation_id}`);
    expect(shown.body).toMatchObject({ status: "failed", failure_reason: { code: "opted_out" } });
    const refused = await create(test);
    expect(refused).toMatchObject({
      status: 400,
      body: { error: { code: "invalid_field", param: "channel.callee_no" } },
    });
    expect(refused.body["error"].message).toContain("START");
    expect(test.model.requestCount()).toBe(asked);
    expect(bodies(test)).toEqual(["You said: Hello"]);
  });

  it("gets nothing of what the agent is about to say, either", async () => {
    const test = await open((heard) =>
      heard.includes("Later") ? { pieces: ["Too late."], firstPieceAfter: 1_500 } : "Yes?",
    );
    await test.receive({ sid: "SM1", body: "Hello" });
    await expect.poll(() => bodies(test), within).toEqual(["Yes?"]);
    const before = test.model.requestCount();
    await test.receive({ sid: "SM2", body: "Later" });
    await expect.poll(() => test.model.requestCount(), within).toBe(before + 1);
    await test.receive({ sid: "SM3", body: "STOP" });
    await expect.poll(async () => (await inbound(test))[0], within).toEqual(["STOP", "taken", "stop"]);
    await expect.poll(() => test.model.openCount(), within).toBe(0);
    expect((await test.messages("direction=outbound&status=sent")).map(({ text }) => text)).toEqual(["Yes?"]);
    expect(bodies(test)).toEqual(["Yes?"]);
  });

  it("fails what was still to be sent, and what is ordered to be sent once more", async () => {
    const test = await open(() => "Hello");
    test.carrier.script.push({ refuses: { status: 429, code: 20429, retryAfter: 3_600 } });
    expect((await create(test)).status).toBe(200);
    const waiting = { status: "pending", error: { code: "carrier_busy" } };
    await expect.poll(async () => (await test.messages())[0], within).toMatchObject(waiting);
    await test.receive({ sid: "SM1", body: "STOPALL" });
    const outbound = async () => (await test.messages("direction=outbound"))[0] as { id: string };
    await expect.poll(outbound, within).toMatchObject({ status: "failed", error: { code: "opted_out" } });
    await test.app.call("POST", `/messages/${(await outbound()).id}/resend`);
    await expect.poll(outbound, within).toMatchObject({ status: "failed", error: { code: "opted_out" } });
    expect(bodies(test)).toEqual([]);
  });

  it("is heard again after START, which is no agent's to answer; YES of anybody else is", async () => {
    const test = await open((heard) => `You said: ${heard}`);
    await test.receive({ sid: "SM1", body: "Yes" });
    await expect.poll(() => bodies(test), within).toEqual(["You said: Yes"]);
    await test.receive({ sid: "SM2", body: "Quit" });
    await expect.poll(async () => (await inbound(test))[0], within).toEqual(["Quit", "taken", "stop"]);
    await test.receive({ sid: "SM3", body: "yes" });
    await expect.poll(async () => (await inbound(test))[0], within).toEqual(["yes", "taken", "start"]);
    await test.receive({ sid: "SM4", body: "Hello again" });
    await expect.poll(() => bodies(test), within).toEqual(["You said: Yes", expect.stringContaining("Hello again")]);
    expect((await create(test)).status).toBe(200);
  });

  it("is nobody else, and means the one number only", async () => {
    const test = await open((heard) => `You said: ${heard}`);
    const other = "+14155550101";
    await test.app.call("POST", "/phone_numbers", { number: other, agent_id: test.agentId });
    await test.receive({ sid: "SM1", body: "STOP" });
    await expect.poll(async () => (await inbound(test))[0], within).toEqual(["STOP", "taken", "stop"]);
    await test.receive({ sid: "SM2", body: "Hello", to: other });
    await test.receive({ sid: "SM3", body: "Good day", from: "+14155550124" });
    await expect.poll(() => bodies(test).sort(), within).toEqual(["You said: Good day", "You said: Hello"]);
  });
});

describe("a carrier", () => {
  it("that says itself that somebody opted out is believed, and not asked again", async () => {
    const test = await open(() => "Hello");
    test.carrier.script.push({ refuses: { status: 400, code: 21610, message: "Unsubscribed." } });
    const { body } = await create(test);
    const show = async () => (await test.app.call("GET", `/conversations/${body["id"] as string}`)).body;
    await expect.poll(async () => (await show())["status"], within).toBe("failed");
    expect((await show())["failure_reason"]).toMatchObject({ code: "opted_out" });
    expect((await create(test)).status).toBe(400);
  });

  it("that reads other words as STOP and HELP is believed", async () => {
    const test = await open((heard) => `You said: ${heard}`);
    await test.receive({ sid: "SM1", body: "Hilfe", more: { OptOutType: "HELP" } });
    await test.receive({ sid: "SM2", body: "Aus", more: { OptOutType: "STOP" } });
    await expect
      .poll(() => inbound(test), within)
      .toEqual([
        ["Aus", "taken", "stop"],
        ["Hilfe", "taken", "help"],
      ]);
    expect((await create(test)).status).toBe(400);
    expect(bodies(test)).toEqual([]);
  });
});
