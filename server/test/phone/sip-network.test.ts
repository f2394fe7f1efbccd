import { createSocket } from "node:dgram";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import type { CallOrder, IncomingCall } from "../../src/ports/telephony.ts";
import { fromTls, lossyRelay, toTls } from "./lossy-relay.ts";
import { freePort, listening, openNetwork, selfSigned, sipp, Told, trunkOf, until } from "./sip-peer.ts";
import { INCOMING, OUTGOING, runIncoming, runOutgoing, takeCalls } from "./sip-scenarios.ts";

const ORDER: CallOrder = { id: "1", from: "+41446681800", to: "+41791234567", ringFor: 20_000, detectMachine: false };
const scenario = <Kind extends { name: string }>(all: readonly Kind[], name: string): Kind => {
  const found = all.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no scenario ${name}.`);
  return found;
};

function inviteFor(callId: string, more: readonly string[] = [], uri = "sip:+41446681800@127.0.0.1"): string {
  const lines = [
    `INVITE ${uri} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:9;rport;branch=z9hG4bK${callId}`,
    ...more,
    "To: <sip:+41446681800@127.0.0.1>",
    `Call-ID: ${callId}`,
    "CSeq: 1 INVITE",
    "Contact: <sip:x@127.0.0.1:9>",
    "Max-Forwards: 70",
    "Content-Length: 0",
  ];
  if (!more.some((line) => line.startsWith("From:"))) lines.push("From: <sip:+41791234567@127.0.0.1>;tag=f");
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/** A socket that says what it is told to and keeps the first lines of what it hears. */
async function voice(to: number) {
  const socket = createSocket("udp4");
  const heard: string[] = [];
  socket.on("message", (bytes) => void heard.push(bytes.toString("latin1")));
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return {
    port: socket.address().port,
    heard,
    say: (text: string) => new Promise((resolve) => socket.send(text, to, "127.0.0.1", resolve)),
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
}

describe.concurrent("a call of a process that died", () => {
  const GOODBYE = { carrierCallId: null, isHandingOver: false } as const;

  it("that came in is ended by another process, which the caller obeys", async () => {
    const [dead, other] = [await openNetwork(), await openNetwork()];
    const told = takeCalls(dead.network, {});
    const calling = sipp({ scenario: "in-hung-up", to: dead.port(), port: await freePort() });
    await until(() => (told[0]?.trace ?? null) !== null, "the call leaves a trace");
    other.network.endLost({ ...GOODBYE, trace: told[0]?.trace ?? null });
    expect(await calling).toEqual({ code: 0, errors: "" });
    for (const each of [other, dead]) await each.network.close(0);
    expect(other.notes).toEqual([]);
  });

  it("that went out is ended by another process, and what cannot be read ends nothing", async () => {
    const port = await freePort();
    const trunks = [trunkOf({ port })];
    const [dead, other] = [await openNetwork({ trunks }), await openNetwork({ trunks })];
    const called = sipp({ scenario: "out-answer", to: dead.port(), port });
    await listening(port);
    const told = new Told();
    dead.network.dial(ORDER, told);
    await until(() => told.trace !== null, "the call leaves a trace");
    other.network.endLost({ ...GOODBYE, trace: '{"trunk":"pbx"}' });
    other.network.endLost({ ...GOODBYE, trace: null });
    other.network.endLost({ ...GOODBYE, trace: told.trace });
    expect(await called).toEqual({ code: 0, errors: "" });
    await until(() => other.notes.length === 1, "what could not be read is told");
    for (const each of [other, dead]) await each.network.close(0);
  });
});

describe.concurrent("SIP over TCP and TLS", () => {
  it("takes and makes calls over TCP", async () => {
    for (const name of ["in-answer", "in-reliable"]) {
      const taken = await runIncoming(scenario(INCOMING, name), { transport: "t1", calls: 3 });
      expect([taken.code, taken.errors]).toEqual([0, ""]);
    }
    const made = await runOutgoing(scenario(OUTGOING, "out-answer"), { transport: "t1", calls: 3 });
    expect([made.code, made.errors]).toEqual([0, ""]);
    for (const { said } of made.told) expect(said).toEqual(["ringing", "answered", "ended hung_up"]);
  });

  it("takes calls over TLS", async () => {
    const tls = await selfSigned();
    const { network, port } = await openNetwork({ protocols: ["tls"], tls });
    const told = takeCalls(network, {});
    const relay = await toTls(port("tls"), tls.cert);
    const result = await sipp({ scenario: "in-answer", to: relay.port, port: await freePort(), transport: "t1" });
    await relay.close();
    await network.close(1_000);
    expect([result.code, result.errors]).toEqual([0, ""]);
    expect(told.map(({ said }) => said)).toEqual([["ended hung_up"]]);
  });

  it("makes calls over TLS to a trunk whose certificate it trusts, and to no other", async () => {
    const tls = await selfSigned();
    const sippPort = await freePort();
    const relay = await fromTls(sippPort, tls);
    const trunk = trunkOf({ host: "localhost", port: relay.port, transport: "tls" });
    const running = sipp({ scenario: "out-hangs-up", to: 9, port: sippPort, transport: "t1" });
    await listening(sippPort, "tcp");
    const wary = await openNetwork({ trunks: [trunk] });
    const refused = new Told();
    wary.network.dial(ORDER, refused);
    await until(() => refused.end !== null, "the call by a certificate that nobody vouches for ends");
    expect(refused.said).toEqual(["ended failed carrier_unreachable"]);
    const trusting = await openNetwork({ trunks: [trunk], ca: tls.cert.toString() });
    const told = new Told();
    trusting.network.dial(ORDER, told);
    const { code, errors } = await running;
    await until(() => told.end !== null, "the call ends");
    await Promise.all([wary.network.close(0), trusting.network.close(0), relay.close()]);
    expect([code, errors]).toEqual([0, ""]);
    expect(told.said).toEqual(["ringing", "answered", "ended hung_up"]);
  });

  it("closes a connection that sends no SIP, and answers a ping", async () => {
    const { network, port, notes } = await openNetwork();
    const socket = connect(port("tcp"), "127.0.0.1");
    const heard: string[] = [];
    socket.on("data", (bytes) => void heard.push(bytes.toString()));
    socket.write("\r\n\r\n");
    await until(() => heard.length > 0, "the pong");
    expect(heard.join("")).toBe("\r\n");
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    await new Promise((resolve) => socket.on("close", resolve));
    await network.close(0);
    expect(notes.some(({ detail }) => detail["reason"] === "the start line is none of SIP")).toBe(true);
  });
});

describe.concurrent("SIP where packets are lost and doubled", () => {
  it("brings calls to their end through a way that loses a tenth and doubles a tenth", async () => {
    const { network, port, media } = await openNetwork();
    const told = takeCalls(network, {});
    const relay = await lossyRelay(port(), { loss: 0.1, doubling: 0.1, seed: 7 });
    const result = await sipp({ scenario: "in-answer", to: relay.port, port: await freePort(), calls: 15, rate: 15 });
    await until(() => network.calls === 0, "the end of all calls");
    await network.close(0);
    await relay.close();
    expect([result.code, result.errors]).toEqual([0, ""]);
    expect(relay.counts.lost).toBeGreaterThan(3);
    expect(relay.counts.doubled).toBeGreaterThan(3);
    expect(told.map(({ said }) => said)).toEqual(told.map(() => ["ended hung_up"]));
    expect(told).toHaveLength(15);
    expect(media.every(({ isClosed }) => isClosed)).toBe(true);
  }, 40_000);

  it("gives up a trunk that says nothing", async () => {
    const mute = await voice(9);
    const trunk = trunkOf({ port: mute.port });
    const { network } = await openNetwork({ trunks: [trunk], timers: { t1: 10, t2: 40, t4: 50 } });
    const told = new Told();
    network.dial(ORDER, told);
    await until(() => told.end !== null, "the end of the call");
    await network.close(0);
    await mute.close();
    expect(told.said).toEqual(["ended failed carrier_unreachable"]);
    // 10, 20, 40, 80, 160 and 320 ms after the one before (timer A), within 640 ms (timer B).
    expect(mute.heard.length).toBeGreaterThan(3);
    expect(new Set(mute.heard).size).toBe(1);
  });
});

describe.concurrent("registration with a trunk", () => {
  it("answers the challenge, asks for the time that it is told to, and takes the registration back", async () => {
    const sippPort = await freePort();
    const running = sipp({ scenario: "out-register", to: 9, port: sippPort });
    await listening(sippPort);
    const trunk = trunkOf({ port: sippPort, username: "pbx", password: "secret", register: true });
    const { network, notes } = await openNetwork({ trunks: [trunk] });
    await until(() => network.problem() === null, "the registration");
    await network.close(0);
    expect(await running).toEqual({ code: 0, errors: "" });
    expect(notes).toContainEqual({ message: "Registered with a SIP trunk.", detail: { trunk: "pbx" } });
  });

  it("says why the trunk cannot be used while it does not register us, and tries again", async () => {
    const mute = await voice(9);
    const trunk = trunkOf({ port: mute.port, username: "pbx", password: "secret", register: true });
    const backOff = { first: 20, longest: 40 };
    const { network } = await openNetwork({ trunks: [trunk], timers: { t1: 2, t2: 8, t4: 10 }, backOff });
    const calls = () => new Set(mute.heard.map((text) => /CSeq: (\d+)/.exec(text)?.[1])).size;
    await until(() => calls() > 2, "three tries");
    expect(network.problem()).toMatch(/"pbx" does not register us: it did not answer in time/);
    const told = new Told();
    network.dial(ORDER, told);
    await until(() => told.end !== null, "the end of the call");
    expect(told.end).toMatchObject({ outcome: "failed", code: "carrier_unreachable" });
    await network.close(0);
    await mute.close();
  });
});

describe.concurrent("who is heard by SIP", () => {
  const elsewhere = trunkOf({ host: "192.0.2.1" });

  it("leaves strangers unanswered, and says so in the log at a bounded rate", async () => {
    const { network, port, notes } = await openNetwork({ trunks: [elsewhere] });
    network.listen(() => {
      throw new Error("A stranger's call got through.");
    });
    const stranger = await voice(port());
    for (let count = 0; count < 200; count++) await stranger.say(inviteFor(`s${count}`));
    await until(() => notes.length > 0, "the note");
    const socket = connect(port("tcp"), "127.0.0.1");
    await new Promise((resolve) => socket.on("close", resolve));
    await network.close(0);
    expect(stranger.heard).toEqual([]);
    expect(notes.length).toBeLessThan(10);
    expect(notes[0]).toMatchObject({ detail: { address: "127.0.0.1" } });
    await stranger.close();
  });

  it("refuses strangers a bounded number of times where that is wanted", async () => {
    const { network, port } = await openNetwork({ trunks: [elsewhere], strangers: "refuse" });
    const stranger = await voice(port());
    for (let count = 0; count < 300; count++) await stranger.say(inviteFor(`s${count}`));
    await until(() => stranger.heard.length >= 20, "the refusals");
    await network.close(0);
    expect(stranger.heard.every((text) => text.startsWith("SIP/2.0 403 Forbidden"))).toBe(true);
    expect(stranger.heard.length).toBeLessThan(60);
    await stranger.close();
  });

  it("hears the addresses that a trunk is allowed", async () => {
    const trunk = trunkOf({ host: "192.0.2.1", allowed_addresses: ["127.0.0.0/8"] });
    const { network, port } = await openNetwork({ trunks: [trunk] });
    const calls: IncomingCall[] = [];
    network.listen((call) => void calls.push(call));
    const caller = await voice(port());
    await caller.say(inviteFor("allowed"));
    await until(() => calls.length === 1, "the call");
    await until(() => caller.heard.length > 0, "the answer");
    await network.close(0);
    await caller.close();
    expect(caller.heard[0]).toMatch(/^SIP\/2\.0 100 /);
  });
});

describe.concurrent("what a call by SIP says of itself", () => {
  const identities: [string, string[], string | null][] = [
    ["the number in From", ['From: "A" <sip:+41791234567@x>;tag=f'], "+41791234567"],
    ["a national number with the trunk's country", ["From: <sip:0791234567@x>;tag=f"], "+41791234567"],
    [
      "the number that the trunk asserts",
      ["From: <sip:shop@x>;tag=f", "P-Asserted-Identity: <tel:+41-79-123-45-67>"],
      "+41791234567",
    ],
    ["nobody, where From is anonymous", ['From: "Anonymous" <sip:anonymous@anonymous.invalid>;tag=f'], null],
    [
      "nobody, where privacy is wanted",
      ["From: <sip:+41791234567@x>;tag=f", "Privacy: id;critical", "P-Asserted-Identity: <sip:+41791234567@x>"],
      null,
    ],
  ];
  it.each(identities)("takes %s for the caller", async (_name, headers, expected) => {
    const { network, port } = await openNetwork({
      trunks: [trunkOf({ country_code: "41", numbers: ["+41446681800"] })],
    });
    const calls: IncomingCall[] = [];
    network.listen((call) => void calls.push(call));
    const caller = await voice(port());
    await caller.say(inviteFor("who", headers, "sip:41446681800@127.0.0.1"));
    await until(() => calls.length === 1, "the call");
    await network.close(0);
    await caller.close();
    expect(calls[0]).toMatchObject({ from: expected, to: "+41446681800" });
  });
});

describe.concurrent("an answer to a caller that rings for sure (RFC 3262)", () => {
  const reliable = inviteFor("reliable", ["Require: 100rel", "Content-Type: application/sdp"]).replace(
    "Content-Length: 0\r\nFrom: <sip:+41791234567@127.0.0.1>;tag=f\r\n\r\n",
    "From: <sip:+41791234567@127.0.0.1>;tag=f\r\n\r\nv=0\r\n",
  );
  const isAnswer = (text: string) => text.startsWith("SIP/2.0 200") && /CSeq: 1 INVITE/.test(text);

  it("waits until the caller has confirmed that it rings", async () => {
    const { network, port } = await openNetwork();
    takeCalls(network, {});
    const caller = await voice(port());
    await caller.say(reliable);
    const rung = () => caller.heard.filter((text) => text.startsWith("SIP/2.0 180"));
    await until(() => rung().length === 2, "the ringing, once more");
    expect(caller.heard.filter(isAnswer)).toEqual([]);
    const [ringing = ""] = rung();
    const number = /RSeq: (\d+)/.exec(ringing)?.[1];
    const to = /^To: ([^\r]+)/m.exec(ringing)?.[1];
    const prack = inviteFor("reliable", [`RAck: ${number} 1 INVITE`])
      .replace(/^INVITE/, "PRACK")
      .replace("CSeq: 1 INVITE", "CSeq: 2 PRACK")
      .replace(/^To: [^\r]+/m, `To: ${to}`);
    await caller.say(prack);
    await until(() => caller.heard.some(isAnswer), "the answer");
    await network.close(0);
    await caller.close();
    const confirmed = caller.heard.findIndex((text) => /CSeq: 2 PRACK/.test(text));
    expect(confirmed).toBeGreaterThan(0);
    expect(confirmed).toBeLessThan(caller.heard.findIndex(isAnswer));
  });

  it("does not wait for ever", async () => {
    const { network, port } = await openNetwork({ timers: { t1: 50, t2: 200, t4: 250 } });
    takeCalls(network, {});
    const caller = await voice(port());
    await caller.say(reliable);
    await until(() => caller.heard.some(isAnswer), "the answer");
    await network.close(0);
    await caller.close();
  });
});

describe.concurrent("limits and ends of SIP calls", () => {
  it("takes no more calls than a trunk may have, and says when to try again", async () => {
    const { network, port } = await openNetwork({ trunks: [trunkOf({ max_calls: 2 })] });
    network.listen(() => undefined);
    const caller = await voice(port());
    for (const id of ["a", "b", "c"]) await caller.say(inviteFor(id));
    await until(() => caller.heard.some((text) => text.startsWith("SIP/2.0 503")), "the refusal");
    const refusal = caller.heard.find((text) => text.startsWith("SIP/2.0 503")) ?? "";
    expect(refusal).toMatch(/Call-ID: c\r\n/);
    expect(refusal).toMatch(/Retry-After: 5\r\n/);
    expect(network.calls).toBe(2);
    await network.close(0);
    expect(network.calls).toBe(0);
    await caller.close();
  });

  it("bounds the transactions of others", async () => {
    const { network, port } = await openNetwork({ mostTransactions: 5 });
    network.listen((call) => call.decline("busy"));
    const caller = await voice(port());
    for (let count = 0; count < 8; count++) await caller.say(inviteFor(`t${count}`));
    await until(() => caller.heard.filter((text) => text.startsWith("SIP/2.0 503")).length === 3, "three refusals");
    await network.close(0);
    await caller.close();
  });

  it("refuses a request that went out from here, and one that came by two ways", async () => {
    const listener = await voice(9);
    const { network, port } = await openNetwork({ trunks: [trunkOf({ port: listener.port })] });
    network.listen(() => undefined);
    network.dial(ORDER, new Told());
    await until(() => listener.heard.length > 0, "the INVITE");
    const caller = await voice(port());
    const own = /Via: [^\r]+/.exec(listener.heard[0] ?? "")?.[0] ?? "";
    await caller.say(inviteFor("loop", [own]));
    await until(() => caller.heard.some((text) => text.startsWith("SIP/2.0 482")), "the refusal");
    await caller.say(inviteFor("merged"));
    await caller.say(inviteFor("merged").replace("branch=z9hG4bKmerged", "branch=z9hG4bKother"));
    await until(() => caller.heard.filter((text) => text.startsWith("SIP/2.0 482")).length === 2, "the second one");
    await network.close(0);
    await Promise.all([caller.close(), listener.close()]);
  });

  it("calls no number of its own, no address that is none, and from no number of a stranger", async () => {
    const { network } = await openNetwork({ trunks: [trunkOf({ numbers: ["+41446681800", "+41446681801"] })] });
    const ends = await Promise.all(
      [
        { to: "+41446681801" },
        { to: "sip:+41446681801@example.com" },
        { to: "sip:x@y?Route=z" },
        { from: "+15551234567" },
      ].map(async (change) => {
        const told = new Told();
        network.dial({ ...ORDER, ...change }, told);
        await until(() => told.end !== null, "the end");
        return told.said;
      }),
    );
    await network.close(0);
    expect(ends).toEqual([
      ["ended failed call_loop"],
      ["ended failed call_loop"],
      ["ended failed number_invalid"],
      ["ended failed caller_number_unknown"],
    ]);
  });

  it("hangs up what is going on when its time to drain is over", async () => {
    const { network, port } = await openNetwork();
    const told = takeCalls(network, {});
    const running = sipp({ scenario: "in-hung-up", to: port(), port: await freePort() });
    await until(() => network.calls === 1 && told.length === 1, "the call");
    await until(() => network.transactions > 0, "the answer");
    await network.close(50);
    expect((await running).code).toBe(0);
    expect(told[0]?.said).toEqual(["ended hung_up"]);
  });
});
