import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type FakeModelServer, startFakeModelServer } from "../../src/testing/fake-model-server.ts";
import { playModel } from "./dialogue.ts";
import { ModelHearings } from "./model-hearing.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";
import { callApi, createSoakAgent, registerTools, signingKeyOf } from "./soak-api.ts";
import { judgeConversation, judgeTotals } from "./soak-judge.ts";
import { SoakServers } from "./soak-servers.ts";
import { addCounts, emptyCounts, type SoakCounts, type SoakWorld } from "./soak-world.ts";
import { Story } from "./story.ts";
import { ToolReceiver } from "./tool-receiver.ts";

/** How large a soak is, and where its chances come from. */
export interface SoakOptions {
  /** Decides the moments of the faults and what the users do. */
  seed: number;
  /** It goes on until so many tool calls were made. */
  calls: number;
  /** How many conversations are open at a time. */
  batchSize: number;
  /** How many faults befall each batch, at most; the first is always a kill. */
  faultsPerBatch: number;
  /** From the opening of a batch, or the fault before, to the next fault, at most, in ms. */
  betweenFaults: number;
  /** How many processes of the platform share the work. */
  processes: number;
  /** Is told of the progress, one line at a time. */
  report(line: string): void;
}

/** What a soak saw. */
export interface SoakResult {
  /** What was not as promised, one sentence each, with the conversation's id. */
  faults: string[];
  counts: SoakCounts;
}

/** How often the database stops taking events shortly before a kill or a cut. */
const STALL_SHARE = 0.5;
/** How long the receiver stays away, at most. */
const LONGEST_ABSENCE = 400;
/** How many faults of one conversation are told; one that went wrong early has a hundred. */
const MOST_TOLD = 5;
const FAULTS = ["kill", "stop", "cut", "receiver"] as const;

interface Batch {
  stories: readonly Story[];
  random: SeededRandom;
  result: SoakResult;
}

/**
 * Holds conversations with the real server, whose agent calls tools all the while, and lets all kinds of faults befall
 * it at random moments; then checks of each conversation and each call that it kept what it promised. The
 * conversations come in batches, and every batch sees at least one kill.
 */
export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const random = seededRandom(options.seed);
  const hearings = new ModelHearings();
  const model = await startFakeModelServer({
    answer: (request) => {
      hearings.hear(request);
      return playModel(request);
    },
  });
  const folder = await mkdtemp(join(tmpdir(), "operator-receiver-"));
  const receiver = new ToolReceiver({ file: join(folder, "record.jsonl"), random: random.next });
  await receiver.start();
  const result: SoakResult = { faults: [], counts: emptyCounts() };
  try {
    const world = await openWorld(options, { model, receiver, hearings });
    try {
      while (result.counts.calls < options.calls) {
        const before = result.faults.length;
        await runBatch(world, options, { random, result });
        for (const fault of result.faults.slice(before)) options.report(fault);
        options.report(progressOf(result));
      }
      result.faults.push(...(await judgeTotals(world)));
    } finally {
      await world.servers.cleanUp();
    }
  } finally {
    await Promise.all([model.close(), receiver.crash()]);
    await rm(folder, { recursive: true });
  }
  return result;
}

async function openWorld(
  { processes }: SoakOptions,
  others: { model: FakeModelServer; receiver: ToolReceiver; hearings: ModelHearings },
): Promise<SoakWorld> {
  const { model, receiver, hearings } = others;
  const environment = {
    OPERATOR_MODEL_SERVERS: `soak=${model.baseUrl}`,
    OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8",
    OPERATOR_QUICKSTART: "false",
    OPERATOR_RATE_LIMIT: "1000000",
  };
  const servers = await SoakServers.open({ count: processes, environment });
  try {
    receiver.trust(await signingKeyOf(servers.one));
    await registerTools(servers.one, receiver.url);
    const agentId = await createSoakAgent(servers.one);
    return { servers, receiver, hearings, agentId };
  } catch (error) {
    await servers.cleanUp();
    throw error;
  }
}

async function runBatch(
  world: SoakWorld,
  { batchSize, faultsPerBatch, betweenFaults }: SoakOptions,
  { random, result }: Omit<Batch, "stories">,
): Promise<void> {
  const stories = await Promise.all(Array.from({ length: batchSize }, () => createStory(world, random)));
  const told = stories.map((story) => story.tell().catch((error: unknown) => story.failure(error)));
  const faults = 1 + Math.floor(random.between(0, faultsPerBatch));
  for (let number = 0; number < faults; number++) {
    await delay(random.between(0, betweenFaults));
    await disturb(world, number === 0 ? "kill" : random.pick(FAULTS), { stories, random, result });
  }
  await delay(random.between(0, betweenFaults));
  for (const story of stories) story.comeToAnEnd();
  const failures = await Promise.all(told);
  for (const [index, story] of stories.entries()) {
    const { faults, counts } = await judgeConversation(world, story);
    const failure = failures[index];
    const all = [...(typeof failure === "string" ? [failure] : []), ...faults];
    const told = all.length > MOST_TOLD ? [...all.slice(0, MOST_TOLD), `And ${all.length - MOST_TOLD} more.`] : all;
    result.faults.push(...told.map((fault) => `${story.client.conversationId}: ${fault}`));
    addCounts(result.counts, counts);
  }
  result.counts.longestRestart = world.servers.longestRestart;
}

async function createStory(world: SoakWorld, random: SeededRandom): Promise<Story> {
  const seed = Math.floor(random.next() * 2 ** 32);
  const body = { agent_id: world.agentId, channel: { type: "chat_realtime" } };
  const created = await callApi<{ id: string; channel: { token: string } }>(
    world.servers.one,
    "POST",
    "/conversations",
    body,
  );
  return new Story(world, { id: created.id, token: created.channel.token }, seededRandom(seed));
}

async function disturb(world: SoakWorld, kind: (typeof FAULTS)[number], batch: Batch): Promise<void> {
  const { random, stories, result } = batch;
  const { counts } = result;
  counts.turnsCut += stories.filter((story) => story.isWaiting()).length;
  counts.callsCut += world.receiver.openCount;
  const isStalled = (kind === "kill" || kind === "cut") && random.next() < STALL_SHARE;
  counts.stalls += isStalled ? 1 : 0;
  switch (kind) {
    case "kill":
      counts.kills += 1;
      return world.servers.kill(random, isStalled);
    case "stop":
      counts.stops += 1;
      return world.servers.stop(random);
    case "cut":
      counts.cuts += 1;
      return world.servers.cut(random, isStalled);
    case "receiver":
      counts.receiverCrashes += 1;
      return crashReceiver(world, random);
  }
}

async function crashReceiver({ receiver, servers }: SoakWorld, random: SeededRandom): Promise<void> {
  const disturbance = { kind: "receiver" as const, from: Date.now(), to: Number.POSITIVE_INFINITY };
  servers.disturbances.push(disturbance);
  await receiver.crash();
  await delay(random.between(0, LONGEST_ABSENCE));
  await receiver.start();
  disturbance.to = Date.now();
}

function progressOf({ counts, faults }: SoakResult): string {
  const { conversations, calls, kills, stalls, stops, cuts, receiverCrashes, turnsCut, callsCut } = counts;
  const done = `${calls} calls in ${conversations} conversations`;
  const befell = `${kills} kills, ${cuts} cuts (${stalls} of both with a stalled database), ${stops} stops, ${receiverCrashes} crashes of the receiver`;
  return `${done}; ${befell}; ${turnsCut} turns and ${callsCut} calls cut; ${faults.length} faults`;
}
