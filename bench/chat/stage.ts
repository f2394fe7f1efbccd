import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import {
  type OwnDatabase,
  findDatabase,
  type ServerProcess,
  startServerProcess,
} from "../../server/src/testing/server-process.ts";
import { cpuTimeOf, cpuTimeOfFamily, cpuTimeOfMachine } from "../cpu-time.ts";
import { type SideProcess, startSideProcess } from "../side-process.ts";
import type { BenchOptions } from "../options.ts";
import type { LoadCalls, RunInput, RunResult } from "./load-process.ts";
import type { ModelCalls } from "./model-process.ts";
import type { RelayCalls } from "./relay-process.ts";
import type { Target } from "./session.ts";

const BUILT_SERVER = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url));

/** Everything that runs in the chat benchmark, each as a process of its own. */
export interface Stage {
  load: SideProcess<LoadCalls>;
  model: SideProcess<ModelCalls>;
  modelUrl: string;
  relay: SideProcess<RelayCalls>;
  relayTarget: Target;
  server: BenchServer;
}

/** A server that is measured. */
export interface BenchServer {
  process: ServerProcess;
  pid: number;
  database: OwnDatabase;
  target: Target & { kind: "server" };
}

/** What a run cost besides its time. */
export interface RunCost {
  /** CPU per turn, in ms. */
  server: number;
  database: number;
  relay: number;
  /** The share of the machine, 0 to 1, that programs took which are not part of the benchmark. */
  others: number;
}

/** Starts the model, the relay, the clients and the server. */
export async function openStage(options: BenchOptions): Promise<Stage> {
  if (!existsSync(BUILT_SERVER)) throw new Error("The server is not built: run `npm run build -w server` first.");
  const here = (name: string) => new URL(name, import.meta.url);
  const model = startSideProcess<ModelCalls>(here("model-process.ts"));
  const relay = startSideProcess<RelayCalls>(here("relay-process.ts"));
  const load = startSideProcess<LoadCalls>(here("load-process.ts"));
  const { baseUrl: modelUrl } = await model.call("open", {} as never);
  const { url } = await relay.call("open", { modelUrl });
  const server = await startBenchServer(modelUrl, options.profileDirectory);
  return { load, model, modelUrl, relay, relayTarget: { kind: "relay", url }, server };
}

/** Ends everything that `openStage` started. */
export async function closeStage(stage: Stage): Promise<void> {
  await Promise.all([stage.load.end(), stage.relay.end()]);
  await stopBenchServer(stage.server);
  await stage.model.end();
}

/** Starts a server of its own on an empty database, with an agent that answers through the benchmark's model. */
export async function startBenchServer(modelUrl: string, profileDirectory: string | null): Promise<BenchServer> {
  const probe = new URL("../memory-probe.js", import.meta.url).href;
  const profiling = profileDirectory === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileDirectory}`];
  const server = await startServerProcess({
    entry: "build",
    hasChannel: true,
    nodeArguments: ["--expose-gc", "--import", probe, ...profiling],
    environment: {
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      OPERATOR_QUICKSTART: "false",
      OPERATOR_MODEL_SERVERS: `bench=${modelUrl}`,
      OPERATOR_RATE_LIMIT: "100000000",
    },
  });
  const database = findDatabase(server.dataDirectory);
  if (database === null) throw new Error(`No database runs in ${server.dataDirectory}.`);
  const agentId = await createAgent(server);
  const target = { kind: "server", url: server.url(), apiKey: server.apiKey, agentId } as const;
  return { process: server, pid: server.child().pid, database, target };
}

/** Stops a server as Ctrl-C would, so that a CPU profile is written, and removes its data. */
export async function stopBenchServer(server: BenchServer): Promise<void> {
  await server.process.stop();
  await server.process.cleanUp();
}

async function createAgent(server: ServerProcess): Promise<string> {
  const created = (await post(server, "/conversational_agents", {
    name: "Bench",
    description: "Answers in twenty words.",
    config: {
      runtime: { model: "bench/any", prompt: { type: "fixed", text: "Answer the user." }, speaks_first: false },
    },
  })) as { id: string; version_id: string };
  await post(server, `/conversational_agents/${created.version_id}/release`);
  return created.id;
}

async function post(server: ServerProcess, path: string, body?: object): Promise<unknown> {
  const headers = { Authorization: `Bearer ${server.apiKey}`, "Operator-Version": "2025-06-19" };
  const init = body && { headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(server.url() + path, { method: "POST", headers, ...init });
  if (!answer.ok) throw new Error(`POST ${path} was answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** Lets a group talk and measures what that costs in CPU. */
export async function runMeasured(stage: Stage, run: RunInput): Promise<{ result: RunResult; cost: RunCost }> {
  const before = readTimes(stage);
  const result = await stage.load.call("run", run);
  const after = readTimes(stage);
  const used = (name: keyof typeof before) => after[name] - before[name];
  const own = used("server") + used("database") + used("relay") + used("rest");
  const cost = {
    server: used("server") / result.turns,
    database: used("database") / result.turns,
    relay: used("relay") / result.turns,
    others: Math.max(0, used("machine") - own) / (used("clock") * availableParallelism()),
  };
  return { result, cost };
}

function readTimes(stage: Stage) {
  return {
    server: cpuTimeOf(stage.server.pid),
    database: cpuTimeOfFamily(stage.server.database.pid),
    relay: cpuTimeOf(stage.relay.pid),
    rest: cpuTimeOf(stage.model.pid) + cpuTimeOf(stage.load.pid) + cpuTimeOf(process.pid),
    machine: cpuTimeOfMachine(),
    clock: performance.now(),
  };
}
