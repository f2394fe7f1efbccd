import { atLeast, atMost, digits, type Row, told } from "../report.ts";
import { median, quantile } from "../statistics.ts";
import type { RunResult } from "./load-process.ts";
import { TOKENS, TURN_LENGTH } from "./model-timing.ts";
import { type RunCost, runMeasured, type Stage } from "./stage.ts";

const CLIENTS = 200;
const MOST_TAIL = 3;
const LEAST_THROUGHPUT = 0.5;
const MOST_CPU = 0.9;
const OPEN_AT_ONCE = 20;

interface Side {
  results: RunResult[];
  costs: RunCost[];
}

type Load = { rounds: number; duration: number; period: number };

/** Measures 200 clients, in rounds that alternate between the relay and the server, each round on fresh sessions. */
export async function measureSaturation(stage: Stage, size: { rounds: number; duration: number }): Promise<Row[]> {
  // What the first round compiles and warms up is nobody's turn.
  await alternate(stage, { rounds: 1, duration: Math.min(size.duration, 3000), period: 0 });
  const busy = await alternate(stage, { ...size, period: 0 });
  const calm = await alternate(stage, { ...size, period: 1000 });
  return [...busyRows(busy.relay, busy.server), ...calmRows(calm.relay, calm.server)];
}

async function alternate(stage: Stage, load: Load): Promise<{ relay: Side; server: Side }> {
  const sides: { relay: Side; server: Side } = {
    relay: { results: [], costs: [] },
    server: { results: [], costs: [] },
  };
  for (let round = 0; round < load.rounds; round++) {
    for (const kind of ["relay", "server"] as const) {
      const target = kind === "relay" ? stage.relayTarget : stage.server.target;
      await stage.load.call("open", { group: kind, target, count: CLIENTS, concurrency: OPEN_AT_ONCE });
      const spread = load.period === 0 ? TURN_LENGTH : load.period;
      const { duration, period } = load;
      const { result, cost } = await runMeasured(stage, { group: kind, duration, spread, period });
      await stage.load.call("close", { group: kind, how: kind === "relay" ? "drop" : "end" });
      sides[kind].results.push(result);
      sides[kind].costs.push(cost);
    }
  }
  return sides;
}

function busyRows(relay: Side, server: Side): Row[] {
  const [floor, own] = [perSecond(relay), perSecond(server)];
  const cost = (side: Side, of: keyof RunCost) => median(side.costs.map((each) => each[of]));
  const others = [...relay.costs, ...server.costs].map((each) => each.others);
  return [
    tailRow(relay, server, "back to back"),
    atLeast(LEAST_THROUGHPUT, {
      name: `streamed turns per second, ${CLIENTS} clients back to back, of the relay's`,
      value: own / floor,
      unit: "×",
      beside: `server ${digits(own)}/s, relay ${digits(floor)}/s`,
    }),
    atMost(MOST_CPU, {
      name: "CPU per turn of the server's process",
      value: cost(server, "server"),
      unit: "ms",
      beside: `relay ${digits(cost(relay, "relay"))} ms; PostgreSQL ${digits(cost(server, "database"))} ms more`,
    }),
    told({
      name: "of the machine was taken by other programs meanwhile, median round",
      value: 100 * median(others),
      unit: "%",
      beside: `${digits(100 * Math.max(...others))} % in the worst round; from 10 % on, do not trust the tails`,
    }),
    soundness(relay, server),
  ];
}

function calmRows(relay: Side, server: Side): Row[] {
  const { goal: _, isMet: __, ...row } = tailRow(relay, server, "one turn a second each");
  return [told(row)];
}

/** Compares each round with its own neighbour and takes the middle one, so that no single disturbance decides. */
function tailRow(relay: Side, server: Side, pace: string): Row {
  const tails = (side: Side) => side.results.map(({ firstToken }) => quantile(firstToken, 0.99));
  const floors = tails(relay);
  const ratios = tails(server).map((tail, round) => tail / (floors[round] ?? Number.NaN));
  const middle = (side: Side) => digits(median(side.results.map(({ firstToken }) => median(firstToken))));
  const figures = (side: Side) => `p50 ${middle(side)}, p99 ${digits(median(tails(side)))} ms`;
  return atMost(MOST_TAIL, {
    name: `first-token p99, ${CLIENTS} clients ${pace}, of the relay's, median round`,
    value: median(ratios),
    unit: "×",
    beside: `server ${figures(server)}; relay ${figures(relay)}; rounds ${ratios.map(digits).join(", ")}`,
  });
}

/** Broken turns and missing pieces would make the other figures worthless. */
function soundness(relay: Side, server: Side): Row {
  const all = [...relay.results, ...server.results];
  const turns = sum(server.results.map(({ turns }) => turns));
  const pieces = sum(server.results.map(({ deltas }) => deltas)) / turns;
  return atMost(0, {
    name: "turns that did not end in a whole message",
    value: sum(all.map(({ broken }) => broken)),
    unit: "",
    beside: `${digits(pieces)} deltas a turn of ${TOKENS} tokens, ${turns} turns on the server`,
  });
}

function perSecond(side: Side): number {
  return median(side.results.map((result) => result.perSecond));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
