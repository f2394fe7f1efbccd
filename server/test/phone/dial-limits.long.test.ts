import { afterEach, describe, expect, it, vi } from "vitest";
import type { CallOrder } from "../../src/ports/telephony.ts";
import { OURS, type PhoneApp, startPhoneApp } from "../../src/testing/phone-app.ts";
import type { ScriptedNetworkOptions } from "../../src/testing/scripted-phone-network.ts";

const SECOND = "+14155550101";

let app: PhoneApp;

afterEach(async () => {
  app.network.assertFinished();
  await app.stop();
});

async function start(script: ScriptedNetworkOptions, variables: Record<string, string> = {}): Promise<string> {
  app = await startPhoneApp(script, variables);
  const agentId = await app.makePhoneAgent();
  await app.addNumber(OURS, { agent_id: agentId, is_default: true });
  return agentId;
}

const callee = (place: number) => `+1415556${String(1000 + place)}`;

/** Queues calls while the network is away, so that all of them wait. */
async function queue(
  agentId: string,
  count: number,
  channelOf: (place: number) => object = () => ({}),
): Promise<string[]> {
  app.network.setProblem("The trunk is away.");
  const ids: string[] = [];
  for (let place = 0; place < count; place += 1) {
    ids.push(await app.dial(agentId, { channel: channelOf(place) }, callee(place)));
  }
  return ids;
}

async function allOver(count: number): Promise<Record<string, number>> {
  const statuses: Record<string, number> = {};
  await vi.waitFor(
    async () => {
      const { body } = await app.call("GET", "/conversations?limit=1&status=queued");
      const running = await app.call("GET", "/conversations?limit=1&status=in-progress");
      expect([body["data"], running.body["data"]]).toEqual([[], []]);
    },
    { timeout: 60_000, interval: 200 },
  );
  for (const status of ["completed", "busy", "no-answer", "failed", "voicemail"]) {
    let cursor = "";
    statuses[status] = 0;
    do {
      const { body } = await app.call("GET", `/conversations?limit=100&status=${status}${cursor}`);
      statuses[status] += (body["data"] as unknown[]).length;
      cursor = body["has_more"] === true ? `&cursor=${body["cursor"] as string}` : "";
    } while (cursor !== "");
  }
  expect(Object.values(statuses).reduce((sum, of) => sum + of, 0)).toBe(count);
  return statuses;
}

describe("calls that wait for a line", () => {
  it("end as they should by the hundred, each dialled once, and never more at once than allowed", {
    timeout: 120_000,
  }, async () => {
    const count = 240;
    const place = ({ to }: CallOrder) => Number(to.slice(-3)) % 4;
    const agentId = await start(
      {
        party: (order) =>
          (
            [
              { does: "answer", hangsUpAfter: 150 },
              { does: "end", with: { outcome: "busy" }, after: 20 },
              { does: "end", with: { outcome: "no_answer" }, after: 60 },
              { does: "end", with: { outcome: "failed", code: "rejected", message: "It was refused." }, after: 5 },
            ] as const
          )[place(order)] ?? null,
      },
      { OPERATOR_MAX_CALLS: "12" },
    );
    await queue(agentId, count);
    expect(app.network.orders).toEqual([]);
    app.network.setProblem(null);
    expect(await allOver(count)).toEqual({ completed: 60, busy: 60, "no-answer": 60, failed: 60, voicemail: 0 });
    expect(app.network.most).toBeLessThanOrEqual(12);
    expect(app.network.most).toBeGreaterThan(4);
    expect(new Set(app.network.orders.map(({ to }) => to)).size).toBe(count);
  });

  it("are dialled by priority, and of one the oldest first", { timeout: 30_000 }, async () => {
    const agentId = await start(
      { party: () => ({ does: "end", with: { outcome: "busy" }, after: 1 }) },
      { OPERATOR_MAX_CALLS: "1" },
    );
    const priorities = ["low", "normal", "high", "low", "normal", "high"];
    await queue(agentId, 6, (place) => ({ priority: priorities[place] }));
    // A job queues each of them, in its own time.
    await vi.waitFor(async () => {
      const { body } = await app.call("GET", "/logs?kind=job&limit=100");
      const queued = (body["data"] as { summary: string }[]).filter(({ summary }) => summary.includes("to be dialled"));
      expect(queued).toHaveLength(6);
    }, 10_000);
    app.network.setProblem(null);
    await allOver(6);
    const order = app.network.orders.map(({ to }) => priorities[Number(to.slice(-1))]);
    expect(order).toEqual(["high", "high", "normal", "normal", "low", "low"]);
  });

  it("do not wait for those of a number whose lines are all taken", { timeout: 30_000 }, async () => {
    const agentId = await start({
      party: ({ from }) => (from === OURS ? { does: "ring" } : { does: "end", with: { outcome: "busy" } }),
    });
    await app.addNumber(SECOND, { max_calls: 5 });
    const { body } = await app.call("GET", "/phone_numbers");
    const id = (body["data"] as { id: string; number: string }[]).find(({ number }) => number === OURS)?.id;
    await app.call("PATCH", `/phone_numbers/${id}`, { max_calls: 2 });
    await queue(agentId, 12, (place) => ({ caller_no: place < 6 ? OURS : SECOND }));
    app.network.setProblem(null);
    await vi.waitFor(() => expect(app.network.orders.filter(({ from }) => from === SECOND)).toHaveLength(6), {
      timeout: 30_000,
    });
    expect(app.network.orders.filter(({ from }) => from === OURS)).toHaveLength(2);
    // The last that was busy may not have ended yet.
    await vi.waitFor(() => expect(app.network.open).toBe(2), { timeout: 30_000 });
  });

  it("leave the lines of a carrier to others that are allowed more", { timeout: 30_000 }, async () => {
    const agentId = await start({ party: () => ({ does: "ring" }) }, { OPERATOR_MAX_CALLS_PER_CARRIER: "twilio=3" });
    await queue(agentId, 8);
    app.network.setProblem(null);
    await vi.waitFor(() => expect(app.network.open).toBe(3), { timeout: 30_000 });
    const before = app.network.orders.length;
    app.network.calls[0]?.finish({ outcome: "busy" });
    await vi.waitFor(() => expect(app.network.orders.length).toBe(before + 1), { timeout: 30_000 });
    expect(app.network.most).toBe(3);
  });
});

describe("a process that is told to stop", () => {
  it("sends new callers on, has its agents say goodbye, and hangs up", { timeout: 30_000 }, async () => {
    const agentId = await start({}, { OPERATOR_CALL_DRAIN_SEC: "2" });
    await app.addNumber(SECOND, { agent_id: agentId, fallback_number: "+14155550777" });
    const incoming = app.network.callIn({ from: callee(1), to: SECOND });
    await vi.waitFor(() => expect(incoming.call?.spoken).toBeGreaterThanOrEqual(90), { timeout: 30_000 });
    const stopping = app.app.stop();
    const late = app.network.callIn({ from: callee(2), to: SECOND });
    await vi.waitFor(() => expect(late.redirected).toBe("+14155550777"), 30_000);
    expect(incoming.call?.end).toBeNull();
    const before = incoming.call?.spoken ?? 0;
    await stopping;
    expect(incoming.call?.end).toEqual({ outcome: "hung_up", by: "us" });
    // "Goodbye."
    expect(incoming.call?.spoken).toBeGreaterThanOrEqual(before + 80);
  });

  it("lets a call end by itself that does so in time", { timeout: 30_000 }, async () => {
    const agentId = await start({}, { OPERATOR_CALL_DRAIN_SEC: "20" });
    await app.addNumber(SECOND, { agent_id: agentId });
    const incoming = app.network.callIn({ from: callee(1), to: SECOND });
    await vi.waitFor(() => expect(incoming.call).not.toBeNull(), { timeout: 30_000 });
    const stopping = app.app.stop();
    incoming.call?.hangUpThere();
    await stopping;
    expect(incoming.call?.end).toEqual({ outcome: "hung_up", by: "them" });
  });
});
