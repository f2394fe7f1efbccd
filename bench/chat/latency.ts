import { DiskProbe } from "../disk.ts";
import { atMost, digits, type Row, told } from "../report.ts";
import { median, quantile } from "../statistics.ts";
import type { Stage } from "./stage.ts";

const MOST_OVERHEAD = 3;
const MOST_READY = 100;
const WARM_UP_TURNS = 10;

/** Measures the first token at one client, turn about on the relay and the server. */
export async function measureFirstToken(stage: Stage, turns: number): Promise<Row[]> {
  const { load, relayTarget, server } = stage;
  await load.call("open", { group: "one-relay", target: relayTarget, count: 1, concurrency: 1 });
  await load.call("open", { group: "one-server", target: server.target, count: 1, concurrency: 1 });
  const say = async (group: string) => {
    const { firstToken } = await load.call("run", { group, turns: 1, spread: 0, period: 0 });
    return firstToken[0] ?? Number.NaN;
  };
  const disk = new DiskProbe();
  const samples: Record<"relay" | "server" | "disk", number[]> = { relay: [], server: [], disk: [] };
  for (let turn = -WARM_UP_TURNS; turn < turns; turn++) {
    const [relay, server] = [await say("one-relay"), await say("one-server")];
    if (turn < 0) continue;
    samples.relay.push(relay);
    samples.server.push(server);
    samples.disk.push(disk.write());
  }
  disk.close();
  await load.call("close", { group: "one-relay", how: "drop" });
  await load.call("close", { group: "one-server", how: "end" });
  const [floor, own] = [median(samples.relay), median(samples.server)];
  const beside = `server ${digits(own)} ms, relay ${digits(floor)} ms, ${turns} turns each`;
  return [
    atMost(MOST_OVERHEAD, {
      name: "first-token overhead over the relay, 1 client, median",
      value: own - floor,
      unit: "ms",
      beside,
    }),
    told({
      name: "one durable write of 8 KB to this disk meanwhile, median",
      value: median(samples.disk),
      unit: "ms",
      beside: `p99 ${digits(quantile(samples.disk, 0.99))} ms; the server makes one such before the first token`,
    }),
  ];
}

/** Measures from the answer to the create call to `conversation.started`, for one caller and for many at once. */
export async function measureReady(stage: Stage, count: number): Promise<Row[]> {
  const rows: Row[] = [];
  await stage.load.call("becomeReady", { target: stage.server.target, count: 20, concurrency: 1 });
  for (const concurrency of [1, 20]) {
    const input = { target: stage.server.target, count, concurrency };
    const { create, ready } = await stage.load.call("becomeReady", input);
    const whole = create.map((time, index) => time + (ready[index] ?? Number.NaN));
    const beside =
      `p50 ${digits(median(ready))} ms; the create call p50 ${digits(median(create))}, ` +
      `p99 ${digits(quantile(create, 0.99))} ms; both p99 ${digits(quantile(whole, 0.99))} ms`;
    const name = `ready to talk after the create call, p99, ${concurrency} at once`;
    rows.push(atMost(MOST_READY, { name, value: quantile(ready, 0.99), unit: "ms", beside }));
  }
  return rows;
}
