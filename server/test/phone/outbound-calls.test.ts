import WebSocket from "ws";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { CallOrder } from "../../src/ports/telephony.ts";
import { LiveConversation } from "../../src/services/live-conversation.ts";
import { textOfMessage } from "../../src/testing/fake-model-server.ts";
import { OURS, type PhoneApp, startPhoneApp, THEIRS } from "../../src/testing/phone-app.ts";
import type { ScriptedCall, ScriptedParty } from "../../src/testing/scripted-phone-network.ts";

const RATE = 8_000;

let app: PhoneApp;
let agentId: string;
let party: (order: CallOrder) => ScriptedParty;

beforeAll(async () => {
  app = await startPhoneApp({ party: (order) => party(order) });
  agentId = await app.makePhoneAgent();
  await app.addNumber(OURS, { agent_id: agentId, is_default: true });
});

afterAll(async () => {
  app.network.assertFinished();
  await app.stop();
});

beforeEach(() => {
  app.behave = () => ({ pieces: ["Good day."] });
  party = () => ({ does: "answer" });
});

const ended = (id: string) =>
  vi.waitFor(
    async () => {
      const shown = await app.show(id);
      expect(["queued", "in-progress"]).not.toContain(shown["status"]);
      return shown;
    },
    { timeout: 30_000 },
  );

/** The call that was made last, once it was. */
async function dialled(work: () => Promise<string>): Promise<{ id: string; call: ScriptedCall }> {
  const before = app.network.calls.length;
  const id = await work();
  await vi.waitFor(() => expect(app.network.calls.length).toBeGreaterThan(before), { timeout: 30_000 });
  return { id, call: app.network.calls.at(-1) as ScriptedCall };
}

function tone(hz: number, duration: number): Int16Array {
  return Int16Array.from({ length: (RATE * duration) / 1000 }, (_, at) =>
    Math.round(8_000 * Math.sin((2 * Math.PI * hz * at) / RATE)),
  );
}

/** A sound with overtones, as of a voice. */
function babble(duration: number): Int16Array {
  return Int16Array.from({ length: (RATE * duration) / 1000 }, (_, at) =>
    Math.round([170, 340, 510, 680].reduce((sum, hz) => sum + 2_000 * Math.sin((2 * Math.PI * hz * at) / RATE), 0)),
  );
}

const post = (callee: string, more: object = {}) =>
  app.call("POST", "/conversations", { agent_id: agentId, channel: { type: "phone", callee_no: callee }, ...more });

describe("a call that goes out", () => {
  it("is dialled from the default number, greeted upon answer, and completed when they hang up", async () => {
    const { id, call } = await dialled(() => app.dial(agentId));
    expect(app.network.orders.at(-1)).toMatchObject({ from: OURS, to: THEIRS, ringFor: 30_000, detectMachine: true });
    await vi.waitFor(() => expect(call.spoken).toBeGreaterThanOrEqual(90), { timeout: 30_000 });
    expect(await app.show(id)).toMatchObject({ status: "in-progress", direction: "outbound" });
    call.hangUpThere();
    expect(await ended(id)).toMatchObject({ status: "completed", failure_reason: null });
    expect((await app.log(id)).at(-1)).toMatchObject({ reason: "user_hung_up" });
  });

  it("stays queued while it rings, and says nothing before it is answered", async () => {
    party = () => ({ does: "ring" });
    const { id, call } = await dialled(() => app.dial(agentId));
    expect(await app.show(id)).toMatchObject({ status: "queued", started_at: null });
    expect(call.framesSent).toBe(0);
    expect((await app.call("PATCH", `/conversations/${id}`, { context: { a: 1 } })).status).toBe(409);
    call.finish({ outcome: "no_answer" });
    expect(await ended(id)).toMatchObject({ status: "no-answer", started_at: null, duration_sec: 0 });
  });

  it("comes to no other agent where it is forwarded to us, and a call from its number does once somebody has picked up", async () => {
    party = () => ({ does: "ring" });
    const { id, call } = await dialled(() => app.dial(agentId));
    const forwarded = app.network.callIn({ from: OURS, to: OURS });
    await vi.waitFor(() => expect(forwarded.declined).toBe("declined"), { timeout: 30_000 });
    await vi.waitFor(async () => {
      const { body } = await app.call("GET", "/logs?kind=phone_call&outcome=refused");
      expect((body["data"] as { details: { why: string } }[])[0]?.details.why).toBe("loop");
    });
    call.answer();
    await vi.waitFor(async () => expect(await app.show(id)).toMatchObject({ status: "in-progress" }));
    const fromDesk = app.network.callIn({ from: OURS, to: OURS });
    await vi.waitFor(() => expect(fromDesk.call?.isAnswered).toBe(true), { timeout: 30_000 });
    for (const each of [fromDesk.call, call]) each?.hangUpThere();
    await ended(id);
  });

  it.each<[string, ScriptedParty, object]>([
    ["busy", { does: "end", with: { outcome: "busy" } }, { status: "busy", failure_reason: { code: "busy" } }],
    [
      "not answered",
      { does: "end", with: { outcome: "no_answer" } },
      { status: "no-answer", failure_reason: { code: "no_answer" } },
    ],
    [
      "not possible",
      { does: "end", with: { outcome: "failed", code: "number_invalid", message: "There is no such number." } },
      { status: "failed", failure_reason: { code: "number_invalid", message: "There is no such number." } },
    ],
  ])("that is %s ends so", async (_, scripted, shown) => {
    party = () => scripted;
    expect(await ended(await app.dial(agentId))).toMatchObject(shown);
  });

  it("is given up when its conversation is deleted while it rings", async () => {
    party = () => ({ does: "ring" });
    const { id, call } = await dialled(() => app.dial(agentId));
    expect((await app.call("DELETE", `/conversations/${id}`)).status).toBe(200);
    await vi.waitFor(() => expect(call.end).toEqual({ outcome: "cancelled" }), 30_000);
  });

  it("is given up, or hung up, when its conversation is ended by REST", async () => {
    party = () => ({ does: "ring" });
    const ringing = await dialled(() => app.dial(agentId));
    expect((await app.call("POST", `/conversations/${ringing.id}/end`)).status).toBe(200);
    await vi.waitFor(() => expect(ringing.call.end).toEqual({ outcome: "cancelled" }), 30_000);
    expect(await ended(ringing.id)).toMatchObject({ status: "failed", failure_reason: { code: "cancelled" } });
    party = () => ({ does: "answer" });
    const answered = await dialled(() => app.dial(agentId));
    await vi.waitFor(() => expect(answered.call.spoken).toBeGreaterThan(0), { timeout: 30_000 });
    expect((await app.call("POST", `/conversations/${answered.id}/end`)).status).toBe(200);
    await vi.waitFor(() => expect(answered.call.end).toEqual({ outcome: "hung_up", by: "us" }), 30_000);
    expect(await ended(answered.id)).toMatchObject({ status: "completed", failure_reason: null });
    expect((await app.call("POST", `/conversations/${answered.id}/end`)).status).toBe(409);
  });

  it("has no session, but its events can be followed", async () => {
    party = () => ({ does: "ring" });
    const { id, call } = await dialled(() => app.dial(agentId));
    const { channel } = await app.show(id);
    expect(channel).not.toHaveProperty("session_url");
    const { body } = await app.call("POST", `/conversations/${id}/token/refresh`);
    const socket = new WebSocket(`${app.url.replace("http", "ws")}/conversations/${id}/session?token=${body["token"]}`);
    const code = await new Promise<number>((resolve) => socket.on("close", resolve));
    expect(code).toBe(4403);
    call.hangUp();
    await ended(id);
  });
});

describe("an answering machine", () => {
  const greeting = () => babble(4_500);

  it("that the platform hears is left one message after the beep, and hung up", async () => {
    app.behave = ({ messages }) => {
      const isMachine = messages.some((message) => textOfMessage(message).includes("answering machine"));
      return { pieces: [isMachine ? "Please call us back." : "Good day."] };
    };
    const { id, call } = await dialled(() => app.dial(agentId));
    await vi.waitFor(() => expect(call.spoken).toBeGreaterThan(0), { timeout: 30_000 });
    call.hear(greeting());
    const before = call.spoken;
    call.hear(tone(1_000, 400));
    await vi.waitFor(() => expect(call.end).toEqual({ outcome: "hung_up", by: "us" }), { timeout: 30_000 });
    expect(call.spoken).toBeGreaterThanOrEqual(before + 190);
    expect(await ended(id)).toMatchObject({ status: "voicemail", failure_reason: null });
    const log = await app.log(id);
    expect(log).toContainEqual({ type: "conversation.voicemail.reached", detected_by: "platform" });
    expect(log.filter(({ type }) => type === "user.message.received")).toEqual([]);
    expect(log.at(-1)).toMatchObject({ type: "conversation.ended", reason: "voicemail", status: "voicemail" });
    const said = log.filter(({ type }) => type === "agent.message.completed").map(({ text }) => text as string);
    expect(said.at(-1)).toBe("Please call us back.");
  });

  it("that the carrier finds is left one, too", async () => {
    const { id, call } = await dialled(() => app.dial(agentId));
    await vi.waitFor(() => expect(call.isAnswered).toBe(true), 30_000);
    call.watch.onAnsweredBy("machine");
    call.hear(tone(850, 300));
    await vi.waitFor(() => expect(call.end).not.toBeNull(), { timeout: 30_000 });
    expect(await ended(id)).toMatchObject({ status: "voicemail" });
    expect(await app.log(id)).toContainEqual({ type: "conversation.voicemail.reached", detected_by: "carrier" });
  });

  it("is hung up at once where the agent leaves no messages", async () => {
    const silent = await app.makePhoneAgent({ channel: { is_voicemail_enabled: false } });
    const { id, call } = await dialled(() => app.dial(silent));
    await vi.waitFor(() => expect(call.isAnswered).toBe(true), 30_000);
    call.watch.onAnsweredBy("machine");
    await vi.waitFor(() => expect(call.end).toEqual({ outcome: "hung_up", by: "us" }), { timeout: 30_000 });
    expect(await ended(id)).toMatchObject({ status: "voicemail" });
    expect((await app.log(id)).at(-1)).toMatchObject({ reason: "voicemail" });
  });

  it("is not what the carrier knows for a person, however long they speak", async () => {
    const { id, call } = await dialled(() => app.dial(agentId));
    await vi.waitFor(() => expect(call.isAnswered).toBe(true), 30_000);
    call.watch.onAnsweredBy("human");
    call.hear(greeting());
    call.hear(tone(1_000, 400));
    call.hangUpThere();
    expect(await ended(id)).toMatchObject({ status: "completed" });
  });
});

describe("a call that is over while its conversation cannot be ended", () => {
  it("is found as lost, so that its conversation ends all the same", async () => {
    const ending = vi.spyOn(LiveConversation.prototype, "end").mockRejectedValueOnce(new Error("It broke."));
    onTestFinished(() => void ending.mockRestore());
    const { id, call } = await dialled(() => app.dial(agentId));
    await vi.waitFor(() => expect(call.isAnswered).toBe(true), 30_000);
    call.hangUpThere();
    expect(await ended(id)).toMatchObject({ status: "failed", failure_reason: { code: "interrupted" } });
  });
});

describe("whom the platform calls", () => {
  it("is nobody on the do-not-call list, neither when asked nor when it is their turn", async () => {
    const listed = "+14155550131";
    expect((await app.call("POST", "/do_not_call", { number: listed, reason: "Asked us not to." })).status).toBe(200);
    expect((await post(listed)).body).toMatchObject({ error: { code: "invalid_field", param: "channel.callee_no" } });
    const { body } = await app.call("GET", "/do_not_call");
    expect(body["data"]).toMatchObject([{ number: listed, reason: "Asked us not to." }]);
    expect((await app.call("DELETE", `/do_not_call/${encodeURIComponent(listed)}`)).status).toBe(200);
    app.network.setProblem("The trunk is away.");
    const id = await app.dial(agentId, {}, listed);
    await app.call("POST", "/do_not_call", { number: listed });
    app.network.setProblem(null);
    expect(await ended(id)).toMatchObject({ status: "failed", failure_reason: { code: "do_not_call" } });
    expect(app.network.orders.filter(({ to }) => to === listed)).toEqual([]);
  });

  it.each([
    ["a premium number", "+19005550100"],
    ["a satellite", "+881612345678"],
    ["another country", "+41446681800"],
    ["an island that bills like another country", "+18765550100"],
    ["a number of ours", OURS],
  ])("is never %s", async (_, number) => {
    expect((await post(number)).body).toMatchObject({ error: { code: "invalid_field", param: "channel.callee_no" } });
  });

  it("is called within the contact hours only", async () => {
    const tomorrow = new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10);
    const day = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"][new Date(tomorrow).getUTCDay()];
    const hours = { time_zone: "UTC", windows: [{ days: [day], from: "12:00", to: "13:00" }] };
    const patient = await app.makePhoneAgent({ channel: { contact_hours: hours } });
    const id = await app.dial(patient, {}, "+14155550132");
    const shown = await app.show(id);
    expect(shown["status"]).toBe("queued");
    expect(shown["scheduled_at"]).toMatch(/T12:00:00/);
    await app.call("DELETE", `/conversations/${id}`);
    expect(app.network.orders.filter(({ to }) => to === "+14155550132")).toEqual([]);
  });
});
