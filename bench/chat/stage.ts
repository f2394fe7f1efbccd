import { availableParallelism } from "node:os";
import { type BenchServer, startBenchServer, stopBenchServer } from "../bench-server.ts";
import { cpuTimeOf, cpuTimeOfFamily, cpuTimeOfMachine } from "../cpu-time.ts";
import { type SideProcess, startSideProcess } from "../side-process.ts";
import type { BenchOptions } from "../options.ts";
import type { LoadCalls, RunInput, RunResult } from "./load-process.ts";
import type { ModelCalls } from "./model-process.ts";
import type { RelayCalls } from "./relay-process.ts";
import type { Target } from "./session.ts";

/** Everything that runs in the chat benchmark, each as a process of its own. */
export interface Stage {
  load: SideProcess<LoadCalls>;
  model: SideProcess<ModelCalls>;
  modelUrl: string;
  relay: SideProcess<RelayCalls>;
  relayTarget: Target;
  server: BenchServer;
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

/** A tool that the model calls before each answer, and where it is carried out. */
export interface StageTool {
  registration: { name: string } & Record<string, unknown>;
  url: string;
}

/** Starts the model, the relay, the clients and the server. */
export async function openStage(options: BenchOptions, tool: StageTool | null = null): Promise<Stage> {
  const here = (name: string) => new URL(name, import.meta.url);
  const model = startSideProcess<ModelCalls>(here("model-process.ts"));
  const relay = startSideProcess<RelayCalls>(here("relay-process.ts"));
  const load = startSideProcess<LoadCalls>(here("load-process.ts"));
  const { baseUrl: modelUrl } = await model.call("open", { toolName: tool?.registration.name ?? null });
  const { url } = await relay.call("open", { modelUrl, toolUrl: tool?.url ?? null });
  const server = await startBenchServer({
    modelUrl,
    profileDirectory: options.profileDirectory,
    environment: tool === null ? {} : { OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8" },
    tools: tool === null ? [] : [tool.registration],
  });
  return { load, model, modelUrl, relay, relayTarget: { kind: "relay", url }, server };
}

/** Ends everything that `openStage` started. */
export async function closeStage(stage: Stage): Promise<void> {
  await Promise.all([stage.load.end(), stage.relay.end()]);
  await stopBenchServer(stage.server);
  await stage.model.end();
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
