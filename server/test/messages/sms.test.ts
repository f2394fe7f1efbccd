import { afterEach, describe, expect, it } from "vitest";
import { OURS, type Say, type SmsWorld, startSmsWorld, THEIRS } from "./sms-world.ts";

let world: SmsWorld | null = null;

async function open(say: Say, options: Parameters<typeof startSmsWorld>[1] = {}): Promise<SmsWorld> {
  world = await startSmsWorld(say, options);
  return world;
}

afterEach(async () => {
  await world?.stop();
  world = null;
});

const bodies = ({ carrier }: SmsWorld) => carrier.taken.map(({ body }) => body);
const within = { timeout: 30_000 };

describe("a text message", () => {
  it("opens a conversation with the agent of the number, and the answer goes back by text message", async () => {
    const { app, carrier, agentId, receive, messages } = await open((heard) => `You said: ${heard}`);
    const answer = await receive({ sid: "SM1", body: "Hello" });
    expect(answer).toEqual({
      status: 200,
      type: "text/xml",
      text: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>',
    });
    await expect.poll(() => carrier.taken.length, within).toBe(1);
    expect(carrier.taken[0]).toMatchObject({ from: OURS, to: THEIRS, body: "You said: Hello" });
    await expect.poll(async () => (await messages()).map(({ status }) => status), within).toEqual(["sent", "taken"]);
    const [out, into] = await messages();
    expect(into).toMatchObject({ direction: "inbound", from: THEIRS, to: OURS, text: "Hello", carrier_id: "SM1" });
    expect(out).toMatchObject({ direction: "outbound", attempts: 1, parts: 1, carrier_id: carrier.taken[0]?.sid });
    const conversation = await app.call("GET", `/conversations/${into?.["conversation_id"] as string}`);
    expect(conversation.body).toMatchObject({
      agent_id: `${agentId}@v0`,
      channel_type: "sms",
      direction: "inbound",
      status: "in-progress",
      channel: { caller_no: THEIRS, callee_no: OURS },
    });
    expect(conversation.body["customer_id"]).toMatch(/^cus_/);
  });

  it("goes on with the open conversation, and is taken once however often it is brought", async () => {
    const test = await open((heard) => `You said: ${heard}`);
    await test.receive({ sid: "SM1", body: "One" });
    await expect.poll(() => bodies(test), within).toEqual(["You said: One"]);
    for (let time = 0; time < 3; time += 1) await test.receive({ sid: "SM2", body: "Two" });
    await expect.poll(() => bodies(test), within).toEqual(["You said: One", "You said: Two"]);
    await test.receive({ sid: "SM1", body: "One" });
    const inbound = await test.messages("direction=inbound");
    expect(inbound.map(({ carrier_id }) => carrier_id)).toEqual(["SM2", "SM1"]);
    expect(new Set(inbound.map(({ conversation_id }) => conversation_id)).size).toBe(1);
  });

  it("of a burst is answered with the others once, in their order", async () => {
    const test = await open((heard) => `Heard: ${heard.split("\n").join(",")}`);
    await test.app.call("PUT", `/conversational_agents/${test.agentId}`, {
      config: {
        runtime: { model: "fake/model", prompt: { type: "fixed", text: "You answer." } },
        channel: { quiet_time_ms: 1_000 },
      },
    });
    await test.app.call("POST", `/conversational_agents/${test.agentId}@v1/release`);
    const numbers = Array.from({ length: 20 }, (_, index) => String(index));
    for (const number of numbers) await test.receive({ sid: `SM${number}`, body: number });
    await expect.poll(() => bodies(test), within).toEqual([`Heard: ${numbers.join(",")}`]);
  });

  it("with files names them to the agent", async () => {
    const test = await open((heard) => heard);
    const more = { NumMedia: "1", MediaUrl0: "https://api.twilio.com/x", MediaContentType0: "image/jpeg" };
    await test.receive({ sid: "MM1", body: "Look", more });
    await expect.poll(() => bodies(test), within).toEqual(["Look\n[Attachment: without a name, image/jpeg]"]);
    expect((await test.messages("direction=inbound"))[0]).toMatchObject({
      attachments: [{ filename: null, type: "image/jpeg", size: null }],
    });
  });

  it("of a megabyte, with characters that no database takes, is cut and answered", async () => {
    const test = await open((heard) => `${heard.length > 32_000 && heard.includes("[Cut here: ")}`);
    await test.receive({ sid: "SM1", body: `\u0000${"x".repeat(900_000)}` });
    await expect.poll(() => bodies(test), within).toEqual(["true"]);
    const form = { MessageSid: "SM2", From: THEIRS, To: OURS, Body: "x".repeat(1_100_000) };
    const answer = await fetch(`${test.app.url}/carriers/twilio/messages`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
    });
    expect(answer.status).toBe(413);
  });

  it("to a number that nobody knows, or at which nobody answers, is kept as rejected with the reason", async () => {
    const test = await open(() => "Hello");
    await test.receive({ sid: "SM1", body: "Anybody?", to: "+14155550199" });
    await test.app.call("PATCH", `/phone_numbers/${test.numberId}`, { agent_id: null });
    await test.receive({ sid: "SM2", body: "Anybody?" });
    await expect
      .poll(
        async () =>
          (await test.messages()).map(({ status, error }) => [status, (error as { code: string } | null)?.code]),
        within,
      )
      .toEqual([
        ["rejected", "nobody_answers"],
        ["rejected", "nobody_answers"],
      ]);
    expect(test.carrier.taken).toEqual([]);
  });

  it("to an agent that needs what nobody said is kept as rejected with the reason", async () => {
    const test = await open(() => "Hello");
    const agentId = await test.app.makeAgent("You serve $shop.", {
      runtime: {
        model: "fake/model",
        variables: [{ name: "shop" }],
        prompt: { type: "fixed", text: "You serve $shop." },
      },
    });
    await test.app.call("PATCH", `/phone_numbers/${test.numberId}`, { agent_id: agentId });
    await test.receive({ sid: "SM1", body: "Hello" });
    await expect
      .poll(async () => (await test.messages()).map(({ status, error }) => ({ status, error })), within)
      .toMatchObject([{ status: "rejected", error: { code: "missing_variables" } }]);
  });
});

describe("a conversation of text messages that the platform opens", () => {
  const create = ({ app, agentId }: SmsWorld, channel: object, more = {}) =>
    app.call("POST", "/conversations", { agent_id: agentId, channel: { type: "sms", ...channel }, ...more });

  it("begins by itself, from the default number, and goes on with the person's answer", async () => {
    const test = await open((heard) => (heard.includes("Fine") ? "Good." : "How are you?"));
    const { status, body } = await create(test, { callee_no: THEIRS });
    expect(status).toBe(200);
    expect(body["channel"]).toMatchObject({ callee_no: THEIRS, caller_no: OURS });
    await expect.poll(() => bodies(test), within).toEqual(["How are you?"]);
    await test.receive({ sid: "SM1", body: "Fine" });
    await expect.poll(() => bodies(test), within).toEqual(["How are you?", "Good."]);
    const messages = await test.messages(`conversation_id=${body["id"] as string}`);
    expect(messages.map(({ direction }) => direction)).toEqual(["outbound", "inbound", "outbound"]);
  });

  it("is refused from a number that is not the installation's, or is of the other mode", async () => {
    const test = await open(() => "Hello");
    const foreign = await create(test, { callee_no: THEIRS, caller_no: "+14155550199" });
    expect(foreign).toMatchObject({
      status: 400,
      body: { error: { code: "channel_unavailable", param: "channel.caller_no" } },
    });
    await test.app.call("POST", "/test_addresses", { address: THEIRS });
    const other = await create(test, { callee_no: THEIRS }, { livemode: false });
    expect(other).toMatchObject({ status: 400, body: { error: { code: "channel_unavailable" } } });
    expect(other.body["error"].message).toContain("POST /phone_numbers");
  });

  it("ends as failed when its person has no such number, and says so", async () => {
    const test = await open(() => "Hello");
    test.carrier.script.push({ refuses: { status: 400, code: 21211, message: "Not a valid number." } });
    const { body } = await create(test, { callee_no: THEIRS });
    const show = async () => (await test.app.call("GET", `/conversations/${body["id"] as string}`)).body;
    await expect.poll(async () => (await show())["status"], within).toBe("failed");
    expect((await show())["failure_reason"]).toMatchObject({ code: "invalid_address" });
    expect(await test.messages()).toMatchObject([{ status: "failed", error: { code: "invalid_address" } }]);
  });

  it("waits for a carrier that is busy, and then sends what was to be said, once", async () => {
    const test = await open(() => "Hello");
    test.carrier.script.push({ refuses: { status: 429, code: 20429 } });
    await create(test, { callee_no: THEIRS });
    await expect
      .poll(async () => (await test.messages())[0], within)
      .toMatchObject({ status: "pending", error: { code: "carrier_busy" } });
    await expect.poll(() => bodies(test), { timeout: 20_000 }).toEqual(["Hello"]);
    await expect
      .poll(async () => (await test.messages())[0], within)
      .toMatchObject({ status: "sent", attempts: 2, error: null });
  }, 30_000);

  it("says long things in several messages, in their order", async () => {
    const sentences = Array.from({ length: 120 }, (_, index) => `This is sentence number ${index} of the answer.`);
    const test = await open(() => sentences.join(" "));
    await create(test, { callee_no: THEIRS });
    await expect.poll(async () => (await test.messages())[0]?.["status"], within).toBe("sent");
    expect(bodies(test).length).toBeGreaterThan(2);
    expect(bodies(test).join(" ")).toBe(sentences.join(" "));
    expect((await test.messages())[0]).toMatchObject({ parts: bodies(test).length, text: sentences.join(" ") });
  });
});
