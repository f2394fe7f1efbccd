import { readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { commandLine, findProcess, hasCode, isRunning, type RunningProcess, waitUntilEnded } from "./process.ts";

/** The folder of the database's files inside the launcher's. */
export const CLUSTER_FOLDER = "data";

/**
 * How a server is told to end, and how long it may take each time: by a fast shutdown, which writes a checkpoint; by
 * an immediate one, after which the next start recovers from the log; by force.
 */
const WAYS_TO_END = [
  ["SIGINT", 5000],
  ["SIGQUIT", 10_000],
  ["SIGKILL", 5000],
] as const;

/** What a running or killed server says of itself in `postmaster.pid`. */
export interface PidFile {
  pid: number;
  socketDirectory: string;
  status: string;
}

/** A running server. */
export interface Postmaster {
  process: RunningProcess;
  /** `starting`, `ready` or `stopping`, as it says itself. */
  status: string;
  /** What it was started with, joined by spaces. */
  command: string;
}

/**
 * Reads the lines of `postmaster.pid`, as PostgreSQL's `src/include/utils/pidfile.h` numbers them; null when the first
 * is not a process id.
 */
export function parsePidFile(text: string): PidFile | null {
  const lines = text.split("\n").map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, socketDirectory: lines[4] ?? "", status: lines[7] ?? "" };
}

/** Reads the `postmaster.pid` of a database; null when there is none. */
export function readPidFile(cluster: string): PidFile | null {
  try {
    return parsePidFile(readFileSync(pidFilePath(cluster), "utf8"));
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return null;
    throw error;
  }
}

/** Returns the path of a database's `postmaster.pid`. */
export function pidFilePath(cluster: string): string {
  return join(cluster, "postmaster.pid");
}

/** Finds the server that runs on a database's files; a file left by one that was killed is not taken for it. */
export function findPostmaster(cluster: string): Postmaster | null {
  const file = readPidFile(cluster);
  const found = file && findProcess(file.pid);
  const command = found && commandLine(found.pid);
  if (!found || !command || !servesCluster(found.pid, command, cluster)) return null;
  return { process: found, status: file.status, command };
}

/** The id in the file may by now belong to any program. */
function servesCluster(pid: number, command: string, cluster: string): boolean {
  if (!/^\S.*\/postgres -D /.test(command)) return false;
  return command.includes(`/postgres -D ${cluster} `) || workingDirectory(pid) === cluster;
}

/** A server works in the folder of its files, also after that was moved; not every container lets root see it. */
function workingDirectory(pid: number): string | null {
  if (process.platform !== "linux") return null;
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ESRCH", "EACCES", "EPERM")) return null;
    throw error;
  }
}

/** Ends a server, if need be by force; what it has committed stays. Returns when it is gone. */
export async function stopPostmaster(running: RunningProcess): Promise<void> {
  for (const [signal, patience] of WAYS_TO_END) {
    if (!send(signal, running) || (await waitUntilEnded(running, patience))) return;
  }
  throw new Error(
    `PostgreSQL, process ${running.pid}, did not end, not even when killed. Look at it before starting again.`,
  );
}

/**
 * Ends the server that runs on the database in `directory` (as given to `startEmbeddedPostgres`), whoever started it,
 * for instance after that process was killed. Answers whether there was one.
 */
export async function stopPostgresIn(directory: string): Promise<boolean> {
  const cluster = join(realpathSync(directory), CLUSTER_FOLDER);
  const running = findPostmaster(cluster);
  if (running === null) return false;
  await stopPostmaster(running.process);
  return true;
}

function send(signal: NodeJS.Signals, running: RunningProcess): boolean {
  try {
    return isRunning(running) && process.kill(running.pid, signal);
  } catch (error) {
    if (hasCode(error, "ESRCH")) return false;
    throw error;
  }
}
