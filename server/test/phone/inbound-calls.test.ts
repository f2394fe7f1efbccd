import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { LiveConversations } from "../../src/services/live-conversations.ts";
import { textOfMessage } from "../../src/testing/fake-model-server.ts";
import { type PhoneApp, startPhoneApp, THEIRS } from "../../src/testing/phone-app.ts";
import type { ScriptedIncoming } from "../../src/testing/scripted-phone-network.ts";
import { makeEndpoint } from "../webhooks/webhook-app.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../webhooks/webhook-receiver.ts";

let app: PhoneApp;
let agentId: string;
let receiver: WebhookReceiver;
let numbers = 0;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  app = await startPhoneApp({}, { OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8" });
  agentId = await app.makePhoneAgent();
});

afterAll(async () => {
  app.network.assertFinished();
  await app.stop();
  await receiver.close();
});

beforeEach(() => {
  app.behave = () => ({ pieces: ["Good day."] });
});

/** Has whoever begins a conversation wait for `conversation.setup` until it is answered. */
async function askAboutSetup() {
  const endpoint = await makeEndpoint(app, { url: receiver.url, types: ["conversation.setup"] });
  const before = receiver.received.length;
  let respond = (_context: object): void => undefined;
  receiver.answer = () =>
    new Promise((resolve) => {
      respond = (context) => resolve({ status: 200, body: JSON.stringify({ context }) });
    });
  onTestFinished(() => void app.call("DELETE", endpoint.path));
  return {
    asked: () => vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(before), { timeout: 30_000 }),
    respond: (context: object) => respond(context),
    close: () => app.call("DELETE", endpoint.path),
  };
}

/** Each test has a number of its own. */
async function numberWith(more: Record<string, unknown> = {}): Promise<string> {
  numbers += 1;
  const number = `+1415555${String(2000 + numbers)}`;
  await app.addNumber(number, { agent_id: agentId, ...more });
  return number;
}

const settled = (call: ScriptedIncoming) => vi.waitFor(() => expect(call.isSettled).toBe(true), { timeout: 30_000 });

async function conversationAt(number: string): Promise<Record<string, unknown>> {
  const { body } = await app.call("GET", "/conversations?limit=100&channel_type=phone");
  const found = (body["data"] as { id: string }[]).map(({ id }) => app.show(id));
  const shown = (await Promise.all(found)).find(
    ({ channel }) => (channel as { callee_no: string }).callee_no === number,
  );
  if (shown === undefined) throw new Error(`No conversation at ${number}.`);
  return shown;
}

const ended = (number: string) =>
  vi.waitFor(async () => {
    const shown = await conversationAt(number);
    expect(["queued", "in-progress"]).not.toContain(shown["status"]);
    return shown;
  }, 5_000);

async function callIn(number: string, from: string | null = THEIRS): Promise<ScriptedIncoming> {
  const call = app.network.callIn({ from, to: number });
  await settled(call);
  return call;
}

describe("a call that comes in", () => {
  it("rings, is picked up, greeted aloud, and ends when the caller hangs up", async () => {
    const number = await numberWith();
    const incoming = await callIn(number);
    expect(incoming.isRinging).toBe(true);
    await vi.waitFor(() => expect(incoming.call?.spoken).toBeGreaterThanOrEqual(90), { timeout: 30_000 });
    incoming.call?.hangUpThere();
    const shown = await ended(number);
    expect(shown).toMatchObject({ status: "completed", direction: "inbound", failure_reason: null });
    expect(shown["customer_id"]).toMatch(/^cus_/);
    const log = await app.log(shown["id"] as string);
    expect(log.at(-1)).toMatchObject({ type: "conversation.ended", reason: "user_hung_up", status: "completed" });
    expect(log[0]).toMatchObject({ type: "conversation.setup", channel: { caller_no: THEIRS, callee_no: number } });
  });

  it("is hung up once the agent has ended it and its last words were heard", async () => {
    const number = await numberWith({
      agent_id: await app.makePhoneAgent({ tool: { tools: [{ ns: "syscall", name: "end_conversation" }] } }),
    });
    app.behave = ({ messages }) =>
      messages.some(({ role }) => role === "tool")
        ? { pieces: [] }
        : { pieces: ["Goodbye then."], toolCalls: [{ name: "end_conversation", arguments: "{}" }] };
    const incoming = await callIn(number);
    await vi.waitFor(() => expect(incoming.call?.end).toEqual({ outcome: "hung_up", by: "us" }), { timeout: 30_000 });
    expect(incoming.call?.spoken).toBeGreaterThanOrEqual(120);
    expect(await ended(number)).toMatchObject({ status: "completed" });
  });

  it("knows the customer by their number, and asks about the conversation before it picks up", async () => {
    const setup = await askAboutSetup();
    const number = await numberWith();
    const incoming = app.network.callIn({ from: THEIRS, to: number });
    await setup.asked();
    expect(incoming.isRinging).toBe(true);
    expect(incoming.isSettled).toBe(false);
    setup.respond({ loyalty: "gold" });
    await settled(incoming);
    incoming.call?.hangUpThere();
    const first = await ended(number);
    await setup.close();
    const other = await numberWith();
    (await callIn(other)).call?.hangUpThere();
    expect((await ended(other))["customer_id"]).toBe(first["customer_id"]);
  });

  it("is answered by the agent that a rule names for the caller", async () => {
    const special = await app.makePhoneAgent();
    const number = await numberWith({ rules: [{ caller: "+4179*", agent_id: special }] });
    (await callIn(number, "+41791234567")).call?.hangUpThere();
    expect((await ended(number))["agent_id"]).toMatch(new RegExp(`^${special}@`));
  });

  it.each([
    ["to a number that is none of ours", { to: "+14155559999" }, "unavailable"],
    [
      "from somebody who shows no number, where that is declined",
      { anonymous: true, more: { decline_anonymous: true } },
      "declined",
    ],
    ["where no agent is set", { more: { agent_id: null } }, "unavailable"],
    ["where the roll-out is nought", { more: { rollout_percent: 0 } }, "unavailable"],
  ] as const)("is declined %s", async (_, given, why) => {
    const number = "to" in given ? given.to : await numberWith({ ...given.more });
    const incoming = await callIn(number, "anonymous" in given ? null : THEIRS);
    expect(incoming.declined).toBe(why);
  });

  it.each([
    ["no agent is set", { agent_id: null }],
    ["the roll-out leaves the caller out", { rollout_percent: 0 }],
  ])("is sent on to the fallback number where %s", async (_, more) => {
    const number = await numberWith({ ...more, fallback_number: "+14155550777" });
    expect((await callIn(number)).redirected).toBe("+14155550777");
  });

  it("is sent on where every line of the number is taken, and answered once one is free", async () => {
    const number = await numberWith({ max_calls: 1, fallback_number: "+14155550777" });
    const first = await callIn(number);
    expect((await callIn(number, "+14155550124")).redirected).toBe("+14155550777");
    first.call?.hangUpThere();
    await ended(number);
    await vi.waitFor(async () => expect((await callIn(number, "+14155550125")).call).not.toBeNull(), {
      timeout: 30_000,
    });
  });

  it("is sent on where the agent lacks what it needs", async () => {
    const needs = await app.makeAgent("Answer $name.", {
      runtime: { model: "fake/main", variables: [{ name: "name", description: "A name." }] },
    });
    const number = await numberWith({ agent_id: needs, fallback_number: "+14155550777" });
    expect((await callIn(number)).redirected).toBe("+14155550777");
  });

  it("whose caller gives up while it rings is noted as not answered", async () => {
    const setup = await askAboutSetup();
    const number = await numberWith();
    const incoming = app.network.callIn({ from: THEIRS, to: number });
    await setup.asked();
    incoming.giveUp();
    setup.respond({});
    const shown = await ended(number);
    expect(shown).toMatchObject({ status: "no-answer", failure_reason: { code: "caller_gave_up" }, started_at: null });
    await setup.close();
  });

  it("that cannot be picked up leaves no conversation behind", async () => {
    const opening = vi.spyOn(LiveConversations.prototype, "take").mockRejectedValueOnce(new Error("It broke."));
    onTestFinished(() => void opening.mockRestore());
    const number = await numberWith();
    expect((await callIn(number)).declined).toBe("unavailable");
    expect(await ended(number)).toMatchObject({ status: "failed", failure_reason: { code: "interrupted" } });
  });

  it("may not be sent on to a number of ours", async () => {
    const number = await numberWith();
    const { body } = await app.call("POST", "/phone_numbers", { number: "+14155556001", fallback_number: number });
    expect(body).toMatchObject({ error: { code: "invalid_field", param: "fallback_number" } });
  });
});

describe("somebody on the telephone", () => {
  it("presses keys that are events, and up to the hash a message that answers the agent", async () => {
    const number = await numberWith();
    const incoming = await callIn(number);
    const asked = app.requests.length;
    await vi.waitFor(() => expect(incoming.call?.spoken).toBeGreaterThan(0), { timeout: 30_000 });
    incoming.call?.press("1234#");
    await vi.waitFor(() => expect(app.requests.length).toBeGreaterThan(asked), { timeout: 30_000 });
    const last = () => textOfMessage(app.requests.at(-1)?.messages.at(-1) ?? { role: "user" });
    await vi.waitFor(() => expect(last()).toContain("[keys pressed: 1234#]"), { timeout: 30_000 });
    incoming.call?.hangUpThere();
    const log = await app.log((await ended(number))["id"] as string);
    const digits = log.filter(({ type }) => type === "user.dtmf.received").map(({ digit }) => digit as string);
    expect(digits.join("")).toBe("1234#");
  });

  it("who presses no hash is answered after a pause", { timeout: 30_000 }, async () => {
    const number = await numberWith();
    const incoming = await callIn(number);
    incoming.call?.press("7");
    const said = () => app.requests.flatMap(({ messages }) => messages.map(textOfMessage));
    await vi.waitFor(() => expect(said().some((text) => text.includes("[keys pressed: 7]"))).toBe(true), {
      timeout: 30_000,
    });
    incoming.call?.hangUpThere();
    await ended(number);
  });

  it("who puts the agent on hold hears nothing until they come back", async () => {
    const number = await numberWith();
    const incoming = await callIn(number);
    await vi.waitFor(() => expect(incoming.call?.spoken).toBeGreaterThanOrEqual(90), { timeout: 30_000 });
    incoming.call?.watch.onHeld(true);
    const frames = incoming.call?.framesSent ?? 0;
    incoming.call?.press("5#");
    const last = () => textOfMessage(app.requests.at(-1)?.messages.at(-1) ?? { role: "user" });
    await vi.waitFor(() => expect(last()).toContain("[keys pressed: 5#]"), { timeout: 30_000 });
    expect(incoming.call?.framesSent).toBe(frames);
    incoming.call?.watch.onHeld(false);
    await vi.waitFor(() => expect(incoming.call?.framesSent).toBeGreaterThan(frames), { timeout: 30_000 });
    incoming.call?.hangUpThere();
    const log = await app.log((await ended(number))["id"] as string);
    expect(log.filter(({ type }) => type === "user.hold.changed").map(({ is_held }) => is_held as boolean)).toEqual([
      true,
      false,
    ]);
  });
});

describe("an installation that listens to calls", () => {
  it("counts them, and takes down those that nobody answered", async () => {
    await callIn("+14155559998");
    const metrics = await fetch(`${app.url}/metrics`, { headers: { authorization: `Bearer ${app.key}` } });
    expect(await metrics.text()).toMatch(
      /operator_phone_calls_total\{direction="inbound",network="twilio",outcome="turned_away"\} [1-9]/,
    );
    await vi.waitFor(async () => {
      const { body } = await app.call("GET", "/logs?kind=phone_call&outcome=refused");
      const [entry] = body["data"] as { details: { why: string } }[];
      expect(entry?.details.why).toBe("unknown_number");
    });
  });
});
