import { startBenchServer, stopBenchServer } from "../bench-server.ts";
import { atMost, digits, type Row, told } from "../report.ts";
import { median } from "../statistics.ts";
import { fillEvents } from "./fill-events.ts";
import { TURN_LENGTH } from "./model-timing.ts";
import { runMeasured, type Stage } from "./stage.ts";

/** How much more a turn may cost with a full table than with an empty one; within the noise of two runs. */
const MOST_GROWTH = 1.2;
const CLIENTS = 50;
const OPEN_AT_ONCE = 20;
/** Until everything is compiled a turn costs half as much again, which would hide any growth. */
const WARM_UP = 12_000;
const CREATIONS = 30;

interface Cost {
  /** Medians, in ms, as one client sees them. */
  firstToken: number;
  create: number;
  /** CPU per turn in ms, under load. */
  server: number;
  database: number;
}

interface Candidate {
  rows: number;
  stage: Stage;
  costs: Cost[];
}

/** How the growth is measured. */
export interface GrowthSize {
  /** The sizes of the event table, in rows, smallest first. */
  rows: readonly number[];
  rounds: number;
  /** Of each measurement's load, in ms. */
  duration: number;
}

/**
 * Measures a turn on servers that differ in nothing but the size of their event table, in rounds that go from one to
 * the next, so that whatever else the machine does befalls all of them.
 */
export async function measureGrowth(stage: Stage, size: GrowthSize): Promise<Row[]> {
  const candidates: Candidate[] = [];
  try {
    for (const rows of size.rows) {
      const server = await startBenchServer({ modelUrl: stage.modelUrl, profileDirectory: null });
      const candidate = { rows, stage: { ...stage, server }, costs: [] };
      candidates.push(candidate);
      await measureCost(candidate.stage, WARM_UP);
      await fillEvents(server.database.url, rows);
    }
    for (let round = 0; round < size.rounds; round++) {
      for (const candidate of candidates) candidate.costs.push(await measureCost(candidate.stage, size.duration));
    }
  } finally {
    for (const candidate of candidates) await stopBenchServer(candidate.stage.server);
  }
  return [...candidates.map(rowOf), growthRow(candidates)];
}

async function measureCost(stage: Stage, duration: number): Promise<Cost> {
  const { load, server } = stage;
  await load.call("open", { group: "single", target: server.target, count: 1, concurrency: 1 });
  const turns = Math.ceil(duration / TURN_LENGTH);
  const single = await load.call("run", { group: "single", turns, spread: 0, period: 0 });
  await load.call("close", { group: "single", how: "end" });
  await load.call("open", { group: "many", target: server.target, count: CLIENTS, concurrency: OPEN_AT_ONCE });
  const { cost } = await runMeasured(stage, { group: "many", duration, spread: TURN_LENGTH, period: 0 });
  await load.call("close", { group: "many", how: "end" });
  const { create } = await load.call("becomeReady", { target: server.target, count: CREATIONS, concurrency: 1 });
  return {
    firstToken: median(single.firstToken),
    create: median(create),
    server: cost.server,
    database: cost.database,
  };
}

function rowOf(candidate: Candidate): Row {
  const of = (name: keyof Cost) => digits(typical(candidate, name));
  return told({
    name: `CPU per turn with ${candidate.rows.toLocaleString("en")} rows of events, server and PostgreSQL`,
    value: typical(candidate, "server") + typical(candidate, "database"),
    unit: "ms",
    beside:
      `server ${of("server")}, PostgreSQL ${of("database")} ms; ` +
      `first token ${of("firstToken")} ms, create call ${of("create")} ms (medians, 1 client)`,
  });
}

function growthRow(candidates: readonly Candidate[]): Row {
  const [least, most] = [candidates[0], candidates.at(-1)];
  const total = (candidate: Candidate | undefined) => typical(candidate, "server") + typical(candidate, "database");
  return atMost(MOST_GROWTH, {
    name: "growth of a turn's CPU from the smallest to the largest table",
    value: total(most) / total(least),
    unit: "×",
    beside: `first token ${digits(typical(most, "firstToken") - typical(least, "firstToken"))} ms later`,
  });
}

function typical(candidate: Candidate | undefined, name: keyof Cost): number {
  return median(candidate?.costs.map((cost) => cost[name]) ?? []);
}
