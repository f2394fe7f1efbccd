import { describe, expect, it } from "vitest";
import type { CallOrder } from "../../src/ports/telephony.ts";
import { freePort, listening, openNetwork, sipp, Told, trunkOf, until } from "./sip-peer.ts";
import { type IncomingScenario, runIncoming } from "./sip-scenarios.ts";

const ORDER: CallOrder = { id: "1", from: "+41446681800", to: "+41791234567", ringFor: 20_000, detectMachine: false };

/** Calls a party of sipp's that takes so many calls. */
async function call(scenario: string, { order = {}, calls = 1 }: { order?: Partial<CallOrder>; calls?: number } = {}) {
  const port = await freePort();
  const opened = await openNetwork({ trunks: [trunkOf({ port })] });
  const running = sipp({ scenario, to: opened.port(), port, calls });
  await listening(port);
  const told = new Told();
  const phone = opened.network.dial({ ...ORDER, ...order }, told);
  const result = await running;
  await until(() => opened.network.calls === 0, "the end of the call");
  await opened.network.close(2_000);
  return { ...result, ...opened, told, phone };
}

describe.concurrent("a call whose other end is replaced (RFC 3891)", () => {
  const taken: IncomingScenario = { name: "in-replaced", said: ["ended hung_up"] };

  it.each(["u1", "t1"] as const)("goes on with the new end over the same audio, by %s", async (transport) => {
    const { code, errors, told, opened } = await runIncoming(taken, { transport, calls: 3 });
    expect([code, errors]).toEqual([0, ""]);
    for (const { said } of told) expect(said).toEqual(taken.said);
    expect(told).toHaveLength(3);
    expect(opened.media.map(({ answers }) => answers.length)).toEqual([2, 2, 2]);
    expect(opened.media.every(({ isClosed }) => isClosed)).toBe(true);
    expect(opened.network.calls).toBe(0);
  });

  it("stays as it is where that must not be", async () => {
    const { code, errors, told, opened } = await runIncoming({ name: "in-not-replaced", said: [] });
    expect([code, errors]).toEqual([0, ""]);
    expect(told.map(({ said }) => said)).toEqual([["ended hung_up"]]);
    expect(opened.media).toHaveLength(1);
  });

  it("is picked up by somebody else while it rings", async () => {
    const { code, errors, told, media } = await call("out-picked-up");
    expect([code, errors]).toEqual([0, ""]);
    expect(told.said).toEqual(["ringing", "answered", "ended hung_up"]);
    expect(media.map(({ isClosed }) => isClosed)).toEqual([true]);
  });
});

describe.concurrent("somebody who was called to take a call over, and hands it on (RFC 5589)", () => {
  const order = { mayHandOn: true };

  it("leaves it to whom they spoke with", async () => {
    const { code, errors, told, media } = await call("out-handed-on", { order, calls: 2 });
    expect([code, errors]).toEqual([0, ""]);
    expect(told.said).toEqual(["answered", "ended hung_up"]);
    expect(media.map(({ answers }) => answers.length)).toEqual([2]);
    expect(media[0]?.answers[1]).toMatch(/^m=audio 6002 /m);
  });

  it("may hang up before it is known how that goes", async () => {
    const { code, errors, told } = await call("out-handed-on-left", { order, calls: 2 });
    expect([code, errors]).toEqual([0, ""]);
    expect(told.said).toEqual(["answered", "ended hung_up"]);
  });

  it("keeps it where the other has gone", async () => {
    const { code, errors, told, media } = await call("out-not-handed-on", { order, calls: 2 });
    expect([code, errors]).toEqual([0, ""]);
    expect(told.said).toEqual(["answered", "ended hung_up"]);
    expect(media.map(({ answers }) => answers.length)).toEqual([1]);
  });

  it("may not, where they were called for another reason", async () => {
    const { code, errors, told } = await call("out-refers");
    expect([code, errors]).toEqual([0, ""]);
    expect(told.said).toEqual(["answered", "ended hung_up"]);
  });
});
