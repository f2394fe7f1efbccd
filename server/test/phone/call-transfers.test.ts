import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type EventReader, readEvents } from "../http/event-reader.ts";
import { headersOf } from "../http/described-app.ts";
import { type CallOrder, TransferRefusedError } from "../../src/ports/telephony.ts";
import { OperatorError } from "../../src/domain/error.ts";
import { LiveConversation } from "../../src/services/live-conversation.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import {
  type FakeAnswer,
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../src/testing/fake-model-server.ts";
import {
  ScriptedCall,
  type ScriptedParty,
  type ScriptedPhoneNetwork,
  scriptedPhoneNetwork,
} from "../../src/testing/scripted-phone-network.ts";
import { scriptedSpeechCatalog } from "../../src/testing/scripted-speech-catalog.ts";
import { scriptedSpeechToText } from "../../src/testing/scripted-speech-to-text.ts";
import { scriptedTextToSpeech } from "../../src/testing/scripted-text-to-speech.ts";

const OURS = "+14155550100";
const DESK = "+14155550170";

let app: TestApp;
let model: FakeModelServer;
let network: ScriptedPhoneNetwork;
let party: (order: CallOrder) => ScriptedParty;
let behave: (request: FakeModelRequest) => Partial<FakeAnswer>;
let requests: FakeModelRequest[] = [];
let lastCaller = 14155550200;
let lastName = 0;
const readers: EventReader[] = [];

beforeAll(async () => {
  model = await startFakeModelServer({
    answer: (request) => {
      requests.push(request);
      return { firstPieceAfter: 1, pieceEvery: 1, pieces: [], ...behave(request) };
    },
  });
  network = scriptedPhoneNetwork({ party: (order) => party(order) });
  const speech = scriptedSpeechCatalog({
    listeners: [scriptedSpeechToText()],
    speakers: [scriptedTextToSpeech({ perCharacter: 5 })],
  });
  const variables = { OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`, OPERATOR_CALL_PREFIXES: "+1" };
  app = await startTestApp(variables, { speech, phoneNetworks: [network] });
  await app.call("POST", "/phone_numbers", { number: OURS });
});

afterAll(async () => {
  await app.stop();
  await model.close();
});

beforeEach(() => {
  requests = [];
  party = () => ({ does: "ring" });
});

afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
  network.assertFinished();
  for (const call of network.calls) if (call.end === null) call.hangUpThere();
});

async function makeTransfer(given: object = {}): Promise<{ id: string; name: string }> {
  lastName += 1;
  const body = { name: `desk_${lastName}`, description: "For bills.", kind: "number", destination: DESK, ...given };
  const made = await app.call("POST", "/transfers", body);
  if (made.status !== 200) throw new Error(JSON.stringify(made.body));
  return made.body as unknown as { id: string; name: string };
}

/** Lets the agent call a tool when the caller is there, and say how it went. */
function callingTool(name: string, args: object, then = "Well then."): void {
  behave = (request) => {
    const last = request.messages.at(-1);
    if (last?.role === "tool") return { pieces: [then] };
    if (textOfMessage(last ?? { role: "user" }).startsWith("[You are about to hand"))
      return { pieces: ["Kim asks about a bill."] };
    if (request.messages.some((message) => message.role === "tool")) return { pieces: ["Yes?"] };
    return { pieces: ["One moment."], toolCalls: [{ name, arguments: JSON.stringify(args) }] };
  };
}

interface OnTheLine {
  id: string;
  events: EventReader;
  caller: ScriptedCall;
  number: string;
}

/** Has somebody call an agent that speaks first. */
async function callIn(config: object): Promise<OnTheLine> {
  const agentId = await app.makeAgent("Answer the caller.", {
    ...config,
    runtime: { model: "fake/main", speaks_first: true },
  });
  const { body } = await app.call("GET", "/phone_numbers");
  const numbers = body["data"] as { id: string; number: string }[];
  const ours = numbers.find(({ number }) => number === OURS);
  await app.call("PATCH", `/phone_numbers/${ours?.id}`, { agent_id: agentId });
  lastCaller += 1;
  const number = `+${lastCaller}`;
  const incoming = network.callIn({ from: number, to: OURS });
  const caller = await vi.waitFor(
    () => {
      if (incoming.call === null) throw new Error(`Not picked up: ${incoming.declined}`);
      return incoming.call;
    },
    { timeout: 30_000 },
  );
  const listed = await app.call("GET", `/conversations?agent_id=${agentId}`);
  const id = (listed.body["data"] as { id: string }[])[0]?.id ?? "";
  const events = await readEvents(`${app.url}/conversations/${id}/events`, headersOf(app.key));
  readers.push(events);
  return { id, caller, number, events };
}

/** Waits for the second call, which goes to the desk. */
function secondCall(before: number): Promise<ScriptedCall> {
  return vi.waitFor(
    () => {
      const call = network.calls[before];
      if (call === undefined) throw new Error("Nobody was called.");
      return call;
    },
    { timeout: 30_000 },
  );
}

const tone = (value: number) => new Int16Array(160).fill(value);

/** Says a frame each 20 ms until it is stopped. */
function keepSaying(call: ScriptedCall, value: number): () => void {
  const timer = setInterval(() => call.hear(tone(value)), 20);
  return () => clearInterval(timer);
}

/** Reads all events of a conversation that is over. */
async function logOf({ id }: OnTheLine): Promise<string> {
  return (await fetch(`${app.url}/conversations/${id}/events`, { headers: headersOf(app.key) })).text();
}

async function answerOf(line: OnTheLine): Promise<Record<string, unknown>> {
  return (await line.events.next("agent.tool_call.returned")).event.payload as unknown as Record<string, unknown>;
}

describe("a warm transfer", () => {
  it("tells the human the summary, joins the two, and lets the agent leave", async () => {
    const { id, name } = await makeTransfer({ mode: "warm" });
    callingTool("transfer", { name, summary: "Kim asks about the last bill." });
    party = () => ({ does: "answer" });
    const before = network.calls.length;
    const line = await callIn({ tool: { transfers: [{ id }] } });
    const desk = await secondCall(before + 1);
    expect(network.orders.at(-1)).toMatchObject({
      from: OURS,
      to: DESK,
      ringFor: 30_000,
      detectMachine: true,
      mayHandOn: true,
    });
    const transferred = (await line.events.next("conversation.transferred")).event.payload;
    expect(transferred).toMatchObject({
      transfer_id: id,
      name,
      kind: "number",
      destination: DESK,
      mode: "warm",
      carried_by: "platform",
      summary: "Kim asks about the last bill.",
      next_conversation_id: null,
    });
    // 5 ms a character.
    expect(desk.spoken).toBeGreaterThanOrEqual(29 * 5);
    expect(await answerOf(line)).toMatchObject({ outcome: "succeeded", result: { transferred: true } });
    const [fromCaller, fromDesk] = [keepSaying(line.caller, 4_000), keepSaying(desk, 8_000)];
    try {
      await vi.waitFor(() => expect(desk.said.at(-1)?.[80]).toBe(4_000), { timeout: 30_000 });
      await vi.waitFor(() => expect(line.caller.said.at(-1)?.[80]).toBe(8_000), { timeout: 30_000 });
    } finally {
      fromCaller();
      fromDesk();
    }
    const asked = requests.length;
    line.caller.press("42#");
    desk.press("9");
    await vi.waitFor(() => expect([desk.keys, line.caller.keys]).toEqual([["4", "2", "#"], ["9"]]));
    desk.hangUpThere();
    const ended = await line.events.next("conversation.ended");
    expect(ended.event.payload).toMatchObject({ status: "completed", reason: "transferred" });
    const log = await logOf(line);
    expect(log).toContain("conversation.transferred");
    expect(log).not.toContain("user.dtmf.received");
    await vi.waitFor(() => expect(line.caller.end).toEqual({ outcome: "hung_up", by: "us" }), 30_000);
    expect(requests.length).toBe(asked);
  });

  it("ends when the caller hangs up, and hangs up on the human", async () => {
    const { id, name } = await makeTransfer({ mode: "warm" });
    callingTool("transfer", { name, summary: "Kim." });
    party = () => ({ does: "answer" });
    const before = network.calls.length;
    const line = await callIn({ tool: { transfers: [{ id }] } });
    const desk = await secondCall(before + 1);
    await line.events.next("conversation.transferred");
    line.caller.hangUpThere();
    await vi.waitFor(() => expect(desk.end).toEqual({ outcome: "hung_up", by: "us" }), 30_000);
    expect((await line.events.next("conversation.ended")).event.payload).toMatchObject({ status: "completed" });
  });

  it("has the model sum the conversation up where the agent gave no summary", async () => {
    const { id, name } = await makeTransfer({ mode: "warm", summary_instructions: "only the name" });
    callingTool("transfer", { name });
    party = () => ({ does: "answer" });
    const line = await callIn({ tool: { transfers: [{ id }] } });
    const { payload } = (await line.events.next("conversation.transferred")).event;
    expect(payload).toMatchObject({ summary: "Kim asks about a bill." });
    const asked = requests.find(({ messages }) =>
      textOfMessage(messages.at(-1) ?? { role: "user" }).startsWith("[You are about"),
    );
    expect(textOfMessage(asked?.messages.at(-1) ?? { role: "user" })).toContain("only the name");
  });

  it.each([
    [{ outcome: "busy" } as const, "is busy"],
    [{ outcome: "no_answer" } as const, "did not answer"],
    [{ outcome: "failed", code: "number_invalid", message: "No such number" } as const, "No such number"],
  ])("gives the agent the caller back after %j", async (end, words) => {
    const { id, name } = await makeTransfer({ mode: "warm" });
    callingTool("transfer", { name, summary: "Kim." }, "Nobody is there, sorry.");
    party = () => ({ does: "end", with: end, after: 50 });
    const line = await callIn({ tool: { transfers: [{ id }] } });
    const answer = await answerOf(line);
    expect(answer).toMatchObject({ outcome: "failed" });
    expect(answer["error"]).toContain(words);
    const heard = line.caller.said.length;
    const back = async (): Promise<string> => {
      const { payload } = (await line.events.next("agent.message.completed")).event;
      return "text" in payload && payload.text === "One moment." ? back() : JSON.stringify(payload);
    };
    expect(await back()).toContain("Nobody is there, sorry.");
    await vi.waitFor(() => expect(line.caller.said.length).toBeGreaterThan(heard), { timeout: 30_000 });
    expect(line.events.blocks.map(({ event }) => event.payload.type)).not.toContain("conversation.transferred");
    expect(line.caller.end).toBeNull();
  });

  it("lets the caller hear that they wait, and keeps what they say from the agent", async () => {
    const { id, name } = await makeTransfer({ mode: "warm" });
    callingTool("transfer", { name, summary: "Kim." });
    const before = network.calls.length;
    const line = await callIn({ tool: { transfers: [{ id }] } });
    const desk = await secondCall(before + 1);
    const heard = line.caller.said.length;
    await vi.waitFor(() => expect(line.caller.said.length).toBeGreaterThan(heard + 20), { timeout: 30_000 });
    desk.finish({ outcome: "no_answer" });
    await answerOf(line);
  });

  it("gives the second call up when the caller hangs up while it rings", async () => {
    const { id, name } = await makeTransfer({ mode: "warm" });
    callingTool("transfer", { name, summary: "Kim." });
    const before = network.calls.length;
    const line = await callIn({ tool: { transfers: [{ id }] } });
    const desk = await secondCall(before + 1);
    line.caller.hangUpThere();
    await vi.waitFor(() => expect(desk.end).toEqual({ outcome: "cancelled" }), 30_000);
    expect(await answerOf(line)).toMatchObject({ outcome: "failed" });
    await line.events.next("conversation.ended");
  });

  it("waits for the human to press 1 where they must confirm, and takes 2 for no", async () => {
    const { id, name } = await makeTransfer({ mode: "warm", accept_by: "confirming" });
    callingTool("transfer", { name, summary: "Kim." });
    party = () => ({ does: "answer" });
    let before = network.calls.length;
    const accepted = await callIn({ tool: { transfers: [{ id }] } });
    const desk = await secondCall(before + 1);
    await vi.waitFor(() => expect(desk.spoken).toBeGreaterThan(100), { timeout: 30_000 });
    desk.press("1");
    await accepted.events.next("conversation.transferred");
    before = network.calls.length;
    const declined = await callIn({ tool: { transfers: [{ id }] } });
    const other = await secondCall(before + 1);
    await vi.waitFor(() => expect(other.spoken).toBeGreaterThan(100), { timeout: 30_000 });
    other.press("2");
    expect((await answerOf(declined))["error"]).toContain("did not take the call");
    await vi.waitFor(() => expect(other.end).toEqual({ outcome: "hung_up", by: "us" }), 30_000);
  });

  it("joins nobody with an answering machine", async () => {
    const { id, name } = await makeTransfer({ mode: "warm" });
    callingTool("transfer", { name, summary: "Kim." });
    const before = network.calls.length;
    const line = await callIn({ tool: { transfers: [{ id }] } });
    const desk = await secondCall(before + 1);
    desk.answer();
    desk.watch.onAnsweredBy("machine");
    expect((await answerOf(line))["error"]).toContain("answering machine");
    await vi.waitFor(() => expect(desk.end).not.toBeNull(), 30_000);
  });
});

describe("a cold transfer", () => {
  it("is the network's own where it can", async () => {
    const { id, name } = await makeTransfer();
    callingTool("transfer", { name });
    const line = await callIn({ tool: { transfers: [{ id }] } });
    expect((await line.events.next("conversation.transferred")).event.payload).toMatchObject({
      mode: "cold",
      carried_by: "network",
      summary: null,
    });
    expect(line.caller.transfers).toEqual([DESK]);
    expect((await line.events.next("conversation.ended")).event.payload).toMatchObject({
      status: "completed",
      reason: "transferred",
    });
  });

  it("joins the two here where the network refuses", async () => {
    const { id, name } = await makeTransfer();
    callingTool("transfer", { name });
    party = () => ({ does: "answer" });
    const before = network.calls.length;
    const refuse = () => Promise.reject(new TransferRefusedError("The peer takes no REFER."));
    const transfer = vi.spyOn(ScriptedCall.prototype, "transfer").mockImplementation(refuse);
    try {
      const line = await callIn({ tool: { transfers: [{ id }] } });
      expect((await line.events.next("conversation.transferred")).event.payload).toMatchObject({
        mode: "cold",
        carried_by: "platform",
      });
      const desk = await secondCall(before + 1);
      expect(desk.spoken).toBe(0);
      desk.hangUpThere();
      await line.events.next("conversation.ended");
    } finally {
      transfer.mockRestore();
    }
  });
});

describe("a cold transfer that the network took on", () => {
  it("calls nobody again when it fails, however soon", async () => {
    const { id, name } = await makeTransfer();
    callingTool("transfer", { name });
    party = () => ({ does: "answer" });
    const refuse = () => Promise.reject(new OperatorError("transfer_failed", "The one called answered 486."));
    const transfer = vi.spyOn(ScriptedCall.prototype, "transfer").mockImplementation(refuse);
    try {
      const before = network.orders.length;
      const line = await callIn({ tool: { transfers: [{ id }] } });
      expect((await answerOf(line))["error"]).toContain("answered 486");
      expect(network.orders).toHaveLength(before);
      expect(line.caller.end).toBeNull();
    } finally {
      transfer.mockRestore();
    }
  });
});

describe("a transfer to another agent", () => {
  it("goes on with that agent in a conversation of its own, on the same line", async () => {
    const agentId = await app.makeAgent("You do the bills.", { runtime: { model: "fake/main" } });
    const { id, name } = await makeTransfer({ kind: "agent", destination: agentId });
    callingTool("transfer", { name });
    const line = await callIn({ tool: { transfers: [{ id }] } });
    const { payload } = (await line.events.next("conversation.transferred")).event;
    const next = (payload as { next_conversation_id?: string }).next_conversation_id ?? "";
    expect((await line.events.next("conversation.ended")).event.payload).toMatchObject({ reason: "transferred" });
    const events = await readEvents(`${app.url}/conversations/${next}/events`, headersOf(app.key));
    readers.push(events);
    await events.next("conversation.started");
    await events.next("agent.message.completed");
    expect(line.caller.end).toBeNull();
    const request = requests.at(-1);
    expect(JSON.stringify(request?.messages)).toContain("You do the bills.");
    line.caller.hangUpThere();
    expect((await events.next("conversation.ended")).event.payload).toMatchObject({ reason: "user_hung_up" });
  });
});

describe("a transfer to another agent, whose caller hangs up while it begins", () => {
  it("leaves no conversation behind", async () => {
    const agentId = await app.makeAgent("You do the bills.", { runtime: { model: "fake/main" } });
    const { id, name } = await makeTransfer({ kind: "agent", destination: agentId });
    callingTool("transfer", { name });
    const { note } = LiveConversation.prototype;
    const noting = vi.spyOn(LiveConversation.prototype, "note").mockImplementation(async function (
      this: LiveConversation,
      payload,
    ) {
      await note.call(this, payload);
      // In the moment in which the call is about to move.
      if (payload.type === "conversation.transferred") network.calls.at(-1)?.hangUpThere();
    });
    try {
      const line = await callIn({ tool: { transfers: [{ id }] } });
      const { payload } = (await line.events.next("conversation.transferred")).event;
      const next = (payload as { next_conversation_id?: string }).next_conversation_id ?? "";
      await line.events.next("conversation.ended");
      await vi.waitFor(
        async () => {
          const { body } = await app.call("GET", `/conversations/${next}`);
          expect(body).toMatchObject({ status: "failed", failure_reason: { code: "caller_gave_up" } });
        },
        { timeout: 30_000 },
      );
    } finally {
      noting.mockRestore();
    }
  });
});

describe("a transfer that cannot be", () => {
  it("says that it is closed, and what to offer", async () => {
    const { id, name } = await makeTransfer({
      hours: { time_zone: "UTC", windows: [] },
      outside: { say: "We are open tomorrow.", offer: "call_back" },
    });
    callingTool("transfer", { name });
    const line = await callIn({ tool: { transfers: [{ id }] } });
    const { error } = await answerOf(line);
    expect(error).toMatch(/closed now.*We are open tomorrow.*called back/s);
    expect(line.caller.transfers).toEqual([]);
  });

  it("goes nowhere that the installation does not call", async () => {
    const { id, name } = await makeTransfer({ destination: "+4479460018000" });
    callingTool("transfer", { name });
    const line = await callIn({ tool: { transfers: [{ id }] } });
    expect((await answerOf(line))["error"]).toContain("does not call");
  });

  it("is offered on the telephone alone", async () => {
    const { id } = await makeTransfer();
    behave = () => ({ pieces: ["Hello."] });
    await callIn({ tool: { transfers: [{ id }], tools: [{ ns: "syscall", name: "send_dtmf" }] } });
    // Others may still be on the line.
    const phone = await vi.waitFor(() => {
      const found = requests.find(({ tools }) => tools?.some((tool) => tool.function.name === "send_dtmf"));
      if (found === undefined) throw new Error("The model was not asked.");
      return found;
    });
    expect(phone.tools?.map((tool) => tool.function.name)).toEqual(expect.arrayContaining(["transfer", "send_dtmf"]));
    expect(JSON.stringify(phone.messages)).toContain("Telephone menus");
    const agentId = await app.makeAgent("Chat.", { tool: { transfers: [{ id }] }, runtime: { model: "fake/main" } });
    const { channel } = await app.converse(agentId);
    const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    client.send({ type: "conversation.start" });
    await client.next("conversation.started");
    client.send({ type: "user.message.send", text: "Hello" });
    const asked = await vi.waitFor(() => {
      const found = requests.find(({ messages }) => JSON.stringify(messages).includes("in a text chat"));
      if (found === undefined) throw new Error("The model was not asked.");
      return found;
    });
    expect(asked.tools ?? []).toEqual([]);
    client.close();
  });
});

describe("the tools of a call", () => {
  const withTool = (name: string) => ({ tool: { tools: [{ ns: "syscall", name }] } });

  it("press keys", async () => {
    callingTool("send_dtmf", { digits: "12w#" });
    const line = await callIn(withTool("send_dtmf"));
    expect(await answerOf(line)).toMatchObject({ outcome: "succeeded", result: { pressed: "12w#" } });
    expect(line.caller.keys).toEqual(["12w#"]);
  });

  it("put the caller on hold, who hears a tone and is not heard", async () => {
    behave = ({ messages }) =>
      messages.at(-1)?.role === "tool"
        ? { pieces: ["Too late."], firstPieceAfter: 60_000 }
        : { pieces: ["One moment."], toolCalls: [{ name: "hold", arguments: "{}" }] };
    const line = await callIn(withTool("hold"));
    expect(await answerOf(line)).toMatchObject({ outcome: "succeeded", result: { on_hold: true } });
    const before = line.caller.spoken;
    await vi.waitFor(() => expect(line.caller.spoken).toBeGreaterThan(before + 300), { timeout: 30_000 });
    expect(line.caller.holds).toEqual([true]);
    line.caller.hangUpThere();
    await line.events.next("conversation.ended");
    const log = await logOf(line);
    expect(log).toContain("agent.tool_call.returned");
    expect(log).not.toMatch(/user\.silence\.noticed|agent\.filler\.spoken/);
  });

  it("take a caller who waits back when the agent has something to say", async () => {
    callingTool("hold", {}, "Here I am again.");
    const line = await callIn(withTool("hold"));
    const heard: unknown[] = [];
    while (!heard.includes("Here I am again.")) {
      const { payload } = (await line.events.next("agent.message.completed")).event;
      heard.push("text" in payload ? payload.text : null);
    }
    expect(line.caller.holds).toEqual([true, false]);
  });

  it("take the caller back from hold, and go on with them", async () => {
    behave = ({ messages }) => {
      const answered = messages.filter(({ role }) => role === "tool").length;
      if (answered >= 2) return { pieces: ["Here I am again."] };
      const name = answered === 0 ? "hold" : "resume";
      return { pieces: ["One moment."], toolCalls: [{ name, arguments: "{}" }] };
    };
    const both = ["hold", "resume"].map((name) => ({ ns: "syscall", name }));
    const line = await callIn({ tool: { tools: both } });
    expect(await answerOf(line)).toMatchObject({ outcome: "succeeded", result: { on_hold: true } });
    expect(await answerOf(line)).toMatchObject({ outcome: "succeeded", result: { on_hold: false } });
    expect(line.caller.holds).toEqual([true, false]);
    const spoken = line.caller.spoken;
    await vi.waitFor(() => expect(line.caller.spoken).toBeGreaterThan(spoken), { timeout: 30_000 });
  });

  it("put the caller on the do-not-call list", async () => {
    callingTool("do_not_call", { reason: "They asked." });
    const line = await callIn(withTool("do_not_call"));
    expect(await answerOf(line)).toMatchObject({ outcome: "succeeded" });
    const { body } = await app.call("GET", "/do_not_call");
    expect((body["data"] as { number: string }[]).map(({ number }) => number)).toContain(line.number);
  });

  it("leave one message on an answering machine, and end", async () => {
    callingTool("leave_voicemail", {});
    const line = await callIn(withTool("leave_voicemail"));
    expect((await line.events.next("conversation.voicemail.reached")).event.payload).toMatchObject({
      detected_by: "agent",
    });
    expect((await line.events.next("conversation.ended")).event.payload).toMatchObject({ status: "voicemail" });
  });
});
