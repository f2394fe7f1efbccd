import { setTimeout as delay } from "node:timers/promises";
import { memoryOf } from "../chat/idle-sessions.ts";
import type { LoadCalls } from "../chat/load-process.ts";
import { FIRST_TOKEN_AFTER, TURN_LENGTH } from "../chat/model-timing.ts";
import { closeStage, openStage, type Stage } from "../chat/stage.ts";
import type { BenchOptions } from "../options.ts";
import { atMost, digits, type Row, told } from "../report.ts";
import { type SideProcess, startSideProcess } from "../side-process.ts";
import { median, quantile } from "../statistics.ts";
import { fillSleepers } from "./fill-sleepers.ts";
import type { PosterCalls, PostResult } from "./poster-process.ts";

const MOST_OVERHEAD = 50;
/** In KB, for each sleeping conversation: nothing but what a heap varies by. */
const MOST_MEMORY = 0.1;
const CLIENTS = 200;
/** How many write at once where each one's wait is measured. */
const FEW_CLIENTS = 8;
/** Long enough for housekeeping to have looked at everything more than once. */
const SETTLE = 25_000;

type Clients = SideProcess<PosterCalls>;

/** Measures async chats: what sleeping ones cost, how fast they answer, and how many turns a second they make. */
export async function benchAsync(options: BenchOptions): Promise<Row[]> {
  const stage = await openStage(options);
  const clients = startSideProcess<PosterCalls>(new URL("poster-process.ts", import.meta.url));
  try {
    return await measure(stage, clients, options.isQuick);
  } finally {
    await clients.end();
    await closeStage(stage);
  }
}

async function measure(stage: Stage, clients: Clients, isQuick: boolean): Promise<Row[]> {
  const count = isQuick ? 5_000 : 100_000;
  const size = isQuick
    ? { messages: 300, duration: 2_000, rounds: 1 }
    : { messages: 3_000, duration: 6_000, rounds: 5 };
  await post(stage, clients, { ids: await fillSleepers(stage.server.database.url, 200), concurrency: CLIENTS });
  await delay(2_000);
  const before = await memoryOf(stage.server);
  const ids = shuffled(await fillSleepers(stage.server.database.url, count + 200)).slice(0, count);
  await delay(SETTLE);
  const after = await memoryOf(stage.server);
  const rows = [memoryRow(before, after, count)];
  const take = (many: number) => ids.splice(0, many);
  const awake = await post(stage, clients, { ids: take(size.messages), concurrency: FEW_CLIENTS });
  rows.push(overheadRow(`of ${count} sleeping`, awake));
  await restart(stage);
  const restarted = await post(stage, clients, { ids: take(size.messages), concurrency: FEW_CLIENTS });
  rows.push(overheadRow("after a restart", restarted));
  rows.push(...(await throughputRows(stage, clients, { ...size, take })));
  return rows;
}

/** Stops the server and starts it again on the same data. */
async function restart({ server }: Stage): Promise<void> {
  await server.process.stop();
  await server.process.start();
  server.pid = server.process.child().pid;
  server.target.url = server.process.url();
}

function post({ server }: Stage, clients: Clients, run: { ids: string[]; concurrency: number; duration?: number }) {
  const { url, apiKey } = server.target;
  return clients.call("run", { url, apiKey, duration: 600_000, ...run });
}

interface Size {
  duration: number;
  rounds: number;
  take(many: number): string[];
}

async function throughputRows(stage: Stage, clients: Clients, { duration, rounds, take }: Size): Promise<Row[]> {
  const asleep: PostResult[] = [];
  const live: number[] = [];
  for (let round = 0; round < rounds; round++) {
    asleep.push(await post(stage, clients, { ids: take(CLIENTS * 40), concurrency: CLIENTS, duration }));
    live.push(await liveTurns(stage.load, stage, duration));
  }
  const perSecond = median(asleep.map((each) => each.perSecond));
  const broken = asleep.reduce((sum, each) => sum + each.broken, 0);
  return [
    told({
      name: `turns per second of sleeping conversations, ${CLIENTS} clients, of live ones'`,
      value: perSecond / median(live),
      unit: "×",
      beside: `async ${digits(perSecond)}/s, each to another conversation, real-time ${digits(median(live))}/s`,
    }),
    atMost(0, { name: "async turns that did not end in a whole message", value: broken, unit: "", beside: "" }),
  ];
}

async function liveTurns(load: SideProcess<LoadCalls>, stage: Stage, duration: number): Promise<number> {
  const group = "live";
  await load.call("open", { group, target: stage.server.target, count: CLIENTS, concurrency: 20 });
  const result = await load.call("run", { group, duration, spread: TURN_LENGTH, period: 0 });
  await load.call("close", { group, how: "end" });
  return result.perSecond;
}

function memoryRow(before: Memory, after: Memory, count: number): Row {
  return atMost(MOST_MEMORY, {
    name: `process memory for each of ${count} sleeping conversations (heap after a collection)`,
    value: Math.max(0, after.heapUsed - before.heapUsed) / count / 1024,
    unit: "KB",
    beside: `heap ${megabytes(before.heapUsed)} before them, ${megabytes(after.heapUsed)} with them; resident ${megabytes(before.rss)}, ${megabytes(after.rss)}`,
  });
}

type Memory = Awaited<ReturnType<typeof memoryOf>>;

function megabytes(bytes: number): string {
  return `${digits(bytes / 2 ** 20)} MB`;
}

/** What the model takes for its first piece is no doing of the platform's; what clients and model themselves take is left in. */
function overheadRow(which: string, { firstToken, turns, broken }: PostResult): Row {
  const overheads = firstToken.map((time) => time - FIRST_TOKEN_AFTER);
  return atMost(MOST_OVERHEAD, {
    name: `overhead of the first piece of an answer, ${which}, p99`,
    value: quantile(overheads, 0.99),
    unit: "ms",
    beside: `p50 ${digits(median(overheads))} ms, worst ${digits(Math.max(...overheads))} ms; ${turns} messages, ${FEW_CLIENTS} at once, each to another conversation; ${broken} broken`,
  });
}

function shuffled(ids: readonly string[]): string[] {
  return ids
    .map((id) => ({ id, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id);
}
