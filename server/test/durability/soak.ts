import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { type FakeModelServer, startFakeModelServer } from "../../src/testing/fake-model-server.ts";
import { findDatabase, type ServerProcess, startServerProcess } from "../../src/testing/server-process.ts";
import { DatabaseStall } from "./database-stall.ts";
import { playModel, TOOL_NAME } from "./dialogue.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";
import { callApi, createSoakAgent } from "./soak-api.ts";
import { judgeConversation } from "./soak-judge.ts";
import type { SoakCounts, SoakWorld } from "./soak-world.ts";
import { Story } from "./story.ts";
import { startToolReceiver, type ToolReceiver } from "./tool-receiver.ts";

/** How large a soak is, and where its chances come from. */
export interface SoakOptions {
  /** Decides the moments of the kills and what the users do. */
  seed: number;
  conversations: number;
  /** How many conversations are open at each kill. */
  batchSize: number;
  /** Is told of the progress, one line at a time. */
  report(line: string): void;
}

/** What a soak saw. */
export interface SoakResult {
  /** What was not as promised, one sentence each, with the conversation's id. */
  faults: string[];
  counts: SoakCounts;
}

/** From the opening of a batch to its kill, at most. */
const LATEST_KILL = 900;
/** How often a batch's kill is followed by another one during the recovery. */
const SECOND_KILL_SHARE = 0.35;
const SLOWEST_TOOL = 300;
/** How often the database stops taking events shortly before a kill, and for how long on either side of it. */
const STALL_SHARE = 0.5;
const LONGEST_STALL = 200;

/**
 * Holds conversations with the real server while killing it at random moments, and checks of each one that it kept
 * what it promised. The conversations come in batches, and every batch sees at least one kill.
 */
export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const random = seededRandom(options.seed);
  const model = await startFakeModelServer({ answer: playModel });
  const receiver = await startToolReceiver(() => random.between(5, SLOWEST_TOOL));
  const result: SoakResult = { faults: [], counts: emptyCounts() };
  let world: SoakWorld | null = null;
  try {
    world = await openWorld(model, receiver);
    while (result.counts.conversations < options.conversations) {
      const size = Math.min(options.batchSize, options.conversations - result.counts.conversations);
      await runBatch(world, { size, random, result });
      options.report(progressOf(result));
    }
  } finally {
    await world?.server.cleanUp();
    await Promise.all([model.close(), receiver.close()]);
  }
  return result;
}

async function openWorld(model: FakeModelServer, receiver: ToolReceiver): Promise<SoakWorld> {
  const server = await startServerProcess({
    environment: {
      OPERATOR_MODEL_SERVERS: `soak=${model.baseUrl}`,
      OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8",
      OPERATOR_QUICKSTART: "false",
      OPERATOR_RATE_LIMIT: "1000000",
    },
  });
  try {
    await installTool(server, receiver.url);
    const agentId = await createSoakAgent(server);
    return { server, receiver, agentId, up: Promise.resolve() };
  } catch (error) {
    await server.cleanUp();
    throw error;
  }
}

async function installTool(server: ServerProcess, url: string): Promise<void> {
  const client = new Client({ connectionString: databaseOf(server) });
  await client.connect();
  const schema = { type: "object", properties: { note: { type: "string" } }, required: ["note"] };
  await client.query(
    "insert into tools (name, description, method, url, input_schema) values ($1, $2, 'POST', $3, $4)",
    [TOOL_NAME, "Keeps a note.", url, JSON.stringify(schema)],
  );
  await client.end();
}

async function runBatch(
  world: SoakWorld,
  batch: { size: number; random: SeededRandom; result: SoakResult },
): Promise<void> {
  const { random, result } = batch;
  const stories = await Promise.all(Array.from({ length: batch.size }, () => createStory(world, random)));
  const told = stories.map((story) => story.tell().catch((error: unknown) => story.failure(error)));
  await delay(random.between(0, LATEST_KILL));
  await killAndStart(world, { stories, ...batch });
  if (random.next() < SECOND_KILL_SHARE) {
    await delay(random.between(0, LATEST_KILL));
    await killAndStart(world, { stories, ...batch });
  }
  for (const story of stories) story.comeToAnEnd();
  const failures = await Promise.all(told);
  for (const [index, story] of stories.entries()) {
    const { faults, counts } = await judgeConversation(world, story.client);
    const failure = failures[index];
    const all = [...(typeof failure === "string" ? [failure] : []), ...faults];
    result.faults.push(...all.map((fault) => `${story.client.conversationId}: ${fault}`));
    addCounts(result.counts, counts);
  }
}

async function createStory(world: SoakWorld, random: SeededRandom): Promise<Story> {
  const seed = Math.floor(random.next() * 2 ** 32);
  const body = { agent_id: world.agentId, channel: { type: "chat_realtime" } };
  const created = await callApi<{ id: string; channel: { token: string } }>(
    world.server,
    "POST",
    "/conversations",
    body,
  );
  return new Story(world, { id: created.id, token: created.channel.token }, seededRandom(seed));
}

async function killAndStart(
  world: SoakWorld,
  batch: { stories: readonly Story[]; random: SeededRandom; result: SoakResult },
): Promise<void> {
  const { counts } = batch.result;
  const stall = batch.random.next() < STALL_SHARE ? await beginStall(world, batch.random) : null;
  const outlastsStart = batch.random.next() < 0.5;
  const comeUp = goDown(world);
  counts.kills += 1;
  counts.stalls += stall === null ? 0 : 1;
  counts.turnsCut += batch.stories.filter((story) => story.isWaiting()).length;
  counts.toolCallsCut += world.receiver.openCount();
  const killed = performance.now();
  await world.server.kill();
  if (!outlastsStart) await stall?.end();
  await world.server.start();
  counts.longestRestart = Math.max(counts.longestRestart, Math.round(performance.now() - killed));
  comeUp();
  if (outlastsStart && stall !== null) {
    await delay(batch.random.between(0, LONGEST_STALL));
    await stall.end();
  }
}

async function beginStall(world: SoakWorld, random: SeededRandom): Promise<DatabaseStall> {
  const stall = await DatabaseStall.begin(databaseOf(world.server));
  await delay(random.between(0, LONGEST_STALL));
  return stall;
}

/** Makes everyone wait who asks whether the server is up; returns what ends that. */
function goDown(world: SoakWorld): () => void {
  let comeUp = () => {};
  world.up = new Promise((resolve) => {
    comeUp = resolve;
  });
  return comeUp;
}

function databaseOf(server: ServerProcess): string {
  const database = findDatabase(server.dataDirectory);
  if (database === null) throw new Error(`No database runs in ${server.dataDirectory}.`);
  return database.url;
}

function emptyCounts(): SoakCounts {
  return {
    conversations: 0,
    kills: 0,
    stalls: 0,
    storedEvents: 0,
    deltas: 0,
    turnsCut: 0,
    toolCallsCut: 0,
    toolCalls: 0,
    toolCallsUnanswered: 0,
    reconnects: 0,
    longestRestart: 0,
  };
}

function addCounts(counts: SoakCounts, more: Partial<SoakCounts>): void {
  for (const [name, count] of Object.entries(more)) counts[name as keyof SoakCounts] += count;
}

function progressOf({ counts, faults }: SoakResult): string {
  const { conversations, kills, stalls, turnsCut, toolCallsCut } = counts;
  return `${conversations} conversations, ${kills} kills (${stalls} with a stalled database, ${turnsCut} turns, ${toolCallsCut} tool calls cut), ${faults.length} faults`;
}
