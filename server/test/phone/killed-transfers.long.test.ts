import pg from "pg";
import twilio from "twilio";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../src/testing/database.ts";
import { type FakeModelServer, startFakeModelServer, textOfMessage } from "../../src/testing/fake-model-server.ts";
import { TWILIO_ACCOUNT } from "../messages/twilio-server.ts";
import { type CarrierProcess, type CarrierProcesses, carrierProcesses } from "./carrier-processes.ts";
import { type CarrierSocket, connectMedia } from "./carrier-edge.ts";
import { type ScriptedRest, startScriptedRest } from "./scripted-rest.ts";
import { freePort, listening, sipp, type SippRun } from "./sip-peer.ts";

const OURS = "+14155550100";
const THEIRS = "+14155550123";
const DESK = "+14155550170";
/** Where carriers would reach the installation; tests reach its processes themselves. */
const PUBLIC = "https://operator.example";
const BASE = `/2010-04-01/Accounts/${TWILIO_ACCOUNT.sid}`;
const CREDENTIALS = `Basic ${Buffer.from(`${TWILIO_ACCOUNT.sid}:${TWILIO_ACCOUNT.token}`).toString("base64")}`;
const TAKEN = { status: 200, body: { sid: "CA", status: "in-progress" } };
const PATIENCE = { timeout: 90_000, interval: 100 };
/** Whose first words are said, and who then calls the tool that the test names. */
const AGENT = { runtime: { model: "fake/main", speaks_first: true, prompt: { type: "fixed", text: "Answer." } } };

let database: TestDatabase;
let client: pg.Client;
let model: FakeModelServer;
let rest: ScriptedRest;
let processes: CarrierProcesses;
let sockets: { close(): void }[] = [];
/** What the agent hands its caller over to; null for an agent that only talks. */
let transferTo: string | null = null;

beforeEach(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  rest = await startScriptedRest(({ headers }) => headers.authorization === CREDENTIALS);
  model = await startFakeModelServer({
    answer: ({ messages }) => {
      const isAsked = transferTo === null || messages.some(({ role }) => role === "tool");
      const isAside = textOfMessage(messages.at(-1) ?? { role: "user" }).startsWith("[You are about to hand");
      const args = JSON.stringify({ name: transferTo, summary: "Kim asks about a bill, and waits on the line." });
      const calls = isAsked || isAside ? {} : { toolCalls: [{ name: "transfer", arguments: args }] };
      return { firstPieceAfter: 1, pieceEvery: 1, pieces: ["One moment."], ...calls };
    },
  });
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  transferTo = null;
  await processes.cleanUp();
  await model.close();
  await client.end();
  await database.drop();
  await rest.close();
});

const common = () => ({
  PATH: process.env["PATH"] ?? "",
  HOME: process.env["HOME"] ?? "",
  DATABASE_URL: database.url,
  OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
});
const twilioVariables = () => ({
  ...common(),
  OPERATOR_PUBLIC_URL: PUBLIC,
  TWILIO_ACCOUNT_SID: TWILIO_ACCOUNT.sid,
  TWILIO_AUTH_TOKEN: TWILIO_ACCOUNT.token,
  TWILIO_BASE_URL: rest.url,
});

/** Makes an agent that answers our number, with a destination to hand callers over to. */
async function answerer(at: CarrierProcess, carrier: "twilio" | "sip", destination: object | null): Promise<void> {
  const about = { name: "desk", description: "For bills.", ...destination };
  const transfer = destination && (await at.call("/transfers", about));
  transferTo = destination && "desk";
  const tool = transfer ? { tool: { transfers: [{ id: transfer["id"] as string }] } } : {};
  const made = await at.call("/conversational_agents", {
    name: "Agent",
    description: "For a test.",
    config: { ...AGENT, ...tool },
  });
  await at.call(`/conversational_agents/${made["version_id"] as string}/release`, {});
  await at.call("/phone_numbers", { number: OURS, carrier, agent_id: made["id"], is_default: true });
}

/** Posts a form as Twilio does. */
async function post(at: CarrierProcess, path: string, form: Record<string, string>): Promise<string> {
  const answer = await fetch(`${at.url}${path}`, {
    method: "POST",
    headers: {
      "x-twilio-signature": twilio.getExpectedTwilioSignature(TWILIO_ACCOUNT.token, `${PUBLIC}${path}`, form),
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams(form).toString(),
  });
  expect(answer.status).toBe(200);
  return answer.text();
}

const incoming = (sid: string) => ({
  CallSid: sid,
  AccountSid: TWILIO_ACCOUNT.sid,
  From: THEIRS,
  To: OURS,
  CallStatus: "ringing",
  Direction: "inbound",
});
const ask = (at: CarrierProcess, sid = "CA1") => post(at, "/carriers/twilio/calls", incoming(sid));

/** Connects the stream that TwiML names, and is silent on it. */
async function stream(at: CarrierProcess, sid: string, twiml: string): Promise<CarrierSocket> {
  const url = /<Stream url="([^"]+)"/.exec(twiml)?.[1] ?? "";
  const token = /name="token" value="([^"]+)"/.exec(twiml)?.[1] ?? "";
  const socket = await connectMedia(url.replace(PUBLIC.replace("http", "ws"), at.url.replace("http", "ws")));
  const about = {
    accountSid: TWILIO_ACCOUNT.sid,
    streamSid: `MZ${sid}`,
    callSid: sid,
    tracks: ["inbound"],
    mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
    customParameters: { token },
  };
  socket.send(JSON.stringify({ event: "start", sequenceNumber: "1", streamSid: `MZ${sid}`, start: about }));
  let chunk = 0;
  const timer = setInterval(() => {
    chunk += 1;
    const payload = Buffer.alloc(160, 0xff).toString("base64");
    const media = { track: "inbound", chunk: String(chunk), timestamp: String(chunk * 20), payload };
    socket.send(JSON.stringify({ event: "media", media }));
  }, 20);
  sockets.push({
    close() {
      clearInterval(timer);
      socket.close();
    },
  });
  return socket;
}

interface StoredCall {
  readonly conversation_id: string | null;
  readonly status: string;
  readonly trace: string | null;
  readonly is_handing_over: boolean;
  readonly beside: string | null;
}

async function storedCalls(): Promise<StoredCall[]> {
  return (await client.query<StoredCall>("select * from phone_calls order by queued_at")).rows;
}

interface StoredConversation {
  readonly id: string;
  readonly status: string;
  readonly continues: string | null;
  readonly failure_reason: { code: string } | null;
}

async function conversations(): Promise<StoredConversation[]> {
  return (await client.query<StoredConversation>("select * from conversations order by created_at, id")).rows;
}

const called = (sid: string) => rest.requests.filter(({ path }) => path === `${BASE}/Calls/${sid}.json`);
const orders = () => rest.requests.filter(({ path }) => path === `${BASE}/Calls.json`);

/** Waits until no conversation and no call is open any more. */
async function allOver(): Promise<StoredConversation[]> {
  return vi.waitFor(async () => {
    const found = await conversations();
    expect(found.filter(({ status }) => status === "queued" || status === "in-progress")).toEqual([]);
    expect((await storedCalls()).map(({ status }) => status)).not.toContain("ordered");
    return found;
  }, PATIENCE);
}

describe("a call that Twilio brings to several processes", { timeout: 240_000 }, () => {
  it("begins one conversation though it comes to both many times in the same instant", async () => {
    processes = await carrierProcesses(twilioVariables());
    const [one, other] = await Promise.all([processes.start(), processes.start()]);
    await answerer(one, "twilio", null);
    const answers = await Promise.all([one, other, one, other, other, one].map((at) => ask(at)));
    expect(new Set(answers).size).toBe(1);
    expect(await conversations()).toHaveLength(1);
    await stream(other, "CA1", answers[0] ?? "");
    await vi.waitFor(async () => expect((await conversations())[0]?.status).toBe("in-progress"), PATIENCE);
    expect(await conversations()).toHaveLength(1);
    expect(await storedCalls()).toHaveLength(1);
  });

  it("goes on in the conversation of a process that was killed while it rang", async () => {
    processes = await carrierProcesses(twilioVariables());
    const [first, other] = await Promise.all([processes.start(), processes.start()]);
    await answerer(first, "twilio", null);
    await ask(first);
    const [begun] = await conversations();
    await first.kill();
    await stream(other, "CA1", await ask(other));
    await vi.waitFor(async () => expect((await conversations())[0]?.status).toBe("in-progress"), PATIENCE);
    expect((await conversations()).map(({ id }) => id)).toEqual([begun?.id]);
    expect(await storedCalls()).toMatchObject([{ status: "ordered", conversation_id: begun?.id }]);
  });
});

describe("a transfer over Twilio in whose middle the process is killed", { timeout: 240_000 }, () => {
  it("ends at both ends when it was warm, and nobody is dialled again", async () => {
    processes = await carrierProcesses(twilioVariables());
    const first = await processes.start();
    await answerer(first, "twilio", { kind: "number", destination: DESK, mode: "warm" });
    rest.expects(`POST ${BASE}/Calls.json`, { status: 201, body: { sid: "CAdesk", status: "queued" } });
    await stream(first, "CA1", await ask(first));
    await vi.waitFor(async () => expect((await storedCalls())[1]?.trace).toBe("CAdesk"), PATIENCE);
    expect((await storedCalls())[1]?.beside).not.toBeNull();
    await first.kill();
    rest.expects(`POST ${BASE}/Calls/CA1.json`, TAKEN);
    rest.expects(`POST ${BASE}/Calls/CAdesk.json`, TAKEN);
    const second = await processes.start();
    const [conversation] = await allOver();
    expect(conversation).toMatchObject({ status: "failed", failure_reason: { code: "interrupted" } });
    for (const sid of ["CA1", "CAdesk"]) {
      await vi.waitFor(() => expect(called(sid).map(({ body }) => body)).toEqual(["Status=completed"]), PATIENCE);
    }
    expect(orders()).toHaveLength(1);
    const log = await second.log(conversation?.id ?? "");
    expect(log).toContainEqual(expect.objectContaining({ type: "agent.tool_call.returned", outcome: "unknown" }));
    rest.assertDone();
  });

  it("is left to Twilio when it was cold, which may have joined the two, and nobody is dialled again", async () => {
    processes = await carrierProcesses(twilioVariables());
    const first = await processes.start();
    await answerer(first, "twilio", { kind: "number", destination: DESK, mode: "cold" });
    rest.expects(`POST ${BASE}/Calls/CA1.json`, TAKEN);
    await stream(first, "CA1", await ask(first));
    const handedOver = await vi.waitFor(() => {
      const [request] = called("CA1");
      if (request === undefined) throw new Error("Twilio was not asked yet.");
      return new URLSearchParams(request.body).get("Twiml") ?? "";
    }, PATIENCE);
    expect((await storedCalls())[0]?.is_handing_over).toBe(true);
    await first.kill();
    const second = await processes.start();
    const [conversation] = await allOver();
    expect(conversation).toMatchObject({ status: "failed", failure_reason: { code: "interrupted" } });
    // Nobody answered there: Twilio asks what to do with the caller, and is told that the call is over.
    const action = new URL(/action="([^"]+)"/.exec(handedOver)?.[1] ?? "");
    const after = { CallSid: "CA1", CallStatus: "in-progress", DialCallStatus: "no-answer" };
    expect(await post(second, action.pathname, after)).toContain("<Response");
    expect(called("CA1")).toHaveLength(1);
    expect(orders()).toEqual([]);
    rest.assertDone();
  });
});

/** Has the database make whoever stores such an event wait, until `cut` breaks their connections. */
async function holdBack(condition: string): Promise<{ isWaiting(): Promise<boolean>; cut(): Promise<void> }> {
  await client.query(`
    create function hold_back() returns trigger language plpgsql as $$
    begin
      if ${condition} then perform pg_advisory_xact_lock(4711); end if;
      return new;
    end $$;
    create trigger hold_back before insert on events for each row execute function hold_back();
    select pg_advisory_lock(4711);
  `);
  const waiting = "locktype = 'advisory' and objid = 4711 and not granted";
  return {
    isWaiting: async () => (await client.query(`select 1 from pg_locks where ${waiting}`)).rows.length > 0,
    async cut() {
      await client.query(`select pg_terminate_backend(pid) from pg_locks where ${waiting}`);
      await client.query("drop trigger hold_back on events");
    },
  };
}

describe("a handover to another agent in whose middle the process is killed", { timeout: 240_000 }, () => {
  it.each([
    [
      "before the first has noted it: both end with the line",
      "(new.payload::jsonb)->>'type' = 'conversation.transferred'",
      ["failed", "failed"],
    ],
    [
      "before the next has begun: the first was handed over, and the next ends with the line",
      `(new.payload::jsonb)->>'type' = 'conversation.started'
        and exists (select 1 from conversations where id = new.conversation_id and continues is not null)`,
      ["completed", "failed"],
    ],
  ])("%s", async (_name, condition, statuses) => {
    processes = await carrierProcesses(twilioVariables());
    const first = await processes.start();
    const bills = await first.call("/conversational_agents", { name: "Bills", description: "Bills.", config: AGENT });
    await first.call(`/conversational_agents/${bills["version_id"] as string}/release`, {});
    await answerer(first, "twilio", { kind: "agent", destination: bills["id"] });
    const held = await holdBack(condition);
    await stream(first, "CA1", await ask(first));
    await vi.waitFor(async () => expect(await held.isWaiting()).toBe(true), PATIENCE);
    await first.kill();
    await held.cut();
    rest.expects(`POST ${BASE}/Calls/CA1.json`, TAKEN);
    const second = await processes.start();
    const found = await allOver();
    expect(found).toHaveLength(2);
    const [former, next] = found;
    expect(next?.continues).toBe(former?.id);
    expect(found.map(({ status }) => status)).toEqual(statuses);
    expect(next?.failure_reason).toMatchObject({ code: "interrupted" });
    expect((await second.log(former?.id ?? "")).at(-1)).toMatchObject({
      type: "conversation.ended",
      reason: statuses[0] === "completed" ? "transferred" : "failed",
    });
  });
});

describe("a transfer by SIP in whose middle the process is killed", { timeout: 240_000 }, () => {
  const patient = { within: 180, more: ["-recv_timeout", "170000"] } satisfies Partial<SippRun>;

  async function sipProcesses() {
    const [ours, trunk] = [await freePort(), await freePort()];
    processes = await carrierProcesses({
      ...common(),
      OPERATOR_SIP_LISTEN: `udp:127.0.0.1:${ours}`,
      OPERATOR_SIP_TRUNKS: JSON.stringify([{ name: "pbx", host: "127.0.0.1", port: trunk, country_code: "41" }]),
      OPERATOR_CALL_PREFIXES: "+1,+41",
    });
    return { ours, trunk, first: await processes.start() };
  }

  /** Has the agent answer at the number that sipp calls. */
  async function sippReaches(at: CarrierProcess, mode: "warm" | "cold"): Promise<void> {
    await answerer(at, "sip", { kind: "number", destination: DESK, mode });
    const [{ agent_id }] = (await at.call("/phone_numbers"))["data"] as [{ agent_id: string }];
    await at.call("/phone_numbers", { number: "+41446681800", carrier: "sip", agent_id });
  }

  it("says goodbye to both ends when it was warm", async () => {
    const { ours, trunk, first } = await sipProcesses();
    await sippReaches(first, "warm");
    const desk = sipp({ scenario: "out-answer", to: ours, port: trunk, ...patient });
    await listening(trunk);
    const caller = sipp({ scenario: "in-hung-up", to: ours, port: await freePort(), ...patient });
    await vi.waitFor(async () => {
      const calls = await storedCalls();
      expect(calls).toHaveLength(2);
      expect(calls.every(({ trace }) => trace !== null)).toBe(true);
    }, PATIENCE);
    await first.kill();
    const second = await processes.start();
    const [conversation] = await allOver();
    expect(conversation).toMatchObject({ status: "failed", failure_reason: { code: "interrupted" } });
    expect(await caller).toEqual({ code: 0, errors: "" });
    expect(await desk).toEqual({ code: 0, errors: "" });
    const log = await second.log(conversation?.id ?? "");
    expect(log).toContainEqual(expect.objectContaining({ type: "agent.tool_call.returned", outcome: "unknown" }));
    expect(await storedCalls()).toHaveLength(2);
  });

  it("says goodbye to a caller who goes on to another by itself when it was cold", async () => {
    const { ours, first } = await sipProcesses();
    await sippReaches(first, "cold");
    const caller = sipp({ scenario: "in-referred", to: ours, port: await freePort(), ...patient });
    await vi.waitFor(async () => expect((await storedCalls())[0]?.is_handing_over).toBe(true), PATIENCE);
    await first.kill();
    await processes.start();
    const [conversation] = await allOver();
    expect(conversation).toMatchObject({ status: "failed", failure_reason: { code: "interrupted" } });
    expect(await caller).toEqual({ code: 0, errors: "" });
    expect(await storedCalls()).toHaveLength(1);
  });
});
