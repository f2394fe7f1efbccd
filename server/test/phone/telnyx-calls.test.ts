import { generateKeyPairSync, sign } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CallWatch, IncomingCall, PhoneCall } from "../../src/ports/telephony.ts";
import { openTelnyxCalls } from "../../src/providers/telnyx/calls.ts";
import {
  type CarrierEdge,
  connectMedia,
  type EdgeOptions,
  fetchOf,
  openCarrierEdge,
  recordedWatch,
} from "./carrier-edge.ts";
import { HOSTILE_FRAMES, pieceOf, sessionOf } from "./carrier-fixtures.ts";
import { type ScriptedRest, startScriptedRest } from "./scripted-rest.ts";

const OURS = "+14155550100";
const THEIRS = "+14155550123";
const API_KEY = "KEY-of-the-test-account";
const { publicKey, privateKey } = generateKeyPairSync("ed25519");

let rest: ScriptedRest;
let edges: CarrierEdge[];
let edge: CarrierEdge;
let fetches: { close(): Promise<void> }[];

beforeEach(async () => {
  rest = await startScriptedRest(({ headers }) => headers.authorization === `Bearer ${API_KEY}`);
  edges = [];
  fetches = [];
  edge = await openEdge();
});

afterEach(async () => {
  for (const each of edges) await each.close();
  for (const each of fetches) await each.close();
  await rest.close();
  rest.assertDone();
});

async function openEdge(options: Partial<EdgeOptions> = {}): Promise<CarrierEdge> {
  const fetch = fetchOf(rest.url);
  fetches.push(fetch);
  const account = { apiKey: API_KEY, connectionId: "1234567890", baseUrl: rest.url, fetch };
  const opened = await openCarrierEdge({
    node: 7,
    ...options,
    open: (shared) => openTelnyxCalls({ account, publicKey, ...shared }),
  });
  edges.push(opened);
  return opened;
}

/** Sends an event as Telnyx does, signed. */
async function tell(
  event_type: string,
  payload: Record<string, unknown>,
  more: { at?: CarrierEdge; key?: typeof privateKey; ageSeconds?: number } = {},
) {
  const { at = edge, key = privateKey, ageSeconds = 0 } = more;
  const body = JSON.stringify({ data: { event_type, id: "e1", record_type: "event", payload }, meta: { attempt: 1 } });
  const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
  const signature = sign(null, Buffer.from(`${timestamp}|${body}`), key).toString("base64");
  const answer = await fetch(`${at.url}/carriers/telnyx/calls`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "telnyx-signature-ed25519": signature,
      "telnyx-timestamp": timestamp,
    },
    body,
  });
  return { status: answer.status, text: await answer.text() };
}

const initiated = (id = "v3:1", more: object = {}) => ({
  call_control_id: id,
  connection_id: "1234567890",
  client_state: null,
  direction: "incoming",
  from: THEIRS,
  to: OURS,
  state: "parked",
  ...more,
});
const action = (id: string, name: string, method = "POST") =>
  `${method} /v2/calls/${encodeURIComponent(id)}/actions/${name}`;
const DONE = { status: 200, body: { data: { result: "ok" } } };
const startFrame = (id: string) =>
  JSON.stringify({
    event: "start",
    stream_id: `stream-${id}`,
    start: { call_control_id: id, media_format: { encoding: "PCMU", sample_rate: 8000, channels: 1 } },
  });
const mediaFrame = (chunk: number) =>
  JSON.stringify({
    event: "media",
    media: { track: "inbound", chunk: String(chunk), payload: Buffer.alloc(160, 0xff).toString("base64") },
  });

async function bodyOf(asked: string): Promise<Record<string, unknown>> {
  return JSON.parse((await rest.got(asked)).body) as Record<string, unknown>;
}

function nextCall(deal: (call: IncomingCall) => unknown = () => undefined): Promise<IncomingCall> {
  return new Promise((resolve) => {
    edge.carrier.network.listen((call) => {
      deal(call);
      resolve(call);
    });
  });
}

/** Begins to take a call in; returns what Telnyx was asked to pick it up with. */
async function answering(id: string, watch: CallWatch) {
  let accepting: Promise<PhoneCall> = Promise.reject(new Error("No call came in."));
  accepting.catch(() => undefined);
  rest.expects(action(id, "client_state_update", "PUT"), DONE);
  rest.expects(action(id, "answer"), DONE);
  const came = nextCall((call) => {
    accepting = call.accept(watch);
    accepting.catch(() => undefined);
  });
  expect(await tell("call.initiated", initiated(id))).toEqual({ status: 200, text: '{"received":true}' });
  await came;
  const body = await bodyOf(action(id, "answer"));
  return { accepting, body, url: body["stream_url"] as string, state: body["client_state"] as string };
}

async function accepted(id = "v3:1", watch: CallWatch = recordedWatch()) {
  const { accepting, url, state } = await answering(id, watch);
  const socket = await connectMedia(url);
  socket.send(startFrame(id), mediaFrame(1));
  return { call: await accepting, socket, state, url };
}

async function dialled(watch: CallWatch = recordedWatch()) {
  rest.expects("POST /v2/calls", { status: 200, body: { data: { call_control_id: "v3:out", is_alive: false } } });
  const order = { id: "pca_1", from: OURS, to: THEIRS, ringFor: 30_000, detectMachine: true };
  const call = edge.carrier.network.dial(order, watch);
  await vi.waitFor(() => expect(call.carrierCallId).toBe("v3:out"), 30_000);
  const body = await bodyOf("POST /v2/calls");
  const about = { call_control_id: "v3:out", client_state: body["client_state"] };
  return { call, body, about, url: body["stream_url"] as string };
}

describe("a call that Telnyx brings", () => {
  it("is picked up, and its recorded session is heard in order", async () => {
    const watch = recordedWatch();
    const { accepting, body, url } = await answering("v3:1", watch);
    expect(body).toMatchObject({
      stream_track: "inbound_track",
      stream_codec: "PCMU",
      stream_bidirectional_mode: "rtp",
      stream_bidirectional_codec: "PCMU",
    });
    const socket = await connectMedia(url);
    const frames = sessionOf("telnyx", { id: "v3:1", token: "" });
    socket.send(...frames.slice(0, -1));
    expect(await accepting).toMatchObject({ carrierCallId: "v3:1", sampleRateHz: 8_000 });
    await vi.waitFor(() => expect(watch.told).toEqual(["digit 1", "digit #"]), 30_000);
    expect(watch.audio.map((samples) => Math.round((samples[0] ?? 0) / 1_000))).toEqual([1, 2, 3, 4]);
    socket.send(frames.at(-1) as string);
    expect(await watch.ended()).toEqual({ outcome: "hung_up", by: "them" });
  });

  it("hears what is said to it, and is hung up by us", async () => {
    const watch = recordedWatch();
    const { call, socket } = await accepted("v3:1", watch);
    call.send(pieceOf(1));
    call.clear();
    await vi.waitFor(
      () => expect(socket.frames.map(({ event }) => event as string)).toEqual(["media", "clear"]),
      30_000,
    );
    rest.expects(action("v3:1", "hangup"), {
      status: 422,
      body: { errors: [{ code: "90018", title: "Call has ended" }] },
    });
    call.hangUp();
    await rest.got(action("v3:1", "hangup"));
    expect(watch.end).toEqual({ outcome: "hung_up", by: "us" });
    await socket.closed;
  });

  it.each([
    ["busy", "USER_BUSY"],
    ["declined", "CALL_REJECTED"],
    ["unavailable", "CALL_REJECTED"],
  ] as const)("is turned away as %s", async (why, cause) => {
    rest.expects(action("v3:1", "client_state_update", "PUT"), DONE);
    rest.expects(action("v3:1", "reject"), DONE);
    void nextCall((call) => call.decline(why));
    await tell("call.initiated", initiated());
    expect(await bodyOf(action("v3:1", "reject"))).toEqual({ cause });
  });

  it("is turned away when nobody listens, and when nobody decides in time", async () => {
    rest.expects(action("v3:1", "reject"), DONE);
    await tell("call.initiated", initiated());
    await rest.got(action("v3:1", "reject"));
    edge = await openEdge({ timings: { decideWithin: 20 } });
    rest.expects(action("v3:2", "client_state_update", "PUT"), DONE);
    rest.expects(action("v3:2", "reject"), DONE);
    const came = nextCall();
    await tell("call.initiated", initiated("v3:2"));
    await rest.got(action("v3:2", "reject"));
    expect((await came).signal.aborted).toBe(true);
  });

  it("is sent on to another number, or not", async () => {
    rest.expects(action("v3:1", "client_state_update", "PUT"), DONE);
    rest.expects(action("v3:1", "transfer"), DONE);
    rest.expects(action("v3:2", "client_state_update", "PUT"), DONE);
    rest.expects(action("v3:2", "transfer"), {
      status: 422,
      body: { errors: [{ code: "10016", detail: "Bad number" }] },
    });
    const first = nextCall();
    await tell("call.initiated", initiated("v3:1"));
    await (await first).redirect("+14155550177");
    expect(await bodyOf(action("v3:1", "transfer"))).toEqual({ to: "+14155550177" });
    const second = nextCall();
    await tell("call.initiated", initiated("v3:2"));
    const refused = (await second).redirect("+14155550177");
    await expect(refused).rejects.toMatchObject({
      code: "transfer_failed",
      message: expect.stringContaining("Bad number") as string,
    });
  });

  it("is given up by its caller before it is decided", async () => {
    rest.expects(action("v3:1", "client_state_update", "PUT"), DONE);
    const came = nextCall();
    await tell("call.initiated", initiated());
    const call = await came;
    const { client_state } = await bodyOf(action("v3:1", "client_state_update", "PUT"));
    await tell("call.hangup", initiated("v3:1", { client_state, hangup_cause: "originator_cancel" }));
    expect(call.signal.aborted).toBe(true);
    await expect(call.accept(recordedWatch())).rejects.toMatchObject({ code: "call_over" });
  });

  it("is one call though Telnyx tells of it twice, and is nobody's from an outgoing one", async () => {
    rest.expects(action("v3:1", "client_state_update", "PUT"), DONE);
    let calls = 0;
    edge.carrier.network.listen(() => {
      calls += 1;
    });
    await tell("call.initiated", initiated());
    await tell("call.initiated", initiated());
    await tell("call.initiated", initiated("v3:2", { direction: "outgoing" }));
    expect(calls).toBe(1);
    await rest.got(action("v3:1", "client_state_update", "PUT"));
  });

  it("does not show a caller who hides", async () => {
    rest.expects(action("v3:1", "client_state_update", "PUT"), DONE);
    const came = nextCall();
    await tell("call.initiated", initiated("v3:1", { from: "Anonymous" }));
    expect((await came).from).toBe(null);
    await rest.got(action("v3:1", "client_state_update", "PUT"));
  });

  it("is over for us when it cannot be picked up", async () => {
    rest.expects(action("v3:1", "client_state_update", "PUT"), DONE);
    rest.expects(action("v3:1", "answer"), { status: 422, body: { errors: [{ code: "90018", title: "Ended" }] } });
    rest.expects(action("v3:1", "hangup"), { status: 404, body: {} });
    const came = nextCall();
    await tell("call.initiated", initiated());
    await expect((await came).accept(recordedWatch())).rejects.toMatchObject({ code: "call_over" });
    await rest.got(action("v3:1", "hangup"));
  });

  it("ends when its media never come", async () => {
    edge = await openEdge({ timings: { joinWithin: 30 } });
    const watch = recordedWatch();
    rest.expects("GET /v2/calls/v3%3A1", { status: 200, body: { data: { is_alive: true } } });
    rest.expects(action("v3:1", "hangup"), DONE);
    const { accepting } = await answering("v3:1", watch);
    expect(await watch.ended()).toMatchObject({ outcome: "failed", code: "media_lost" });
    await expect(accepting).rejects.toMatchObject({ code: "call_over" });
    await rest.got(action("v3:1", "hangup"));
  });
});

describe("a socket for media from Telnyx", () => {
  it("gets its call by its address, once, and no other call's", async () => {
    const { accepting, url } = await answering("v3:1", recordedWatch());
    const nobody = await connectMedia(url.replace(/[^/]+$/, "".padEnd(40, "x")));
    nobody.send(startFrame("v3:1"));
    expect((await nobody.closed).reason).toContain("no call that waits");
    const thief = await connectMedia(url);
    thief.send(startFrame("v3:2"));
    expect((await thief.closed).reason).toContain("no call that waits");
    const socket = await connectMedia(url);
    socket.send(startFrame("v3:1"));
    await accepting;
    const again = await connectMedia(url);
    again.send(startFrame("v3:1"));
    expect((await again.closed).reason).toContain("no call that waits");
  });

  it("whose audio is coded as nobody asked is refused, and the call goes without", async () => {
    const { accepting, url } = await answering("v3:1", recordedWatch());
    const socket = await connectMedia(url);
    socket.send(startFrame("v3:1").replace("PCMU", "G722"));
    expect((await socket.closed).reason).toContain("G722");
    expect(edge.refusals).toEqual(["The audio is coded as G722 at 8000 Hz, which was not asked for."]);
    await tell("call.hangup", { ...initiated("v3:1"), hangup_cause: "normal_clearing" });
    await expect(accepting).rejects.toMatchObject({ code: "call_over" });
  });

  it("survives frames that are none, some of them", async () => {
    const watch = recordedWatch();
    const { socket } = await accepted("v3:1", watch);
    socket.send(...HOSTILE_FRAMES.slice(0, 15), JSON.stringify({ event: "dtmf", dtmf: { digit: "5" } }));
    await vi.waitFor(() => expect(watch.told).toEqual(["digit 5"]), 30_000);
    rest.expects("GET /v2/calls/v3%3A1", { status: 200, body: { data: { is_alive: false } } });
    socket.send(...HOSTILE_FRAMES);
    expect(await watch.ended()).toMatchObject({ outcome: "failed", code: "outcome_unknown" });
  });
});

describe("a call that is made over Telnyx", () => {
  it("is ordered once, answered, told who answered, and hung up by the other", async () => {
    const watch = recordedWatch();
    const { body, about, url } = await dialled(watch);
    expect(body).toMatchObject({
      connection_id: "1234567890",
      to: THEIRS,
      from: OURS,
      timeout_secs: 30,
      command_id: "pca_1",
      answering_machine_detection: "detect",
    });
    await tell("call.initiated", { ...about, direction: "outgoing" });
    await tell("call.answered", about);
    await tell("call.machine.detection.ended", { ...about, result: "human" });
    expect(watch.told).toEqual([]);
    const socket = await connectMedia(url);
    socket.send(startFrame("v3:out"), mediaFrame(1));
    await vi.waitFor(() => expect(watch.told).toEqual(["answered", "answered by human"]), 30_000);
    await tell("call.hangup", { ...about, hangup_cause: "normal_clearing", hangup_source: "callee" });
    expect(watch.end).toEqual({ outcome: "hung_up", by: "them" });
    await tell("call.hangup", { ...about, hangup_cause: "user_busy" });
    expect(watch.told).toEqual(["answered", "answered by human", "ended"]);
    expect(rest.requests).toHaveLength(1);
  });

  it.each([
    ["user_busy", "486", { outcome: "busy" }],
    ["timeout", null, { outcome: "no_answer" }],
    ["call_rejected", "404", { outcome: "failed", code: "number_invalid" }],
  ])("ends as Telnyx says: %s", async (hangup_cause, sip_hangup_cause, end) => {
    const watch = recordedWatch();
    const { about } = await dialled(watch);
    await tell("call.hangup", { ...about, hangup_cause, sip_hangup_cause });
    expect(watch.end).toMatchObject(end);
    expect(watch.told).toEqual(["ended"]);
  });

  it.each([
    [
      { status: 422, body: { errors: [{ code: "10016", title: "Phone number must be in +E164 format" }] } },
      "number_invalid",
    ],
    [{ status: 403, body: { errors: [{ code: 10039, title: "Feature not permitted" }] } }, "not_permitted"],
    [{ status: 429, body: {} }, "carrier_busy"],
    [{ status: 401, body: { errors: [{ code: "10009", detail: `Bad ${API_KEY}` }] } }, "carrier_refused"],
  ])("that Telnyx refuses with %j fails as %s, and shows no secret", async (answer, code) => {
    rest.expects("POST /v2/calls", answer);
    const watch = recordedWatch();
    edge.carrier.network.dial({ id: "1", from: OURS, to: THEIRS, ringFor: 1_000, detectMachine: false }, watch);
    expect(await watch.ended()).toMatchObject({ outcome: "failed", code });
    expect(JSON.stringify(watch.end)).not.toContain(API_KEY);
  });

  it("is never ordered again when the connection broke, and events tell of it all the same", async () => {
    rest.expects("POST /v2/calls", { breaks: true });
    const watch = recordedWatch();
    const call = edge.carrier.network.dial(
      { id: "1", from: OURS, to: THEIRS, ringFor: 1_000, detectMachine: false },
      watch,
    );
    const { client_state } = await bodyOf("POST /v2/calls");
    await vi.waitFor(() => expect(edge.problems).toHaveLength(1), 30_000);
    await tell("call.initiated", { call_control_id: "v3:out", client_state, direction: "outgoing" });
    expect(call.carrierCallId).toBe("v3:out");
    rest.expects(action("v3:out", "hangup"), DONE);
    call.hangUp();
    await rest.got(action("v3:out", "hangup"));
    expect(watch.end).toEqual({ outcome: "cancelled" });
  });

  it("presses keys, without its media changing", async () => {
    const { call } = await accepted();
    rest.expects(action("v3:1", "send_dtmf"), DONE);
    await call.sendDigits("1w");
    expect(await bodyOf(action("v3:1", "send_dtmf"))).toEqual({ digits: "1w", duration_millis: 200 });
  });
});

describe("handing a call of Telnyx over", () => {
  async function transferring(watch = recordedWatch()) {
    const { call, socket } = await accepted("v3:1", watch);
    rest.expects(action("v3:1", "transfer"), DONE);
    const outcome = call.transfer("+14155550177").then(
      () => "done",
      (error: Error) => error.message,
    );
    const { to, target_leg_client_state } = await bodyOf(action("v3:1", "transfer"));
    expect(to).toBe("+14155550177");
    return { call, socket, outcome, other: { call_control_id: "v3:other", client_state: target_leg_client_state } };
  }

  it("ends it with us once the two are joined", async () => {
    const watch = recordedWatch();
    const { outcome, other } = await transferring(watch);
    await tell("call.initiated", { ...other, direction: "outgoing" });
    await tell("call.answered", other);
    expect(watch.end).toBe(null);
    await tell("call.bridged", other);
    expect(await outcome).toBe("done");
    expect(watch.end).toEqual({ outcome: "transferred" });
  });

  it("keeps the caller when the other is busy", async () => {
    const watch = recordedWatch();
    const { call, socket, outcome, other } = await transferring(watch);
    await tell("call.hangup", { ...other, hangup_cause: "user_busy" });
    expect(await outcome).toContain("the other is busy");
    call.send(pieceOf(1));
    await vi.waitFor(() => expect(socket.frames).toHaveLength(1), 30_000);
    expect(watch.end).toBe(null);
  });
});

describe("an event that Telnyx did not send", () => {
  it.each([
    ["with another key", { key: generateKeyPairSync("ed25519").privateKey }],
    ["from long ago", { ageSeconds: 400 }],
  ])("%s is refused, whatever it says", async (_what, more) => {
    const watch = recordedWatch();
    const { about } = await dialled(watch);
    expect(await tell("call.hangup", { ...about, hangup_cause: "user_busy" }, more)).toMatchObject({ status: 403 });
    expect(watch.told).toEqual([]);
  });

  it("without a signature is refused, and one that says nothing is none", async () => {
    const headers = { "content-type": "application/json" };
    const bare = await fetch(`${edge.url}/carriers/telnyx/calls`, { method: "POST", headers, body: "{}" });
    expect(bare.status).toBe(403);
    expect(await tell("call.hangup", {})).toMatchObject({ status: 400 });
  });
});

describe("several processes behind one address", () => {
  it("pass Telnyx's events and media on to the one that holds the call", async () => {
    const others = new Map([[7, edge.url]]);
    const other = await openEdge({ node: 8, publicUrl: edge.url, others });
    const watch = recordedWatch();
    const { about, url } = await dialled(watch);
    const socket = await connectMedia(url.replace(edge.url.replace("http", "ws"), other.url.replace("http", "ws")));
    socket.send(startFrame("v3:out"), mediaFrame(1));
    await vi.waitFor(() => expect(watch.told).toEqual(["answered"]), 30_000);
    expect(await tell("call.hangup", { ...about, hangup_cause: "normal_clearing" }, { at: other })).toMatchObject({
      status: 200,
    });
    expect(watch.end).toEqual({ outcome: "hung_up", by: "them" });
  });

  async function pair() {
    const brought = new Map<string, number>();
    const others = new Map<number, string>();
    const first = await openEdge({ brought, others });
    const second = await openEdge({ node: 8, publicUrl: first.url, brought, others });
    others.set(7, first.url).set(8, second.url);
    const came: IncomingCall[] = [];
    for (const each of [first, second]) each.carrier.network.listen((call) => void came.push(call));
    return { first, second, came };
  }

  it("have one call though Telnyx tells both of it in the same instant", async () => {
    const { first, second, came } = await pair();
    rest.expects(action("v3:1", "client_state_update", "PUT"), DONE);
    await Promise.all([first, second, first, second].map((at) => tell("call.initiated", initiated(), { at })));
    expect(came).toHaveLength(1);
    await rest.got(action("v3:1", "client_state_update", "PUT"));
  });

  it("let a caller have given up when the other is told so before Telnyx knows whose the call is", async () => {
    const { first, second, came } = await pair();
    rest.expects(action("v3:1", "client_state_update", "PUT"), DONE);
    await tell("call.initiated", initiated(), { at: first });
    await tell("call.hangup", initiated("v3:1", { hangup_cause: "originator_cancel" }), { at: second });
    expect(came[0]?.signal.aborted).toBe(true);
    await rest.got(action("v3:1", "client_state_update", "PUT"));
  });

  it("begin nothing for a call whose end overtook its beginning", async () => {
    const { first, second, came } = await pair();
    await tell("call.hangup", initiated("v3:1", { hangup_cause: "originator_cancel" }), { at: second });
    for (const at of [first, second]) await tell("call.initiated", initiated(), { at });
    expect(came).toEqual([]);
  });
});
