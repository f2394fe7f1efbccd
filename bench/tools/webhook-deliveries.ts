import { Client } from "pg";
import { apiOf } from "../api.ts";
import type { Stage } from "../chat/stage.ts";
import { cpuTimeOf, cpuTimeOfFamily } from "../cpu-time.ts";
import { digits, type Row, told } from "../report.ts";
import { startSideProcess, type SideProcess } from "../side-process.ts";
import { median, quantile } from "../statistics.ts";
import type { CallerCalls } from "./caller-process.ts";
import type { WebhookCalls } from "./webhook-process.ts";

const TYPE = "conversation.context.updated";
/** As many as it takes to keep busy all the requests that one process has under way. */
const ENDPOINTS = 8;
const CONVERSATIONS = 40;
const CONCURRENCY_PER_ENDPOINT = 16;
const SETTLE_POLL = 10;

/** How webhooks are measured. */
export interface WebhookSize {
  /** Events that are watched one by one. */
  events: number;
  /** Events of each of 40 conversations that are replayed. */
  replayed: number;
  rounds: number;
}

type Receiver = SideProcess<WebhookCalls>;

/** Measures how long after its event a webhook arrives, and how fast and at what cost many are delivered. */
export async function measureWebhooks(stage: Stage, toolUrl: string, size: WebhookSize): Promise<Row[]> {
  const receiver = startSideProcess<WebhookCalls>(new URL("webhook-process.ts", import.meta.url));
  try {
    const { url } = await receiver.call("open", {} as never);
    const first = await subscribe(stage, url);
    return [
      ...(await measureDelay(stage, receiver, size)),
      ...(await measureReplays(stage, { receiver, first, url, toolUrl, size })),
    ];
  } finally {
    await receiver.end();
  }
}

async function subscribe({ server }: Stage, url: string): Promise<string> {
  const body = { url, types: [TYPE] };
  const { id } = await apiOf(server.target.url, server.target.apiKey)<{ id: string }>("POST /webhook_endpoints", body);
  return id;
}

async function measureDelay(stage: Stage, receiver: Receiver, { events }: WebhookSize): Promise<Row[]> {
  const { target } = stage.server;
  await receiver.call("watch", { target, events: Math.ceil(events / 4) });
  await receiver.call("sendBare", { count: events });
  const marked = new Date();
  const sightings = await receiver.call("watch", { target, events });
  const bare = await receiver.call("sendBare", { count: events });
  const delays = sightings.map(({ seen, arrived }) => arrived - seen);
  const pickUps = await readPickUps(stage, marked);
  return [
    told({
      name: "webhook at its receiver after its event at the client, 1 at a time, median",
      value: median(delays),
      unit: "ms",
      beside: `p99 ${digits(quantile(delays, 0.99))} ms; a bare POST is there after ${digits(median(bare))} ms; ${events} events`,
    }),
    told({
      name: "its job picked up after the event, median",
      value: median(pickUps),
      unit: "ms",
      beside: `p99 ${digits(quantile(pickUps, 0.99))} ms; from the event's own time, so its commit is included`,
    }),
  ];
}

/** Reads how long after their events the first attempts began, in ms; both times are whole milliseconds. */
async function readPickUps({ server }: Stage, since: Date): Promise<number[]> {
  const rows = await query<{ ms: string }>(
    server.database.url,
    `select extract(epoch from a.at - d.created_at) * 1000 as ms
       from webhook_attempts a join webhook_deliveries d on d.id = a.delivery_id
      where a.number = 1 and d.created_at >= $1`,
    [since],
  );
  return rows.map(({ ms }) => Number(ms));
}

interface Replays {
  receiver: Receiver;
  first: string;
  url: string;
  toolUrl: string;
  size: WebhookSize;
}

async function measureReplays(stage: Stage, { receiver, first, url, toolUrl, size }: Replays): Promise<Row[]> {
  const others = await Promise.all(Array.from({ length: ENDPOINTS - 1 }, () => subscribe(stage, url)));
  const all = [first, ...others];
  const made = { target: stage.server.target, conversations: CONVERSATIONS, events: size.replayed, times: ENDPOINTS };
  const marked = new Date();
  await receiver.call("make", made);
  const count = CONVERSATIONS * size.replayed;
  const replay = (endpoints: readonly string[]) => measureReplay(stage, receiver, { endpoints, count, since: marked });
  await replay([first]);
  const [one, many] = [[] as Replay[], [] as Replay[]];
  for (let round = 0; round < size.rounds; round++) {
    one.push(await replay([first]));
    many.push(await replay(all));
  }
  return [replayRow(one, 1, count), replayRow(many, ENDPOINTS, count), costRow(many, await measureBare(toolUrl, size))];
}

interface Replay {
  perSecond: number;
  /** CPU per delivery, in ms. */
  server: number;
  database: number;
}

async function measureReplay(
  { server }: Stage,
  receiver: Receiver,
  { endpoints, count, since }: { endpoints: readonly string[]; count: number; since: Date },
): Promise<Replay> {
  const total = count * endpoints.length;
  const times = () => ({ server: cpuTimeOf(server.pid), database: cpuTimeOfFamily(server.database.pid) });
  const before = times();
  const began = performance.now();
  const arrived = receiver.call("expect", { count: total });
  const body = { status: "delivered", created_at_gte: since.toISOString() };
  const callServer = apiOf(server.target.url, server.target.apiKey);
  await Promise.all(endpoints.map((id) => callServer(`POST /webhook_endpoints/${id}/replay`, body)));
  await arrived;
  const elapsed = performance.now() - began;
  await allSettled(server.database.url);
  const after = times();
  return {
    perSecond: (total * 1_000) / elapsed,
    server: (after.server - before.server) / total,
    database: (after.database - before.database) / total,
  };
}

async function allSettled(databaseUrl: string): Promise<void> {
  for (;;) {
    const [row] = await query<{ count: string }>(
      databaseUrl,
      "select count(*) from webhook_deliveries where status = 'pending'",
    );
    if (row?.count === "0") return;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_POLL));
  }
}

async function measureBare(url: string, { rounds }: WebhookSize): Promise<{ cpu: number; perSecond: number }> {
  const caller = startSideProcess<CallerCalls>(new URL("caller-process.ts", import.meta.url));
  try {
    await caller.call("open", { url });
    const block = { way: "http" as const, count: 2_000, concurrency: CONCURRENCY_PER_ENDPOINT };
    await caller.call("runBlock", block);
    const blocks = [];
    for (let round = 0; round < rounds; round++) blocks.push(await caller.call("runBlock", block));
    return { cpu: median(blocks.map(({ cpu }) => cpu)), perSecond: median(blocks.map(({ perSecond }) => perSecond)) };
  } finally {
    await caller.end();
  }
}

function replayRow(replays: readonly Replay[], endpoints: number, count: number): Row {
  return told({
    name: `webhook deliveries per second, replayed at once to ${endpoints === 1 ? "one endpoint" : `${endpoints} endpoints`}`,
    value: median(replays.map(({ perSecond }) => perSecond)),
    unit: "",
    beside: `${count * endpoints} deliveries in ${CONVERSATIONS * endpoints} lanes, each attempt stored`,
  });
}

function costRow(replays: readonly Replay[], bare: { cpu: number; perSecond: number }): Row {
  const of = (name: keyof Replay) => median(replays.map((replay) => replay[name]));
  return told({
    name: "CPU per webhook delivery, server and PostgreSQL",
    value: of("server") + of("database"),
    unit: "ms",
    beside:
      `server ${digits(of("server"))}, PostgreSQL ${digits(of("database"))} ms; a bare POST ${digits(bare.cpu)} ms, ` +
      `${bare.perSecond.toFixed(0)} per second from one process`,
  });
}

async function query<Result extends object>(url: string, statement: string, values: unknown[] = []): Promise<Result[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Result>(statement, values)).rows;
  } finally {
    await client.end();
  }
}
