import { runMeasured, type Stage } from "../chat/stage.ts";
import { DiskProbe } from "../disk.ts";
import { digits, type Row, told } from "../report.ts";
import { median, quantile } from "../statistics.ts";

const WARM_UP_TURNS = 20;
const CLIENTS = 20;

/** Measures turns with one tool call each: the time to the first word, and what a turn costs, beside the relay. */
export async function measureToolTurn(stage: Stage, size: { turns: number; duration: number }): Promise<Row[]> {
  return [...(await measureTime(stage, size.turns)), await measureCost(stage, size.duration)];
}

async function measureTime({ load, relayTarget, server }: Stage, turns: number): Promise<Row[]> {
  await load.call("open", { group: "one-relay", target: relayTarget, count: 1, concurrency: 1 });
  await load.call("open", { group: "one-server", target: server.target, count: 1, concurrency: 1 });
  const say = async (group: string) => {
    const { firstToken } = await load.call("run", { group, turns: 1, spread: 0, period: 0 });
    return firstToken[0] ?? Number.NaN;
  };
  const disk = new DiskProbe();
  const samples: Record<"relay" | "server" | "disk", number[]> = { relay: [], server: [], disk: [] };
  for (let turn = -WARM_UP_TURNS; turn < turns; turn++) {
    const [relay, own] = [await say("one-relay"), await say("one-server")];
    if (turn < 0) continue;
    samples.relay.push(relay);
    samples.server.push(own);
    samples.disk.push(disk.write());
  }
  disk.close();
  await load.call("close", { group: "one-relay", how: "drop" });
  await load.call("close", { group: "one-server", how: "end" });
  const [floor, own] = [median(samples.relay), median(samples.server)];
  const beside =
    `server ${digits(own)} (p99 ${digits(quantile(samples.server, 0.99))}), relay ${digits(floor)} ms, ${turns} turns each; ` +
    `three durable writes come before it, one takes ${digits(median(samples.disk))} ms on this disk`;
  const name = "first word of a turn with a tool call over the relay, 1 client, median";
  return [told({ name, value: own - floor, unit: "ms", beside })];
}

async function measureCost(stage: Stage, duration: number): Promise<Row> {
  const cost = async (group: string, target: Stage["relayTarget"]) => {
    await stage.load.call("open", { group, target, count: CLIENTS, concurrency: CLIENTS });
    const measured = await runMeasured(stage, { group, duration, spread: 0, period: 500 });
    await stage.load.call("close", { group, how: group === "relay" ? "drop" : "end" });
    return measured;
  };
  await cost("warm-up", stage.server.target);
  const relay = await cost("relay", stage.relayTarget);
  const { cost: own, result } = await cost("server", stage.server.target);
  return told({
    name: `CPU per turn with a tool call, server and PostgreSQL, ${CLIENTS} clients`,
    value: own.server + own.database,
    unit: "ms",
    beside:
      `server ${digits(own.server)}, PostgreSQL ${digits(own.database)} ms; relay ${digits(relay.cost.relay)} ms; ` +
      `first word ${digits(median(result.firstToken))} ms, relay ${digits(median(relay.result.firstToken))} ms`,
  });
}
