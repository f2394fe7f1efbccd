import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, rmSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { asAccount, type RunAs } from "./account.ts";
import { type PostgresBinaries, USE_OWN_SERVER } from "./binaries.ts";
import { openServerLog, readTail, type ServerLog } from "./log.ts";
import { findPostmaster, pidFilePath, readPidFile, stopPostmaster } from "./postmaster.ts";
import { findProcess, isRunning, isTaken, type RunningProcess } from "./process.ts";
import { socketAnswers, socketLockPath, socketUrl } from "./socket.ts";

/** Replaying the log after a crash takes a while on a slow disk; it is bounded by `max_wal_size`. */
const START_TIMEOUT = 120_000;
/** A server that is already up answers at once, unless its socket was removed. */
const ADOPTION_TIMEOUT = 2000;
const CONNECT_TIMEOUT = 2000;
/** Client processes of a killed server end by themselves as soon as they notice. */
const LEFTOVER_TIMEOUT = 10_000;
const POLL_INTERVAL = 10;

/** The server to run. */
export interface ServerPlan {
  /** The folder of the launcher. */
  directory: string;
  /** The folder of the database's files. */
  cluster: string;
  socketDirectory: string;
  binaries: PostgresBinaries;
  /** The arguments of `postgres`. */
  args: string[];
  log: (line: string) => void;
}

/**
 * Takes over a server that outlived the process which had started it, if it was started exactly as we would start it;
 * one that was not is stopped.
 * @returns null when no server runs on these files.
 */
export async function adoptServer(plan: ServerPlan): Promise<RunningProcess | null> {
  const running = findPostmaster(plan.cluster);
  if (running === null) return null;
  const same = running.command === [plan.binaries.postgres, ...plan.args].join(" ");
  if (same && running.status !== "stopping") {
    const timeout = running.status === "starting" ? START_TIMEOUT : ADOPTION_TIMEOUT;
    if ((await waitUntilReady(running.process, plan, timeout)).state === "ready") {
      plan.log(`PostgreSQL, process ${running.process.pid}, was still running and is used again.`);
      return running.process;
    }
  }
  plan.log(`PostgreSQL, process ${running.process.pid}, was left running and is stopped, to be started anew.`);
  await stopPostmaster(running.process);
  return null;
}

/**
 * Starts a server and waits until it lets us in.
 * @throws Error with the end of the server's log, when it does not come up.
 */
export async function launchServer(plan: ServerPlan, runAs: RunAs): Promise<RunningProcess> {
  await refuseWhileServed(plan);
  clearMarks(plan);
  const deadline = Date.now() + LEFTOVER_TIMEOUT;
  for (;;) {
    const log = openServerLog(plan.directory);
    const started = await spawnServer(plan, runAs, log);
    const { state, cause } = await waitUntilReady(started, plan, START_TIMEOUT);
    if (state === "ready") return started;
    await stopPostmaster(started);
    const said = readTail(log.path, log.start);
    const leftover = state === "ended" && said.includes("pre-existing shared memory block");
    if (!leftover || Date.now() > deadline) throw new Error(failure(state, log.path, said), { cause });
    await delay(POLL_INTERVAL);
  }
}

function failure(state: "ended" | "late", logPath: string, said: string): string {
  const what = state === "ended" ? "ended while starting" : `did not let us in within ${START_TIMEOUT / 1000} s`;
  return `PostgreSQL ${what}. ${USE_OWN_SERVER} The end of its log, ${logPath}:\n${said}`;
}

/** Two containers that share a volume do not see each other's processes, but they do reach each other's sockets. */
async function refuseWhileServed(plan: ServerPlan): Promise<void> {
  const recorded = readPidFile(plan.cluster)?.socketDirectory;
  for (const path of new Set([recorded || plan.socketDirectory, plan.socketDirectory])) {
    if (!(await socketAnswers(path))) continue;
    throw new Error(
      `A PostgreSQL that this process cannot see, perhaps in another container, serves ${plan.cluster} at ${path}. ` +
        "Stop it first: two servers on the same files destroy them.",
    );
  }
}

/**
 * Removes what a killed server has left to mark its files and its socket, where PostgreSQL would take the number in it
 * for a running server's: it may by now be another program's, or that of a dead process which nobody has collected, as
 * happens in containers. Where nothing has the number, `postmaster.pid` stays: PostgreSQL itself uses what it says.
 */
function clearMarks(plan: ServerPlan): void {
  rmSync(socketLockPath(plan.socketDirectory), { force: true });
  const file = readPidFile(plan.cluster);
  if (file !== null && isTaken(file.pid)) rmSync(pidFilePath(plan.cluster), { force: true });
}

async function spawnServer(plan: ServerPlan, runAs: RunAs, log: ServerLog): Promise<RunningProcess> {
  const { file, args, credentials } = asAccount(runAs, plan.binaries.postgres, plan.args);
  try {
    const child = spawn(file, args, {
      ...credentials,
      env: plan.binaries.environment,
      cwd: "/",
      // In a process group of its own, else Ctrl-C in the terminal would stop it before we have finished with it.
      detached: true,
      stdio: ["ignore", log.descriptor, log.descriptor],
    });
    await once(child, "spawn");
    child.unref();
    const pid = child.pid as number;
    return findProcess(pid) ?? { pid, identity: "" };
  } finally {
    closeSync(log.descriptor);
  }
}

interface Readiness {
  state: "ready" | "ended" | "late";
  /** Why the last attempt to connect failed. */
  cause: unknown;
}

async function waitUntilReady(server: RunningProcess, plan: ServerPlan, timeout: number): Promise<Readiness> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const cause = await tryToConnect(plan.socketDirectory);
    if (cause === null) return { state: "ready", cause };
    if (!isRunning(server)) return { state: "ended", cause };
    if (Date.now() > deadline) return { state: "late", cause };
    await delay(POLL_INTERVAL);
  }
}

/** Returns null when the server lets us in, else why it does not. */
async function tryToConnect(socketDirectory: string): Promise<unknown> {
  const client = new Client({
    connectionString: socketUrl(socketDirectory),
    connectionTimeoutMillis: CONNECT_TIMEOUT,
  });
  // What it reports, the call that is under way reports too; without a listener it would end this process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
    return null;
  } catch (error) {
    return error;
  }
}
