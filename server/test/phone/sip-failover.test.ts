import { describe, expect, it } from "vitest";
import type { CallOrder } from "../../src/ports/telephony.ts";
import { startNameServer } from "./name-server.ts";
import { headerIn, type Reply, type ScriptedPeer, startPeer } from "./scripted-peer.ts";
import { freePort, listening, openNetwork, sipp, type TestNetwork, Told, trunkOf, until } from "./sip-peer.ts";

const ORDER: CallOrder = { id: "1", from: "+41446681800", to: "+41791234567", ringFor: 20_000, detectMachine: false };
const QUICK = { t1: 20, t2: 80, t4: 100 };
const BUSY = (): Reply => ({ status: 486 });
const RESTING = (): Reply => ({ status: 503, headers: ["Retry-After: 60"] });

/** A network whose trunk is a name with these places, the first of them first. */
async function networkOf(ports: readonly number[], more: TestNetwork & { trunk?: Record<string, unknown> } = {}) {
  const { trunk = {}, ...rest } = more;
  const protocol = trunk["transport"] ?? "udp";
  const records = ports.map((port, priority) => ({ priority, port, target: "127.0.0.1" }));
  const names = await startNameServer({ [`_sip._${String(protocol)}.carrier.test`]: records });
  const trunks = [trunkOf({ host: "carrier.test", port: undefined, ...trunk })];
  const opened = await openNetwork({ trunks, nameServers: [names.address], ...rest });
  return { ...opened, close: () => Promise.all([opened.network.close(0), names.close()]) };
}

async function outcomeOf(network: { dial(order: CallOrder, told: Told): unknown }, to = ORDER.to): Promise<string[]> {
  const told = new Told();
  network.dial({ ...ORDER, to }, told);
  await until(() => told.end !== null, "the end of the call");
  return told.said;
}

const closeAll = (...peers: readonly ScriptedPeer[]) => Promise.all(peers.map((peer) => peer.close()));

describe.concurrent("a trunk with several places", () => {
  it("takes the next one after a 503, with the same request, and leaves the first alone as long as it asks", async () => {
    const first = await startPeer({ by: ["udp"], reply: RESTING });
    const second = await startPeer({ by: ["udp"], reply: BUSY });
    const { network, close } = await networkOf([first.port, second.port]);
    expect(await outcomeOf(network)).toEqual(["ended busy"]);
    expect(await outcomeOf(network)).toEqual(["ended busy"]);
    await close();
    await closeAll(first, second);
    const [refused] = first.requests("INVITE");
    const [taken] = second.requests("INVITE");
    expect(first.requests("INVITE")).toHaveLength(1);
    expect(second.requests("INVITE")).toHaveLength(2);
    for (const name of ["Call-ID", "CSeq", "From", "To"])
      expect(headerIn(taken ?? "", name)).toBe(headerIn(refused ?? "", name));
    expect(headerIn(taken ?? "", "Via")).not.toBe(headerIn(refused ?? "", "Via"));
  });

  it("takes the next one after a 503 without Retry-After, and asks the first again next time", async () => {
    const first = await startPeer({ by: ["udp"], reply: () => ({ status: 503 }) });
    const second = await startPeer({ by: ["udp"], reply: BUSY });
    const { network, close } = await networkOf([first.port, second.port]);
    expect([await outcomeOf(network), await outcomeOf(network)]).toEqual([["ended busy"], ["ended busy"]]);
    await close();
    await closeAll(first, second);
    expect(first.requests("INVITE")).toHaveLength(2);
  });

  it("takes the next one when the first gives no answer, and asks it first from then on", async () => {
    const first = await startPeer({ by: ["udp"], reply: () => "silence" });
    const second = await startPeer({ by: ["udp"], reply: BUSY });
    const { network, close } = await networkOf([first.port, second.port], { timers: QUICK });
    expect(await outcomeOf(network)).toEqual(["ended busy"]);
    const before = first.heard.length;
    expect(await outcomeOf(network)).toEqual(["ended busy"]);
    expect(first.heard.length).toBe(before);
    await close();
    await closeAll(first, second);
  });

  it("holds a whole call at the second place when the first cannot be connected to", async () => {
    const [closed, port] = [await freePort(), await freePort()];
    const trunk = { transport: "tcp" };
    const { network, close } = await networkOf([closed, port], { trunk });
    const running = sipp({ scenario: "out-hangs-up", to: 9, port, transport: "t1" });
    await listening(port, "tcp");
    expect(await outcomeOf(network)).toEqual(["ringing", "answered", "ended hung_up"]);
    expect(await running).toEqual({ code: 0, errors: "" });
    await close();
  });

  it("takes the next one when the first closes its connection", async () => {
    const first = await startPeer({ by: ["tcp"], reply: () => "close" });
    const second = await startPeer({ by: ["tcp"], reply: BUSY });
    const { network, close } = await networkOf([first.port, second.port], { trunk: { transport: "tcp" } });
    expect(await outcomeOf(network)).toEqual(["ended busy"]);
    await close();
    await closeAll(first, second);
  });

  it("says that it cannot be reached once no place is left", async () => {
    const peers = await Promise.all([1, 2].map(() => startPeer({ by: ["udp"], reply: () => "silence" })));
    const ports = peers.map(({ port }) => port);
    const { network, close } = await networkOf(ports, { timers: QUICK });
    expect(await outcomeOf(network)).toEqual(["ended failed carrier_unreachable"]);
    await close();
    await closeAll(...peers);
  });

  it("leaves a place at port 0 out, which nothing can be sent to", async () => {
    const second = await startPeer({ by: ["udp"], reply: BUSY });
    const some = await networkOf([0, second.port]);
    const none = await networkOf([0]);
    expect(await outcomeOf(some.network)).toEqual(["ended busy"]);
    expect(await outcomeOf(none.network)).toEqual(["ended failed carrier_unreachable"]);
    expect([some.network.calls, none.network.calls]).toEqual([0, 0]);
    await Promise.all([some.close(), none.close()]);
    await second.close();
  });

  it("calls nobody, and says so, while its only place asks to be left alone", async () => {
    const only = await startPeer({ by: ["udp"], reply: RESTING });
    const { network, close } = await networkOf([only.port]);
    expect(await outcomeOf(network)).toEqual(["ended failed carrier_error"]);
    expect(network.problem()).toMatch(/asks to be left alone for \d+ s more/);
    expect(await outcomeOf(network)).toEqual(["ended failed carrier_unreachable"]);
    await close();
    await only.close();
    expect(only.requests("INVITE")).toHaveLength(1);
  });

  it("does not go on with a call that was given up meanwhile", async () => {
    const first = await startPeer({ by: ["udp"], reply: () => "silence" });
    const second = await startPeer({ by: ["udp"], reply: BUSY });
    const { network, close } = await networkOf([first.port, second.port], { timers: QUICK });
    const told = new Told();
    const call = network.dial(ORDER, told);
    await until(() => first.heard.length > 0, "the INVITE");
    call.hangUp();
    await until(() => network.calls === 0, "the end of the tries");
    await close();
    await closeAll(first, second);
    expect(told.said).toEqual(["ended cancelled"]);
    expect(second.heard).toEqual([]);
  });

  it("registers at the next place when the first does not serve or does not answer", async () => {
    const replies: Reply[] = [{ status: 503, headers: ["Retry-After: 60"] }, "silence"];
    for (const reply of replies) {
      const first = await startPeer({ by: ["udp"], reply: () => reply });
      const second = await startPeer({ by: ["udp"], reply: () => ({ status: 200, headers: ["Expires: 600"] }) });
      const trunk = { register: true, username: "us", password: "secret" };
      const { network, close } = await networkOf([first.port, second.port], { trunk, timers: QUICK });
      await until(() => network.problem() === null, "the registration");
      await close();
      await closeAll(first, second);
      expect(first.requests("REGISTER").length).toBeGreaterThan(0);
      expect(second.requests("REGISTER").length).toBeGreaterThan(0);
    }
  });
});

describe.concurrent("a request of more than 1,300 bytes on a trunk by UDP", () => {
  const LONG = `sip:${"9".repeat(500)}@carrier.test`;

  it("goes by TCP, and the others by UDP", async () => {
    const peer = await startPeer({ by: ["udp", "tcp"], reply: BUSY });
    const { network } = await openNetwork({ trunks: [trunkOf({ port: peer.port })] });
    expect(await outcomeOf(network, LONG)).toEqual(["ended busy"]);
    expect(await outcomeOf(network)).toEqual(["ended busy"]);
    await network.close(0);
    await peer.close();
    const [long = "", short = ""] = peer.requests("INVITE");
    expect(long.length).toBeGreaterThan(1_300);
    expect(headerIn(long, "Via")).toMatch(/^SIP\/2\.0\/TCP /);
    // What comes back to us later comes as it would have.
    expect(headerIn(long, "Contact")).not.toMatch(/transport/);
    expect(headerIn(short, "Via")).toMatch(/^SIP\/2\.0\/UDP /);
  });

  it("goes by UDP where no TCP is taken", async () => {
    const peer = await startPeer({ by: ["udp"], reply: BUSY });
    const { network } = await openNetwork({ trunks: [trunkOf({ port: peer.port })] });
    expect(await outcomeOf(network, LONG)).toEqual(["ended busy"]);
    await network.close(0);
    await peer.close();
    expect(headerIn(peer.requests("INVITE")[0] ?? "", "Via")).toMatch(/^SIP\/2\.0\/UDP /);
  });

  it("goes by UDP where a connection is closed without an answer, and is not tried by TCP again", async () => {
    const isByTcp = (text: string) => headerIn(text, "Via").startsWith("SIP/2.0/TCP");
    const peer = await startPeer({
      by: ["udp", "tcp"],
      reply: (_method, text) => (isByTcp(text) ? "close" : { status: 486 }),
    });
    const { network } = await openNetwork({ trunks: [trunkOf({ port: peer.port })] });
    expect(await outcomeOf(network, LONG)).toEqual(["ended busy"]);
    expect(await outcomeOf(network, LONG)).toEqual(["ended busy"]);
    await network.close(0);
    await peer.close();
    expect(peer.requests("INVITE").map(isByTcp)).toEqual([true, false, false]);
  });
});
