import twilio from "twilio";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type CallWatch, type IncomingCall, type PhoneCall, TransferRefusedError } from "../../src/ports/telephony.ts";
import { openTwilioCalls } from "../../src/providers/twilio/calls.ts";
import { TWILIO_ACCOUNT } from "../messages/twilio-server.ts";
import {
  type CarrierEdge,
  type CarrierSocket,
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
const BASE = `/2010-04-01/Accounts/${TWILIO_ACCOUNT.sid}`;
const CREDENTIALS = `Basic ${Buffer.from(`${TWILIO_ACCOUNT.sid}:${TWILIO_ACCOUNT.token}`).toString("base64")}`;

let rest: ScriptedRest;
let edges: CarrierEdge[];
let edge: CarrierEdge;
let fetches: { close(): Promise<void> }[];

beforeEach(async () => {
  rest = await startScriptedRest(({ headers }) => headers.authorization === CREDENTIALS);
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
  const account = { accountSid: TWILIO_ACCOUNT.sid, authToken: TWILIO_ACCOUNT.token, baseUrl: rest.url, fetch };
  const opened = await openCarrierEdge({
    node: 7,
    ...options,
    open: (shared) => openTwilioCalls({ account, ...shared }),
  });
  edges.push(opened);
  return opened;
}

/** Posts a form as Twilio does, signed for the address that Twilio was told. */
async function post(
  path: string,
  form: Record<string, string>,
  more: { at?: CarrierEdge; token?: string; signal?: AbortSignal } = {},
) {
  const { at = edge, token = TWILIO_ACCOUNT.token, signal } = more;
  const url = new URL(path, edge.url).href;
  const answer = await fetch(new URL(new URL(url).pathname, at.url), {
    method: "POST",
    headers: {
      "x-twilio-signature": twilio.getExpectedTwilioSignature(token, url, form),
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams(form).toString(),
    ...(signal ? { signal } : {}),
  });
  return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
}

const incomingForm = (sid = "CA1", more: Record<string, string> = {}) => ({
  CallSid: sid,
  AccountSid: TWILIO_ACCOUNT.sid,
  From: THEIRS,
  To: OURS,
  CallStatus: "ringing",
  Direction: "inbound",
  ...more,
});

/** Reads where a call is connected to from TwiML. */
function streamIn(twiml: string): { url: string; token: string } {
  const url = /<Stream url="([^"]+)"/.exec(twiml)?.[1] ?? "";
  const token = /name="token" value="([^"]+)"/.exec(twiml)?.[1] ?? "";
  return { url, token };
}

const startFrame = (callSid: string, token: string) =>
  JSON.stringify({
    event: "start",
    sequenceNumber: "1",
    streamSid: `MZ${callSid}`,
    start: {
      accountSid: TWILIO_ACCOUNT.sid,
      streamSid: `MZ${callSid}`,
      callSid,
      tracks: ["inbound"],
      mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
      customParameters: { token },
    },
  });
const mediaFrame = (chunk: number) =>
  JSON.stringify({
    event: "media",
    media: {
      track: "inbound",
      chunk: String(chunk),
      timestamp: "5",
      payload: Buffer.alloc(160, 0xff).toString("base64"),
    },
  });
const STOP = JSON.stringify({ event: "stop", stop: {} });

/** Has the next call that comes in dealt with as `deal` says. */
function nextCall(deal: (call: IncomingCall) => unknown = () => undefined, at = edge): Promise<IncomingCall> {
  return new Promise((resolve) => {
    at.carrier.network.listen((call) => {
      deal(call);
      resolve(call);
    });
  });
}

/** Takes a call in; returns it and both ends of its media. */
async function accepted(sid = "CA1", watch: CallWatch = recordedWatch()) {
  let accepting: Promise<PhoneCall> = Promise.reject(new Error("No call came in."));
  accepting.catch(() => undefined);
  const came = nextCall((call) => {
    accepting = call.accept(watch);
  });
  const answer = await post("/carriers/twilio/calls", incomingForm(sid));
  await came;
  const stream = streamIn(answer.text);
  const socket = await connectMedia(stream.url);
  socket.send(
    '{"event":"connected","protocol":"Call","version":"1.0.0"}',
    startFrame(sid, stream.token),
    mediaFrame(1),
  );
  return { call: await accepting, socket, stream };
}

/** Makes a call that Twilio takes; returns what it was ordered with, and whoever answers it. */
async function dialled(watch: CallWatch = recordedWatch(), more: { detectMachine?: boolean } = {}) {
  rest.expects(`POST ${BASE}/Calls.json`, { status: 201, body: { sid: "CAout", status: "queued" } });
  const order = { id: "pca_1", from: OURS, to: THEIRS, ringFor: 30_000, detectMachine: more.detectMachine ?? false };
  const call = edge.carrier.network.dial(order, watch);
  await vi.waitFor(() => expect(call.carrierCallId).toBe("CAout"), 30_000);
  const form = new URLSearchParams((await rest.got(`POST ${BASE}/Calls.json`)).body);
  const stream = streamIn(form.get("Twiml") ?? "");
  const answer = async () => {
    const socket = await connectMedia(stream.url);
    socket.send(startFrame("CAout", stream.token), mediaFrame(1));
    return socket;
  };
  return { call, form, answer, status: form.get("StatusCallback") ?? "" };
}

const report = (url: string, CallStatus: string, more: Record<string, string> = {}) =>
  post(url, { CallSid: "CAout", AccountSid: TWILIO_ACCOUNT.sid, CallStatus, ...more });
const updates = (sid: string) => `POST ${BASE}/Calls/${sid}.json`;
const TAKEN = { status: 200, body: { sid: "CA", status: "in-progress" } };
const hangsUp = (sid: string) => rest.expects(updates(sid), TAKEN);
const hungUp = async (sid: string) => expect((await rest.got(updates(sid))).body).toBe("Status=completed");

describe("a call that Twilio brings", () => {
  it("is picked up once it is accepted, and its recorded session is heard in order", async () => {
    const watch = recordedWatch();
    let accepting: Promise<PhoneCall> | undefined;
    const came = nextCall((incoming) => {
      accepting = incoming.accept(watch);
    });
    const answer = await post("/carriers/twilio/calls", incomingForm());
    expect(answer).toMatchObject({ status: 200, type: expect.stringContaining("text/xml") as string });
    expect(await came).toMatchObject({ carrierCallId: "CA1", from: THEIRS, to: OURS });
    const { url, token } = streamIn(answer.text);
    expect(url).toBe(`${edge.url.replace("http", "ws")}/carriers/twilio/media/7`);
    const socket = await connectMedia(url);
    const frames = sessionOf("twilio", { id: "CA1", token });
    socket.send(...frames.slice(0, -1));
    const call = await accepting;
    expect(call).toMatchObject({ carrierCallId: "CA1", sampleRateHz: 8_000 });
    await vi.waitFor(() => expect(watch.told).toEqual(["digit 1", "digit #"]), 30_000);
    expect(watch.audio.map((samples) => Math.round((samples[0] ?? 0) / 1_000))).toEqual([1, 2, 3, 4]);
    socket.send(frames.at(-1) as string);
    expect(await watch.ended()).toEqual({ outcome: "hung_up", by: "them" });
    await socket.closed;
    expect(watch.told.at(-1)).toBe("ended");
  });

  it("hears what is said to it, marked, and cleared", async () => {
    const { call, socket } = await accepted();
    for (let frame = 0; frame < 25; frame++) call.send(pieceOf(1));
    call.clear();
    await vi.waitFor(() => expect(socket.frames).toHaveLength(27), 30_000);
    expect(socket.frames[0]).toMatchObject({ event: "media", streamSid: "MZCA1" });
    expect(socket.frames.at(-2)).toEqual({ event: "mark", streamSid: "MZCA1", mark: { name: "25" } });
    expect(socket.frames.at(-1)).toEqual({ event: "clear", streamSid: "MZCA1" });
  });

  it("is not sent more than five seconds that Twilio has not played", async () => {
    const { call, socket } = await accepted();
    const say = (frames: number) => {
      for (let frame = 0; frame < frames; frame++) call.send(pieceOf(1));
    };
    const media = () => socket.frames.filter(({ event }) => event === "media").length;
    say(25);
    socket.send(
      JSON.stringify({ event: "mark", mark: { name: "25" } }),
      JSON.stringify({ event: "dtmf", dtmf: { digit: "1" } }),
    );
    await vi.waitFor(() => expect(media()).toBe(25), 30_000);
    await vi.waitFor(() => {
      say(1_000);
      expect(media()).toBeGreaterThan(25);
    });
    await vi.waitFor(() => expect(media()).toBe(275), 30_000);
    say(100);
    socket.send(JSON.stringify({ event: "mark", mark: { name: "275" } }), mediaFrame(2));
    await vi.waitFor(() => {
      say(1);
      expect(media()).toBeGreaterThan(275);
    });
  });

  it("is hung up by us, once and for all", async () => {
    const watch = recordedWatch();
    const { call, socket } = await accepted("CA1", watch);
    hangsUp("CA1");
    call.hangUp();
    call.hangUp();
    expect(watch.end).toEqual({ outcome: "hung_up", by: "us" });
    await hungUp("CA1");
    await socket.closed;
    expect(watch.told).toEqual(["ended"]);
    await expect(call.sendDigits("1")).rejects.toMatchObject({ code: "call_over" });
    await expect(call.transfer(THEIRS)).rejects.toMatchObject({ code: "call_over" });
  });

  it("is hung up again when Twilio could not be reached", async () => {
    edge = await openEdge({ timings: { hangUpAgain: [10, 10] } });
    const { call } = await accepted();
    rest.expects(updates("CA1"), { breaks: true });
    rest.expects(updates("CA1"), { status: 503, body: {} });
    hangsUp("CA1");
    call.hangUp();
    await vi.waitFor(
      () => expect(rest.requests.filter(({ path }) => path.includes("/Calls/CA1"))).toHaveLength(3),
      30_000,
    );
  });

  it.each([
    ["busy", "busy"],
    ["declined", "rejected"],
    ["unavailable", "rejected"],
  ] as const)("is turned away as %s", async (why, reason) => {
    void nextCall((call) => call.decline(why));
    expect((await post("/carriers/twilio/calls", incomingForm())).text).toContain(`<Reject reason="${reason}"/>`);
  });

  it("is turned away when nobody listens, and when nobody decides in time", async () => {
    expect((await post("/carriers/twilio/calls", incomingForm())).text).toContain("<Reject");
    edge = await openEdge({ timings: { decideWithin: 20 } });
    const came = nextCall();
    expect((await post("/carriers/twilio/calls", incomingForm("CA2"))).text).toContain("<Reject");
    const call = await came;
    expect(call.signal.aborted).toBe(true);
    await expect(call.accept(recordedWatch())).rejects.toMatchObject({ code: "call_over" });
  });

  it("is sent on to another number, with the caller's own", async () => {
    let sent: Promise<void> | undefined;
    void nextCall((call) => {
      sent = call.redirect("+14155550177");
    });
    const { text } = await post("/carriers/twilio/calls", incomingForm());
    await sent;
    expect(text).toContain('<Dial answerOnBridge="true" timeout="60"><Number>+14155550177</Number></Dial>');
  });

  it.each(["completed", "canceled", "no-answer"])(
    "is given up when Twilio says %s before it is decided",
    async (status) => {
      const came = nextCall();
      const answer = post("/carriers/twilio/calls", incomingForm());
      const call = await came;
      await post("/carriers/twilio/call-status", incomingForm("CA1", { CallStatus: status }));
      expect(call.signal.aborted).toBe(true);
      expect((await answer).text).toContain("<Response></Response>");
      await expect(call.accept(recordedWatch())).rejects.toMatchObject({ code: "call_over" });
    },
  );

  it("is given up when Twilio waits no longer", async () => {
    const came = nextCall();
    const gone = new AbortController();
    const answer = post("/carriers/twilio/calls", incomingForm(), { signal: gone.signal }).catch(() => null);
    const call = await came;
    gone.abort();
    await answer;
    await vi.waitFor(() => expect(call.signal.aborted).toBe(true), 30_000);
  });

  it("is one call though Twilio asks twice", async () => {
    let calls = 0;
    edge.carrier.network.listen((call) => {
      calls += 1;
      void call.accept(recordedWatch()).catch(() => undefined);
    });
    const answers = await Promise.all([1, 2].map(() => post("/carriers/twilio/calls", incomingForm())));
    expect(answers[0]?.text).toBe(answers[1]?.text);
    expect(calls).toBe(1);
    const { url, token } = streamIn(answers[0]?.text ?? "");
    const socket = await connectMedia(url);
    socket.send(startFrame("CA1", token));
    // Who holds the answer of a call that goes on gets nothing from it.
    const again = await connectMedia(url);
    await vi.waitFor(() => expect(edge.refusals).toEqual([]), 30_000);
    again.send(startFrame("CA1", token));
    expect((await again.closed).reason).toContain("no call that waits");
  });

  it("ends when its media never come", async () => {
    edge = await openEdge({ timings: { joinWithin: 30 } });
    const watch = recordedWatch();
    let accepting: Promise<PhoneCall> | undefined;
    void nextCall((call) => {
      accepting = call.accept(watch);
      accepting.catch(() => undefined);
    });
    rest.expects(`GET ${BASE}/Calls/CA1.json`, TAKEN);
    hangsUp("CA1");
    await post("/carriers/twilio/calls", incomingForm());
    expect(await watch.ended()).toMatchObject({ outcome: "failed", code: "media_lost" });
    await expect(accepting).rejects.toMatchObject({ code: "call_over" });
    await hungUp("CA1");
  });

  it("ends when no audio ever comes over its media", async () => {
    edge = await openEdge({ timings: { silentFor: 50 } });
    const watch = recordedWatch();
    let accepting: Promise<PhoneCall> | undefined;
    void nextCall((call) => {
      accepting = call.accept(watch);
    });
    const { url, token } = streamIn((await post("/carriers/twilio/calls", incomingForm())).text);
    rest.expects(`GET ${BASE}/Calls/CA1.json`, TAKEN);
    hangsUp("CA1");
    const socket = await connectMedia(url);
    socket.send(startFrame("CA1", token));
    await accepting;
    expect(await watch.ended()).toMatchObject({ outcome: "failed", code: "media_lost" });
    await hungUp("CA1");
  });

  it("goes on in silence as long as Twilio still has it", async () => {
    edge = await openEdge({ timings: { silentFor: 30 } });
    const watch = recordedWatch();
    rest.expects(`GET ${BASE}/Calls/CA1.json`, TAKEN);
    rest.expects(`GET ${BASE}/Calls/CA1.json`, { status: 503, body: {} });
    rest.expects(`GET ${BASE}/Calls/CA1.json`, { status: 200, body: { sid: "CA1", status: "completed" } });
    await accepted("CA1", watch);
    expect(await watch.ended()).toEqual({ outcome: "hung_up", by: "them" });
    expect(rest.requests).toHaveLength(3);
  });

  it.each([
    ["is over", "completed", { outcome: "hung_up", by: "them" }],
    ["goes on", "in-progress", { outcome: "failed", code: "media_lost" }],
  ])("whose socket breaks ends as what Twilio says: it %s", async (_what, status, end) => {
    const watch = recordedWatch();
    const { socket } = await accepted("CA1", watch);
    rest.expects(`GET ${BASE}/Calls/CA1.json`, { status: 200, body: { sid: "CA1", status } });
    if (status === "in-progress") hangsUp("CA1");
    socket.terminate();
    expect(await watch.ended()).toMatchObject(end);
    if (status === "in-progress") await hungUp("CA1");
  });
});

describe("a socket for media", () => {
  it("that says nothing is closed", async () => {
    edge = await openEdge({ timings: { startWithin: 30 } });
    const socket = await connectMedia(`${edge.url.replace("http", "ws")}/carriers/twilio/media/7`);
    expect((await socket.closed).reason).toContain("did not say whose stream it is");
  });

  it.each([
    ["a token that is nobody's", startFrame("CA1", "x".repeat(40))],
    ["no token", startFrame("CA1", "")],
    ["audio before its start", mediaFrame(1)],
    ...HOSTILE_FRAMES.map((frame): [string, string] => [`${frame.slice(0, 40)} …`, frame]),
  ])("with %s gets no call", async (_what, frame) => {
    const { socket: other } = await accepted();
    const socket = await connectMedia(`${edge.url.replace("http", "ws")}/carriers/twilio/media/7`);
    socket.send(frame, STOP);
    expect((await socket.closed).code).toBe(1_000);
    expect(other.frames).toEqual([]);
  });

  it("with the token of one call and the name of another gets neither, and the call still gets its own", async () => {
    let accepting: Promise<PhoneCall> | undefined;
    void nextCall((call) => {
      accepting = call.accept(recordedWatch());
    });
    const { url, token } = streamIn((await post("/carriers/twilio/calls", incomingForm())).text);
    const thief = await connectMedia(url);
    thief.send(startFrame("CA2", token));
    expect((await thief.closed).reason).toContain("no call that waits");
    const socket = await connectMedia(url);
    socket.send(startFrame("CA1", token));
    expect((await accepting)?.carrierCallId).toBe("CA1");
  });

  it("that floods ends, and no other call notices", async () => {
    const watch = recordedWatch();
    const flooded = await accepted("CA1", watch);
    const quiet = await accepted("CA2");
    rest.expects(`GET ${BASE}/Calls/CA1.json`, { status: 200, body: { sid: "CA1", status: "in-progress" } });
    hangsUp("CA1");
    for (let frame = 0; frame < 1_100; frame++) flooded.socket.send(mediaFrame(frame + 2));
    expect(await watch.ended()).toMatchObject({ outcome: "failed", code: "media_lost" });
    expect(edge.refusals).toEqual(["More frames came than a call can have."]);
    quiet.call.send(pieceOf(1));
    await vi.waitFor(() => expect(quiet.socket.frames).toHaveLength(1), 30_000);
    await hungUp("CA1");
  });

  it("with a frame larger than any that carriers send is closed", async () => {
    const socket = await connectMedia(`${edge.url.replace("http", "ws")}/carriers/twilio/media/7`);
    socket.send("x".repeat(70_000));
    expect((await socket.closed).code).toBe(1_009);
  });

  it.each([
    ["/carriers/twilio/media/8", "404"],
    ["/carriers/telnyx/media/7/abc", "404"],
    ["/carriers/twilio/media/7/../../x", "404"],
    ["/carriers/twilio/media", "404"],
  ])("at %s is refused", async (path, status) => {
    await expect(connectMedia(`${edge.url.replace("http", "ws")}${path}`)).rejects.toThrow(status);
  });

  it("is refused to an address that tries too often", async () => {
    edge = await openEdge({ perMinute: 2 });
    const url = `${edge.url.replace("http", "ws")}/carriers/twilio/media/7`;
    const sockets: CarrierSocket[] = [await connectMedia(url), await connectMedia(url)];
    await expect(connectMedia(url)).rejects.toThrow("429");
    for (const socket of sockets) socket.close();
    await Promise.all(sockets.map(({ closed }) => closed));
  });
});

describe("a call that is made over Twilio", () => {
  it("is ordered once, rings, is answered when its media are there, and is hung up by the other", async () => {
    const watch = recordedWatch();
    const { call, form, answer, status } = await dialled(watch, { detectMachine: true });
    expect(Object.fromEntries(form)).toMatchObject({ To: THEIRS, From: OURS, Timeout: "30", AsyncAmd: "true" });
    expect(form.getAll("StatusCallbackEvent")).toEqual(["initiated", "ringing", "answered", "completed"]);
    expect(form.get("MachineDetection")).toBe("Enable");
    await report(status, "initiated");
    await report(status, "ringing");
    await report(status, "ringing");
    await report(status, "in-progress");
    expect(watch.told).toEqual(["ringing"]);
    await post(form.get("AsyncAmdStatusCallback") ?? "", { CallSid: "CAout", AnsweredBy: "machine_start" });
    call.send(pieceOf(1));
    const socket = await answer();
    await vi.waitFor(() => expect(watch.told).toEqual(["ringing", "answered", "answered by machine"]), 30_000);
    await report(status, "ringing");
    await report(status, "completed");
    expect(await watch.ended()).toEqual({ outcome: "hung_up", by: "them" });
    expect(watch.told).toEqual(["ringing", "answered", "answered by machine", "ended"]);
    await socket.closed;
    await report(status, "busy");
    expect(watch.told).toHaveLength(4);
    expect(rest.requests).toHaveLength(1);
  });

  it.each([
    ["busy", {}, { outcome: "busy" }],
    ["no-answer", {}, { outcome: "no_answer" }],
    ["canceled", {}, { outcome: "cancelled" }],
    ["failed", { SipResponseCode: "404" }, { outcome: "failed", code: "number_invalid" }],
    ["failed", { ErrorCode: "13227" }, { outcome: "failed", code: "not_permitted" }],
  ])("ends as Twilio says: %s %j", async (said, more, end) => {
    const watch = recordedWatch();
    const { status } = await dialled(watch);
    await report(status, said, more as Record<string, string>);
    expect(await watch.ended()).toMatchObject(end);
    expect(watch.told).toEqual(["ended"]);
  });

  it.each([
    [{ status: 400, body: { code: 21211, message: "Invalid 'To'." } }, "number_invalid"],
    [{ status: 400, body: { code: 21215, message: "Geo." } }, "not_permitted"],
    [{ status: 400, body: { code: 21210, message: "From." } }, "caller_id_refused"],
    [{ status: 429, body: { code: 20429, message: "Slow down." } }, "carrier_busy"],
    [{ status: 401, body: { code: 20003, message: `Not ${TWILIO_ACCOUNT.token}.` } }, "carrier_refused"],
    [{ status: 400, body: "no JSON of theirs" }, "carrier_refused"],
  ])("that Twilio refuses with %j fails as %s, and shows no secret", async (answer, code) => {
    rest.expects(`POST ${BASE}/Calls.json`, answer);
    const watch = recordedWatch();
    const call = edge.carrier.network.dial(
      { id: "1", from: OURS, to: THEIRS, ringFor: 1_000, detectMachine: false },
      watch,
    );
    expect(await watch.ended()).toMatchObject({ outcome: "failed", code });
    expect(JSON.stringify(watch.end)).not.toContain(TWILIO_ACCOUNT.token);
    expect(call.carrierCallId).toBe(null);
  });

  it.each([
    ["the connection broke", { breaks: true as const }],
    ["Twilio had a fault", { status: 500, body: {} }],
    ["the answer named no call", { status: 201, body: {} }],
  ])("is never ordered again when %s, and callbacks tell of it all the same", async (_what, answer) => {
    rest.expects(`POST ${BASE}/Calls.json`, answer);
    const watch = recordedWatch();
    const call = edge.carrier.network.dial(
      { id: "1", from: OURS, to: THEIRS, ringFor: 1_000, detectMachine: false },
      watch,
    );
    const form = new URLSearchParams((await rest.got(`POST ${BASE}/Calls.json`)).body);
    await vi.waitFor(() => expect(edge.problems).toHaveLength(1), 30_000);
    expect(watch.told).toEqual([]);
    await report(form.get("StatusCallback") ?? "", "ringing");
    expect(watch.told).toEqual(["ringing"]);
    expect(call.carrierCallId).toBe("CAout");
    hangsUp("CAout");
    call.hangUp();
    await hungUp("CAout");
    expect(watch.end).toEqual({ outcome: "cancelled" });
  });

  it("that is given up before Twilio has named it is hung up as soon as it does", async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = await startScriptedRest(() => true);
    slow.expects(/^POST .*Calls\.json$/, { status: 201, body: { sid: "CAout", status: "queued" } });
    hangsUp("CAout");
    const account = { accountSid: TWILIO_ACCOUNT.sid, authToken: TWILIO_ACCOUNT.token, baseUrl: rest.url };
    const fetch = fetchOf(rest.url);
    const slowFetch = fetchOf(slow.url);
    fetches.push(fetch, slowFetch);
    const late = {
      ...fetch,
      send: async (request: Parameters<typeof fetch.send>[0]) => {
        if (!request.url.endsWith("Calls.json")) return fetch.send(request);
        await held;
        return slowFetch.send({ ...request, url: request.url.replace(rest.url, slow.url) });
      },
    };
    const opened = await openCarrierEdge({
      node: 9,
      open: (shared) => openTwilioCalls({ account: { ...account, fetch: late }, ...shared }),
    });
    edges.push(opened);
    const watch = recordedWatch();
    const call = opened.carrier.network.dial(
      { id: "1", from: OURS, to: THEIRS, ringFor: 1_000, detectMachine: false },
      watch,
    );
    call.hangUp();
    expect(watch.end).toEqual({ outcome: "cancelled" });
    release();
    await hungUp("CAout");
    await slow.close();
    slow.assertDone();
  });

  it("of which no callback comes is asked for", async () => {
    edge = await openEdge({ timings: { pollAfter: 30 } });
    rest.expects(`GET ${BASE}/Calls/CAout.json`, { status: 200, body: { sid: "CAout", status: "ringing" } });
    rest.expects(`GET ${BASE}/Calls/CAout.json`, { status: 200, body: { sid: "CAout", status: "no-answer" } });
    const watch = recordedWatch();
    await dialled(watch);
    expect(await watch.ended()).toEqual({ outcome: "no_answer" });
    expect(watch.told).toEqual(["ringing", "ended"]);
  });

  it("that is answered and hung up before its media came was answered", async () => {
    const watch = recordedWatch();
    const { status } = await dialled(watch);
    await report(status, "completed");
    expect(await watch.ended()).toEqual({ outcome: "hung_up", by: "them" });
    expect(watch.told).toEqual(["answered", "ended"]);
  });
});

describe("keys that we press", () => {
  it("are pressed by Twilio, and the call goes on over another stream", async () => {
    const watch = recordedWatch();
    const { call, socket } = await accepted("CA1", watch);
    rest.expects(updates("CA1"), TAKEN);
    let isSent = false;
    const sending = call.sendDigits("12w#").then(() => {
      isSent = true;
    });
    const twiml = new URLSearchParams((await rest.got(updates("CA1"))).body).get("Twiml") ?? "";
    expect(twiml).toContain('<Play digits="12w#"/><Connect>');
    socket.send(STOP);
    await socket.closed;
    expect(isSent).toBe(false);
    const { url, token } = streamIn(twiml);
    const next = await connectMedia(url);
    next.send(startFrame("CA1", token), mediaFrame(1));
    await sending;
    call.send(pieceOf(1));
    await vi.waitFor(() => expect(next.frames).toHaveLength(1), 30_000);
    await vi.waitFor(() => expect(watch.audio).toHaveLength(2), 30_000);
    expect(watch.end).toBe(null);
  });

  it("that Twilio refuses leave the call as it is", async () => {
    const { call, socket } = await accepted();
    rest.expects(updates("CA1"), { status: 400, body: { code: 21218, message: "No." } });
    await expect(call.sendDigits("1")).rejects.toThrow("error 21218: No.");
    call.send(pieceOf(1));
    await vi.waitFor(() => expect(socket.frames).toHaveLength(1), 30_000);
  });

  it.each(["", "1e", "1 2", "W", "<1>", "1".repeat(101)])("are none as %j", async (digits) => {
    const { call } = await accepted();
    await expect(call.sendDigits(digits)).rejects.toMatchObject({ code: "invalid_field", param: "digits" });
  });
});

describe("a call whose audio cannot be worked with", () => {
  it("is hung up, and no other call is", async () => {
    const { call, socket: other } = await accepted("CA2");
    const broken = recordedWatch();
    broken.onAudio = () => {
      throw new Error("It broke.");
    };
    rest.expects(updates("CA1"), TAKEN);
    const { socket } = await accepted("CA1", broken);
    await socket.closed;
    expect(edge.problems).toContain("The audio of the call could not be worked with. It broke.");
    expect(await broken.ended()).toMatchObject({ outcome: "failed", code: "internal" });
    call.send(pieceOf(1));
    await vi.waitFor(() => expect(other.frames).toHaveLength(1));
  });
});

describe("handing a call over", () => {
  async function transferring(watch = recordedWatch()) {
    const { call, socket } = await accepted("CA1", watch);
    rest.expects(updates("CA1"), TAKEN);
    const outcome = call.transfer("+14155550177").then(
      () => "done",
      (error: Error) => error.message,
    );
    const twiml = new URLSearchParams((await rest.got(updates("CA1"))).body).get("Twiml") ?? "";
    socket.send(STOP);
    await socket.closed;
    const attribute = (name: string) => new RegExp(`${name}="([^"]+)"`).exec(twiml)?.[1] ?? "";
    return { call, outcome, twiml, action: attribute("action"), callback: attribute("statusCallback") };
  }

  it("ends it with us once the other has answered", async () => {
    const watch = recordedWatch();
    const { outcome, twiml, callback } = await transferring(watch);
    expect(twiml).toContain(">+14155550177</Number>");
    expect(watch.end).toBe(null);
    await post(callback, { CallSid: "CAchild", ParentCallSid: "CA1", CallStatus: "ringing" });
    expect(watch.end).toBe(null);
    await post(callback, { CallSid: "CAchild", ParentCallSid: "CA1", CallStatus: "in-progress" });
    expect(await outcome).toBe("done");
    expect(watch.end).toEqual({ outcome: "transferred" });
  });

  it("brings the caller back when the other does not answer", async () => {
    const watch = recordedWatch();
    const { call, outcome, action } = await transferring(watch);
    const { text } = await post(action, { CallSid: "CA1", CallStatus: "in-progress", DialCallStatus: "no-answer" });
    const { url, token } = streamIn(text);
    const socket = await connectMedia(url);
    socket.send(startFrame("CA1", token), mediaFrame(1));
    expect(await outcome).toContain("the other did not answer");
    call.send(pieceOf(1));
    await vi.waitFor(() => expect(socket.frames).toHaveLength(1), 30_000);
    expect(watch.end).toBe(null);
  });

  it("fails when Twilio refuses it, and the caller never left", async () => {
    const { call, socket } = await accepted();
    rest.expects(updates("CA1"), { status: 400, body: { code: 21218, message: "No." } });
    await expect(call.transfer("+14155550177")).rejects.toBeInstanceOf(TransferRefusedError);
    // After a fault of Twilio's own the other may have been called: that is no refusal.
    rest.expects(updates("CA1"), { status: 500, body: {} });
    const error = await call.transfer("+14155550177").catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: "transfer_failed" });
    expect(error).not.toBeInstanceOf(TransferRefusedError);
    call.send(pieceOf(1));
    await vi.waitFor(() => expect(socket.frames).toHaveLength(1), 30_000);
  });

  it("is asked for when nothing is heard of it", async () => {
    edge = await openEdge({ timings: { transferWithin: 50 } });
    const watch = recordedWatch();
    const listed = { status: 200, body: { calls: [{ sid: "CAchild", status: "in-progress" }] } };
    rest.expects(`GET ${BASE}/Calls.json?ParentCallSid=CA1&PageSize=20`, listed);
    const { outcome } = await transferring(watch);
    expect(await outcome).toBe("done");
    expect(watch.end).toEqual({ outcome: "transferred" });
  });

  it("ends when the caller hangs up meanwhile", async () => {
    const watch = recordedWatch();
    edge = await openEdge({ timings: { transferWithin: 50, joinWithin: 20 } });
    rest.expects(`GET ${BASE}/Calls.json?ParentCallSid=CA1&PageSize=20`, { status: 200, body: { calls: [] } });
    rest.expects(`GET ${BASE}/Calls/CA1.json`, { status: 200, body: { sid: "CA1", status: "completed" } });
    const { outcome, action } = await transferring(watch);
    const over = await post(action, { CallSid: "CA1", CallStatus: "completed", DialCallStatus: "canceled" });
    expect(over.text).toContain("<Response></Response>");
    expect(await outcome).toContain("did not say in time");
    expect(await watch.ended()).toEqual({ outcome: "hung_up", by: "them" });
  });
});

describe("a notice that Twilio did not send", () => {
  it.each([
    ["/carriers/twilio/calls", incomingForm()],
    ["/carriers/twilio/call-status", incomingForm("CA1", { CallStatus: "completed" })],
    ["/carriers/twilio/call-events/7/abc/status", { CallSid: "CAout", CallStatus: "completed" }],
  ])("to %s is refused, whatever it says", async (path, form) => {
    let calls = 0;
    edge.carrier.network.listen(() => {
      calls += 1;
    });
    expect(await post(path, form, { token: "guessed" })).toMatchObject({ status: 403 });
    expect(calls).toBe(0);
  });

  it("ends no call, though it names it rightly", async () => {
    const watch = recordedWatch();
    const { status } = await dialled(watch);
    expect(await post(status, { CallSid: "CAout", CallStatus: "completed" }, { token: "guessed" })).toMatchObject({
      status: 403,
    });
    // Signed for another call's address, it is refused for this one.
    const form = { CallSid: "CAout", CallStatus: "completed" };
    const signature = twilio.getExpectedTwilioSignature(TWILIO_ACCOUNT.token, status.replace(/.$/, "x"), form);
    const body = new URLSearchParams(form).toString();
    const headers = { "x-twilio-signature": signature, "content-type": "application/x-www-form-urlencoded" };
    expect((await fetch(status, { method: "POST", headers, body })).status).toBe(403);
    expect(watch.told).toEqual([]);
  });

  it.each([
    ["a form of another call", {}, 400],
    ["a body that is too large", incomingForm("CA1", { Extra: "x".repeat(70_000) }), 413],
  ])("is not read as a call: %s", async (_what, form, status) => {
    expect(await post("/carriers/twilio/calls", form as Record<string, string>)).toMatchObject({ status });
  });

  it("in another form than Twilio's is refused", async () => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${edge.url}/carriers/twilio/calls`, { method: "POST", headers, body: "{}" });
    expect(answer.status).toBe(400);
  });
});

describe("several processes behind one address", () => {
  it("pass notices and media on to the one that holds the call", async () => {
    const others = new Map<number, string>();
    const other = await openEdge({ node: 8, publicUrl: edge.url, others });
    others.set(7, edge.url);
    const watch = recordedWatch();
    const { form, status } = await dialled(watch);
    expect(await post(status, { CallSid: "CAout", CallStatus: "ringing" }, { at: other })).toMatchObject({
      status: 200,
    });
    expect(watch.told).toEqual(["ringing"]);
    const { url, token } = streamIn(form.get("Twiml") ?? "");
    const socket = await connectMedia(url.replace(edge.url.replace("http", "ws"), other.url.replace("http", "ws")));
    socket.send(startFrame("CAout", token), mediaFrame(1));
    await vi.waitFor(() => expect(watch.audio).toHaveLength(1), 30_000);
    expect(watch.told).toEqual(["ringing", "answered"]);
    socket.send(STOP);
    expect(await watch.ended()).toEqual({ outcome: "hung_up", by: "them" });
  });

  /** Two that know of the same calls, each of which counts those that come to it. */
  async function pair() {
    const brought = new Map<string, number>();
    const others = new Map<number, string>();
    const first = await openEdge({ brought, others });
    const second = await openEdge({ node: 8, publicUrl: first.url, brought, others });
    others.set(7, first.url).set(8, second.url);
    edge = first;
    const came: IncomingCall[] = [];
    for (const each of [first, second]) each.carrier.network.listen((call) => void came.push(call));
    return { first, second, came };
  }

  it("have one call though Twilio brings it to both in the same instant, and answer alike", async () => {
    const { first, second, came } = await pair();
    const asking = [first, second, first, second].map((at) => post("/carriers/twilio/calls", incomingForm(), { at }));
    await vi.waitFor(() => expect(came).toHaveLength(1), 30_000);
    const accepting = came[0]?.accept(recordedWatch());
    const answers = await Promise.all(asking);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const { url, token } = streamIn(answers[1]?.text ?? "");
    const socket = await connectMedia(url.replace(first.url.replace("http", "ws"), second.url.replace("http", "ws")));
    socket.send(startFrame("CA1", token), mediaFrame(1));
    expect(await accepting).toMatchObject({ carrierCallId: "CA1" });
    expect(came).toHaveLength(1);
  });

  it("connect the same call when Twilio waited in vain for the one and asks the other", async () => {
    const { first, second, came } = await pair();
    const gone = new AbortController();
    const lost = post("/carriers/twilio/calls", incomingForm(), { at: first, signal: gone.signal }).catch(() => null);
    await vi.waitFor(() => expect(came).toHaveLength(1), 30_000);
    gone.abort();
    await lost;
    const again = post("/carriers/twilio/calls", incomingForm(), { at: second });
    const accepting = came[0]?.accept(recordedWatch());
    const { url, token } = streamIn((await again).text);
    const socket = await connectMedia(url);
    socket.send(startFrame("CA1", token), mediaFrame(1));
    expect(await accepting).toMatchObject({ carrierCallId: "CA1" });
    expect(came).toHaveLength(1);
  });

  it("let a caller have given up when the other is told so, or nobody waits at the other any longer", async () => {
    const { first, second, came } = await pair();
    const answer = post("/carriers/twilio/calls", incomingForm(), { at: first });
    await vi.waitFor(() => expect(came).toHaveLength(1), 30_000);
    await post("/carriers/twilio/call-status", incomingForm("CA1", { CallStatus: "completed" }), { at: second });
    expect((await answer).text).toContain("<Response></Response>");
    expect(came[0]?.signal.aborted).toBe(true);
    void post("/carriers/twilio/calls", incomingForm("CA2"), { at: first }).catch(() => null);
    await vi.waitFor(() => expect(came).toHaveLength(2), 30_000);
    await came[1]?.redirect("+14155550177");
    const gone = new AbortController();
    const third = post("/carriers/twilio/calls", incomingForm("CA3"), { at: second, signal: gone.signal });
    third.catch(() => null);
    await vi.waitFor(() => expect(came).toHaveLength(3), 30_000);
    gone.abort();
    await vi.waitFor(() => expect(came[2]?.signal.aborted).toBe(true), 30_000);
  });

  it("begin nothing for a call that they heard of only when it was over", async () => {
    const { first, second, came } = await pair();
    await post("/carriers/twilio/call-status", incomingForm("CA1", { CallStatus: "completed" }), { at: second });
    for (const at of [first, second]) {
      expect((await post("/carriers/twilio/calls", incomingForm(), { at })).text).toContain("<Response></Response>");
    }
    expect(came).toEqual([]);
  });

  it("answer for one that is gone, so that Twilio ends the call", async () => {
    const path = `${edge.url}/carriers/twilio/call-events/99/abc/transfer-over`;
    const answer = await post(path, { CallSid: "CAout", DialCallStatus: "busy" });
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining("<Response></Response>") as string });
  });
});
