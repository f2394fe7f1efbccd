import { type AddressInfo, createServer } from "node:net";
import twilio from "twilio";
import { afterEach, describe, expect, it } from "vitest";
import { messageForm, OURS, postAsTwilio, type SmsWorld, startSmsWorld, THEIRS } from "./sms-world.ts";
import { type TakenMessage, TWILIO_ACCOUNT } from "./twilio-server.ts";

let world: SmsWorld | null = null;

afterEach(async () => {
  await world?.stop();
  world = null;
});

const within = { timeout: 30_000 };

/** Finds a port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a platform whose agent has written to somebody. */
async function written(words: string): Promise<SmsWorld & { sent: readonly TakenMessage[]; conversation: string }> {
  world = await startSmsWorld(() => words);
  const { app, agentId, messages, carrier } = world;
  const channel = { type: "sms", callee_no: THEIRS };
  const { body } = await app.call("POST", "/conversations", { agent_id: agentId, channel });
  const status = async () => (await messages())[0]?.["status"];
  await expect.poll(status, within).toBe("sent");
  return { ...world, sent: carrier.taken, conversation: body["id"] as string };
}

const only = async ({ messages }: SmsWorld) => (await messages("direction=outbound"))[0];

describe("a report of the carrier", () => {
  it("changes the message, in whatever order reports come and however often", async () => {
    const test = await written("Hello");
    const [first] = test.sent as [TakenMessage];
    expect((await test.report(first, "queued")).status).toBe(200);
    expect(await only(test)).toMatchObject({ status: "sent" });
    for (const status of ["delivered", "sent", "delivered", "queued", "undelivered", "no-such-status-yet"]) {
      await test.report(first, status, { ErrorCode: "30003" });
      expect(await only(test)).toMatchObject({ status: "delivered", error: null });
    }
  });

  it("of each part counts: the message has arrived when all of it has", async () => {
    const test = await written("This is a sentence of the answer. ".repeat(100).trim());
    expect(test.sent.length).toBe(3);
    const [one, two, three] = test.sent as [TakenMessage, TakenMessage, TakenMessage];
    await test.report(three, "delivered");
    await test.report(one, "delivered");
    expect(await only(test)).toMatchObject({ status: "sent", parts: 3 });
    await test.report(two, "delivered");
    expect(await only(test)).toMatchObject({ status: "delivered" });
  });

  it("that it did not arrive says why, and the conversation goes on", async () => {
    const test = await written("Hello");
    const [first] = test.sent as [TakenMessage];
    await test.report(first, "undelivered", { ErrorCode: "30003" });
    expect(await only(test)).toMatchObject({ status: "failed", error: { code: "undelivered" } });
    expect((await only(test))?.["error"]).toMatchObject({ message: expect.stringContaining("30003") });
    const { body } = await test.app.call("GET", `/conversations/${test.conversation}`);
    expect(body["status"]).toBe("in-progress");
  });

  it("that the number does not exist ends the conversation as failed", async () => {
    const test = await written("Hello");
    const [first] = test.sent as [TakenMessage];
    await test.report(first, "failed", { ErrorCode: "30005" });
    const show = async () => (await test.app.call("GET", `/conversations/${test.conversation}`)).body;
    await expect.poll(async () => (await show())["status"], within).toBe("failed");
    expect((await show())["failure_reason"]).toMatchObject({ code: "invalid_address" });
  });

  it("about another message, a part that never was, or nothing at all changes nothing", async () => {
    const test = await written("Hello");
    const [first] = test.sent as [TakenMessage];
    const base = first.statusCallback.replace(/\/\d+$/, "");
    expect((await test.report({ ...first, sid: "SM-another" }, "delivered")).status).toBe(200);
    expect((await test.report({ ...first, statusCallback: `${base}/1` }, "delivered")).status).toBe(200);
    expect(
      (await test.report({ ...first, statusCallback: base.replace(/msg_.*/, "msg_00000000000/0") }, "delivered"))
        .status,
    ).toBe(200);
    expect(await only(test)).toMatchObject({ status: "sent" });
    expect((await test.report({ ...first, statusCallback: `${base}/-1` }, "delivered")).status).toBe(400);
    expect((await postAsTwilio(first.statusCallback, {})).status).toBe(400);
    expect(
      (await postAsTwilio(first.statusCallback, { MessageSid: first.sid, MessageStatus: "__proto__" })).status,
    ).toBe(400);
  });

  it("that is forged is refused and changes nothing", async () => {
    const test = await written("Hello");
    const [first] = test.sent as [TakenMessage];
    const form = { MessageSid: first.sid, MessageStatus: "failed", ErrorCode: "21610" };
    expect((await postAsTwilio(first.statusCallback, form, "another token")).status).toBe(403);
    expect(await only(test)).toMatchObject({ status: "sent" });
  });
});

describe("a message that does not come from the carrier", () => {
  const forged = async (test: SmsWorld, headers: Record<string, string>, body?: string) =>
    fetch(`${test.app.url}/carriers/twilio/messages`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: body ?? new URLSearchParams(messageForm({ sid: "SM1", body: "Forged" })).toString(),
    });

  it("is refused, nothing of it is stored, and the refusal says what to look at", async () => {
    world = await startSmsWorld(() => "Hello");
    const url = `${world.app.url}/carriers/twilio/messages`;
    for (const headers of [
      {},
      { "x-twilio-signature": "" },
      { "x-twilio-signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" },
    ]) {
      const answer = await forged(world, headers);
      expect(answer.status).toBe(403);
      expect(((await answer.json()) as { error: { message: string } }).error.message).toContain("OPERATOR_PUBLIC_URL");
    }
    expect((await postAsTwilio(url, messageForm({ sid: "SM1", body: "Forged" }), "another token")).status).toBe(403);
    expect(await world.messages()).toEqual([]);
    const log = await world.app.call("GET", "/logs?kind=api_request&limit=50");
    expect(JSON.stringify(log.body)).not.toContain("Forged");
    expect(JSON.stringify(log.body)).not.toContain(THEIRS);
  });

  it("counts against the limit of whoever sends it", async () => {
    world = await startSmsWorld(() => "Hello", { variables: { OPERATOR_RATE_LIMIT: "20" } });
    const statuses: number[] = [];
    for (let count = 0; count < 25; count += 1) statuses.push((await forged(world, {})).status);
    expect([...new Set(statuses)]).toEqual([403, 429]);
    expect(await world.messages()).toEqual([]);
  });

  it("is refused as JSON, without the fields of a message, and where the platform has no carrier", async () => {
    world = await startSmsWorld(() => "Hello");
    const url = `${world.app.url}/carriers/twilio/messages`;
    expect((await forged(world, { "content-type": "application/json" }, "{}")).status).toBe(400);
    expect((await postAsTwilio(url, { Body: "Hello", To: OURS })).status).toBe(400);
    expect((await postAsTwilio(url, {})).status).toBe(400);
    expect(await world.messages()).toEqual([]);
  });

  it("is answered as signed for where the proxy is reached", async () => {
    const port = await freePort();
    const publicUrl = `http://localhost:${port}`;
    const variables = { PORT: String(port), OPERATOR_PUBLIC_URL: `${publicUrl}/` };
    world = await startSmsWorld((heard) => `You said: ${heard}`, { variables });
    const form = messageForm({ sid: "SM1", body: "Hello" });
    const path = "/carriers/twilio/messages?from=proxy";
    const signature = twilio.getExpectedTwilioSignature(TWILIO_ACCOUNT.token, `${publicUrl}${path}`, form);
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: "POST",
      headers: { "x-twilio-signature": signature, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
    });
    expect(answer.status).toBe(200);
    await expect.poll(() => world?.carrier.taken.map(({ body }) => body), within).toEqual(["You said: Hello"]);
    expect(world.carrier.taken[0]?.statusCallback).toContain(`${publicUrl}/carriers/twilio/status/msg_`);
  });
});
