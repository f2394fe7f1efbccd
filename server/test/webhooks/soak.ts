import { setTimeout as delay } from "node:timers/promises";
import type { EventEnvelope } from "../../src/domain/event.ts";
import { findDatabase, type ServerProcess, startServerProcess } from "../../src/testing/server-process.ts";
import { callApi, readLog } from "../durability/soak-api.ts";
import { type SeededRandom, seededRandom } from "../durability/seeded-random.ts";
import { passTime } from "./passing-time.ts";
import { SoakEndpoint } from "./soak-endpoint.ts";
import { findWebhookFaults } from "./soak-findings.ts";
import { holdConversation, type SoakServer } from "./soak-talk.ts";

/** How large a soak of webhooks is, and where its chances come from. */
export interface WebhookSoakOptions {
  /** Decides the moments of the kills and what the receivers answer. */
  seed: number;
  /** Into how many parts the day is cut, with a kill in every other one. */
  steps: number;
  conversationsPerStep: number;
  /** Is told of the progress, one line at a time. */
  report(line: string): void;
}

/** How much happened, to see that it tested what it is for. */
export interface WebhookSoakCounts {
  conversations: number;
  kills: number;
  /** Requests that had reached a receiver and were unanswered at a kill. */
  cut: number;
  /** Requests that reached the receivers. */
  arrivals: number;
  /** Deliveries that arrived more than once. */
  repeated: number;
  deliveries: number;
}

/** What a soak of webhooks saw. */
export interface WebhookSoakResult {
  /** What was not as promised, one sentence each. */
  faults: string[];
  counts: WebhookSoakCounts;
}

const HOURS = 24;
const UPDATES = 5;
const LATEST_KILL = 1_500;
/** How often what is due is awaited before time goes on. */
const CALM_EVERY = 100;
const PATIENCE = 90_000;

interface World extends SoakServer {
  agentId: string;
  endpoints: SoakEndpoint[];
  random: SeededRandom;
  counts: WebhookSoakCounts;
  ended: string[];
}

/**
 * Holds conversations through a simulated day in which one receiver is down and another is erratic, while the server is
 * killed at random moments; then both come back, and it is checked that each was told of everything, in order, genuine,
 * and that their feeds say the same.
 */
export async function runWebhookSoak(options: WebhookSoakOptions): Promise<WebhookSoakResult> {
  const world = await openWorld(options);
  try {
    for (let step = 0; step < options.steps; step += 1) {
      await runStep(world, { size: options.conversationsPerStep, isKilled: step % 2 === 0 });
      await passTime(databaseOf(world.server), HOURS / options.steps);
      options.report(`${Math.round(((step + 1) * HOURS) / options.steps)} h: ${JSON.stringify(world.counts)}`);
    }
    await comeToRest(world);
    return { faults: await judge(world), counts: world.counts };
  } finally {
    await world.server.cleanUp();
    await Promise.all(world.endpoints.map((endpoint) => endpoint.close()));
  }
}

async function openWorld({ seed }: WebhookSoakOptions): Promise<World> {
  const server = await startServerProcess({
    environment: {
      OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8",
      OPERATOR_QUICKSTART: "false",
      OPERATOR_RATE_LIMIT: "1000000",
    },
  });
  const random = seededRandom(seed);
  const endpoints: SoakEndpoint[] = [];
  try {
    endpoints.push(await SoakEndpoint.open(server, { isDown: true, random }));
    endpoints.push(await SoakEndpoint.open(server, { isDown: false, random }));
    const agentId = await createAgent(server);
    const counts = { conversations: 0, kills: 0, cut: 0, arrivals: 0, repeated: 0, deliveries: 0 };
    return { server, up: Promise.resolve(), agentId, endpoints, random, counts, ended: [] };
  } catch (error) {
    await server.cleanUp();
    await Promise.all(endpoints.map((endpoint) => endpoint.close()));
    throw error;
  }
}

async function createAgent(server: ServerProcess): Promise<string> {
  const runtime = { model: "simulated/assistant", prompt: { type: "fixed", text: "Answer." }, speaks_first: false };
  const agent = { name: "Soak", description: "Says nothing.", config: { runtime } };
  const created = await callApi<{ id: string; version_id: string }>(server, "POST", "/conversational_agents", agent);
  await callApi(server, "POST", `/conversational_agents/${created.version_id}/release`);
  return created.id;
}

async function runStep(world: World, { size, isKilled }: { size: number; isKilled: boolean }): Promise<void> {
  const { random, agentId, endpoints } = world;
  const held = Array.from({ length: size }, async () => {
    await delay(random.between(0, LATEST_KILL / 2));
    return holdConversation(world, agentId, UPDATES);
  });
  if (isKilled) {
    await delay(random.between(0, LATEST_KILL));
    await killAndStart(world);
  }
  world.ended.push(...(await Promise.all(held)));
  world.counts.conversations = world.ended.length;
  await Promise.all(endpoints.map((endpoint) => pull(world, endpoint)));
}

async function killAndStart(world: World): Promise<void> {
  let comeUp = () => {};
  world.up = new Promise((resolve) => {
    comeUp = resolve;
  });
  world.counts.kills += 1;
  world.counts.cut += world.endpoints.reduce((sum, endpoint) => sum + endpoint.unanswered(), 0);
  await world.server.kill();
  await world.server.start();
  comeUp();
}

async function pull({ server }: World, endpoint: SoakEndpoint): Promise<void> {
  await endpoint.pull(server);
}

/** Lets the receivers recover, and time pass, until nothing is pending. */
async function comeToRest(world: World): Promise<void> {
  const { server, endpoints } = world;
  for (const endpoint of endpoints) await endpoint.recover();
  const deadline = Date.now() + PATIENCE;
  while (await isAnythingPending(server)) {
    if (Date.now() > deadline) throw new Error("Deliveries are pending that should have been made.");
    await passTime(databaseOf(server), HOURS);
    await delay(CALM_EVERY);
  }
}

async function isAnythingPending(server: ServerProcess): Promise<boolean> {
  const path = "/webhook_deliveries?status=pending&limit=1";
  return (await callApi<{ data: unknown[] }>(server, "GET", path)).data.length > 0;
}

async function judge(world: World): Promise<string[]> {
  const { server, endpoints, ended, counts } = world;
  const logs = new Map<string, EventEnvelope[]>();
  for (const id of ended) logs.set(id, await readLog(server, id));
  const faults: string[] = [];
  for (const endpoint of endpoints) {
    await endpoint.pull(server);
    const feed = await endpoint.readFeed(server);
    const { arrivals, pulled, types } = endpoint;
    faults.push(...findWebhookFaults({ types, arrivals, feed, pulled, logs }));
    const ids = new Set(arrivals.map(({ deliveryId }) => deliveryId));
    counts.arrivals += arrivals.length;
    counts.repeated += arrivals.length - ids.size;
    counts.deliveries += feed.length;
  }
  return faults;
}

function databaseOf(server: ServerProcess): string {
  const database = findDatabase(server.dataDirectory);
  if (database === null) throw new Error(`No database runs in ${server.dataDirectory}.`);
  return database.url;
}
