import { buildServerIfStale } from "../server/src/testing/built-server.ts";
import {
  findDatabase,
  type OwnDatabase,
  type ServerProcess,
  startServerProcess,
} from "../server/src/testing/server-process.ts";
import { apiOf, createAgent } from "./api.ts";
import type { Target } from "./chat/session.ts";

/** A server that is measured. */
export interface BenchServer {
  process: ServerProcess;
  pid: number;
  database: OwnDatabase;
  target: Target & { kind: "server" };
}

/** How a server is set up. */
export interface BenchServerOptions {
  modelUrl: string;
  /** Where it leaves CPU profiles; null for none. */
  profileDirectory: string | null;
  environment?: Readonly<Record<string, string>>;
  /** Tools to register, which the agent then has. */
  tools?: readonly ({ name: string } & Record<string, unknown>)[];
}

/**
 * Starts a server of its own, built if need be, on an empty database, with an agent that answers through the benchmark's
 * model.
 */
export async function startBenchServer(options: BenchServerOptions): Promise<BenchServer> {
  buildServerIfStale();
  const { modelUrl, profileDirectory, environment = {}, tools = [] } = options;
  const probe = new URL("./memory-probe.js", import.meta.url).href;
  const profiling = profileDirectory === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileDirectory}`];
  const server = await startServerProcess({
    hasChannel: true,
    nodeArguments: ["--expose-gc", "--import", probe, ...profiling],
    environment: {
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      OPERATOR_QUICKSTART: "false",
      OPERATOR_MODEL_SERVERS: `bench=${modelUrl}`,
      OPERATOR_RATE_LIMIT: "100000000",
      ...environment,
    },
  });
  const database = findDatabase(server.dataDirectory);
  if (database === null) throw new Error(`No database runs in ${server.dataDirectory}.`);
  const callServer = apiOf(server.url(), server.apiKey);
  for (const tool of tools) await callServer("POST /tools", tool);
  const enabled = tools.map(({ name }) => ({ ns: "api", name }));
  const agentId = await createAgent(callServer, "Answers in twenty words.", { tool: { tools: enabled } });
  const target = { kind: "server", url: server.url(), apiKey: server.apiKey, agentId } as const;
  return { process: server, pid: server.child().pid, database, target };
}

/** Stops a server as Ctrl-C would, so that a CPU profile is written, and removes its data. */
export async function stopBenchServer(server: BenchServer): Promise<void> {
  await server.process.stop();
  await server.process.cleanUp();
}
