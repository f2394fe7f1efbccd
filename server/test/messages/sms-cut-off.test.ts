import { afterEach, describe, expect, it } from "vitest";
import { type SmsWorld, startSmsWorld, THEIRS } from "./sms-world.ts";
import type { Reaction, TakenMessage } from "./twilio-server.ts";

let world: SmsWorld | null = null;

afterEach(async () => {
  await world?.stop();
  world = null;
});

const within = { timeout: 30_000 };
const SURE_AFTER = 1_500;

/** Starts a platform whose agent says `words`, and lets it write to somebody whose carrier reacts so. */
async function writing(reactions: readonly Reaction[], words = "Hello"): Promise<SmsWorld> {
  world = await startSmsWorld(() => words, { seams: { sureAfter: SURE_AFTER } });
  world.carrier.script.push(...reactions);
  const { app, agentId } = world;
  await app.call("POST", "/conversations", { agent_id: agentId, channel: { type: "sms", callee_no: THEIRS } });
  return world;
}

const only = async ({ messages }: SmsWorld) => (await messages("direction=outbound"))[0];

describe("a message whose handing over was cut off", () => {
  it("and that had been taken is found at the carrier, and not sent again", async () => {
    const test = await writing([{ takesAndBreaks: true }]);
    await expect.poll(() => only(test), within).toMatchObject({ status: "sent", attempts: 1 });
    expect((await only(test))?.["carrier_id"]).toBe(test.carrier.taken[0]?.sid);
    expect(test.carrier.taken.length).toBe(1);
    expect(test.carrier.lookUps()).toBe(1);
  });

  it("and that had not been taken is sent again once that is sure", async () => {
    const test = await writing([{ breaks: true }]);
    const began = performance.now();
    await expect.poll(() => only(test), within).toMatchObject({ status: "sent", attempts: 2 });
    expect(performance.now() - began).toBeGreaterThan(SURE_AFTER / 2);
    expect(test.carrier.taken.length).toBe(1);
    expect(test.carrier.lookUps()).toBeGreaterThan(1);
  });

  it("by a fault of the carrier is looked for as well", async () => {
    const test = await writing([{ refuses: { status: 500, code: 20500 } }]);
    await expect.poll(() => only(test), within).toMatchObject({ status: "sent", attempts: 2 });
    expect(test.carrier.taken.length).toBe(1);
  });

  it("is told from one with the same words that went out just before", async () => {
    const test = await writing([]);
    await expect.poll(() => only(test), within).toMatchObject({ status: "sent" });
    test.carrier.script.push({ breaks: true });
    await test.receive({ sid: "SM1", body: "Say it again" });
    await expect.poll(async () => (await test.messages("direction=outbound&status=sent")).length, within).toBe(2);
    expect(test.carrier.taken.map(({ body }) => body)).toEqual(["Hello", "Hello"]);
  });

  it("in its second part goes on with that part", async () => {
    const words = "This is a sentence of the answer. ".repeat(100).trim();
    const test = await writing([{ takesAndWaitsFor: Promise.resolve() }, { takesAndBreaks: true }], words);
    await expect.poll(() => only(test), within).toMatchObject({ status: "sent", parts: 3 });
    expect(test.carrier.taken.map(({ body }) => body).join(" ")).toBe(words);
  });

  it("is known to be taken when the carrier reports on it first", async () => {
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const test = await writing([{ takesAndWaitsFor: answered }]);
    await expect.poll(() => test.carrier.taken.length, within).toBe(1);
    const [first] = test.carrier.taken as [TakenMessage];
    await test.report(first, "delivered");
    expect(await only(test)).toMatchObject({ status: "delivered", carrier_id: first.sid });
    answer();
    await test.receive({ sid: "SM1", body: "And?" });
    await expect.poll(() => test.carrier.taken.length, within).toBe(2);
    expect(await test.messages(`status=delivered`)).toMatchObject([{ carrier_id: first.sid, attempts: 1 }]);
  });
});
