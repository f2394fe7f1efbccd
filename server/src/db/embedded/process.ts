import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

const POLL_INTERVAL = 5;

/** A process that ran when it was looked up. Its number alone may later belong to another. */
export interface RunningProcess {
  pid: number;
  /** A text that tells it from every other process that had or will have the same number. */
  identity: string;
}

/** Looks a process up; null when none runs under the number. One that ended but is not yet collected counts as ended. */
export function findProcess(pid: number): RunningProcess | null {
  const identity = process.platform === "linux" ? linuxIdentity(pid) : askPs(pid, "lstart=");
  return identity === null ? null : { pid, identity };
}

/** Tells whether this very process still runs. */
export function isRunning({ pid, identity }: RunningProcess): boolean {
  return findProcess(pid)?.identity === identity;
}

/** Tells whether the system knows the number, be it that of a process which ended and was not yet collected. */
export function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: there is one, and it is another user's.
    return hasCode(error, "EPERM");
  }
}

/** Returns the words a process was started with, joined by spaces, or null when none runs under `pid`. */
export function commandLine(pid: number): string | null {
  if (process.platform !== "linux") return askPs(pid, "command=");
  const text = readIfPresent(`/proc/${pid}/cmdline`);
  return text === null ? null : text.replace(/\0$/, "").replaceAll("\0", " ");
}

/** Waits until a process has ended; answers false when it still runs after `timeout`. */
export async function waitUntilEnded(running: RunningProcess, timeout: number): Promise<boolean> {
  const deadline = Date.now() + timeout;
  while (isRunning(running)) {
    if (Date.now() >= deadline) return false;
    await delay(POLL_INTERVAL);
  }
  return true;
}

/**
 * Takes the state and the start time (clock ticks since boot) out of `/proc/<pid>/stat`, fields 3 and 22 of
 * proc_pid_stat(5). The second field is the program's name in parentheses and may itself hold spaces and parentheses.
 */
export function readProcessStat(stat: string): { ended: boolean; startTicks: string } {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state = "", startTicks = ""] = [fields[0], fields[19]];
  return { ended: state === "Z" || state === "X", startTicks };
}

function linuxIdentity(pid: number): string | null {
  const stat = readIfPresent(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const { ended, startTicks } = readProcessStat(stat);
  // Ticks count from boot, so that after a reboot another process could have the same number and the same ticks.
  return ended ? null : `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${startTicks}`;
}

/** Reads a file of `/proc`; the process may end between the opening and the reading (ESRCH). */
function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT", "ESRCH")) return null;
    throw error;
  }
}

/** Asks ps(1), where there is no `/proc`; it ends with 1 when there is no such process. */
function askPs(pid: number, column: string): string | null {
  try {
    return execFileSync("ps", ["-ww", "-o", column, "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch (error) {
    if ((error as { status?: unknown }).status === 1) return null;
    throw error;
  }
}

/** Tells whether an error of the system carries one of these codes, such as `ENOENT`. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && codes.includes(String((error as NodeJS.ErrnoException).code));
}
