import { atMost, digits, type Row, told } from "../report.ts";
import { median } from "../statistics.ts";
import { fillEvents } from "./fill-events.ts";
import { TURN_LENGTH } from "./model-timing.ts";
import { runMeasured, type Stage, startBenchServer, stopBenchServer } from "./stage.ts";

/** How much more a turn may cost with a full table than with an empty one; within the noise of two runs. */
const MOST_GROWTH = 1.2;
const CLIENTS = 50;
const OPEN_AT_ONCE = 20;

interface Cost {
  rows: number;
  firstToken: number;
  server: number;
  database: number;
  create: number;
}

/** Measures a turn on one server while its event table grows from the first of `sizes`, in rows, to the last. */
export async function measureGrowth(stage: Stage, size: { rows: readonly number[]; duration: number }): Promise<Row[]> {
  const server = await startBenchServer(stage.modelUrl, null);
  const own = { ...stage, server };
  try {
    await measureCost(own, { rows: 0, duration: size.duration });
    const costs: Cost[] = [];
    for (const rows of size.rows) {
      await fillEvents(server.database.url, rows);
      costs.push(await measureCost(own, { rows, duration: size.duration }));
    }
    return [...costs.map(rowOf), growthRow(costs)];
  } finally {
    await stopBenchServer(server);
  }
}

async function measureCost(stage: Stage, size: { rows: number; duration: number }): Promise<Cost> {
  const { load, server } = stage;
  await load.call("open", { group: "single", target: server.target, count: 1, concurrency: 1 });
  const turns = Math.ceil(size.duration / TURN_LENGTH);
  const single = await load.call("run", { group: "single", turns, spread: 0, period: 0 });
  await load.call("close", { group: "single", how: "end" });
  await load.call("open", { group: "many", target: server.target, count: CLIENTS, concurrency: OPEN_AT_ONCE });
  const input = { group: "many", duration: size.duration, spread: TURN_LENGTH, period: 0 };
  const { cost } = await runMeasured(stage, input);
  await load.call("close", { group: "many", how: "end" });
  const { create } = await load.call("becomeReady", { target: server.target, count: 50, concurrency: 1 });
  return {
    rows: size.rows,
    firstToken: median(single.firstToken),
    server: cost.server,
    database: cost.database,
    create: median(create),
  };
}

function rowOf(cost: Cost): Row {
  return told({
    name: `CPU per turn with ${cost.rows.toLocaleString("en")} rows of events, server and PostgreSQL`,
    value: cost.server + cost.database,
    unit: "ms",
    beside:
      `server ${digits(cost.server)}, PostgreSQL ${digits(cost.database)} ms; ` +
      `first token ${digits(cost.firstToken)} ms, create call ${digits(cost.create)} ms (medians, 1 client)`,
  });
}

function growthRow(costs: readonly Cost[]): Row {
  const [least, most] = [costs[0], costs.at(-1)];
  const total = (cost: Cost | undefined) => (cost === undefined ? Number.NaN : cost.server + cost.database);
  return atMost(MOST_GROWTH, {
    name: "growth of a turn's CPU from the smallest to the largest table",
    value: total(most) / total(least),
    unit: "×",
    beside: `first token ${digits((most?.firstToken ?? Number.NaN) - (least?.firstToken ?? Number.NaN))} ms later`,
  });
}
