import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

interface Times {
  parent: number;
  own: number;
  /** Of children that have ended and were waited for. */
  endedChildren: number;
}

/** Returns the CPU time (user and system, all threads) that a process has used, in ms; Linux only. */
export function cpuTimeOf(pid: number): number {
  return readTimes(pid)?.own ?? 0;
}

/** Returns the CPU time that a process and its children have used, in ms, those that ended included. */
export function cpuTimeOfFamily(pid: number): number {
  const head = readTimes(pid);
  let total = head === null ? 0 : head.own + head.endedChildren;
  for (const name of readdirSync("/proc")) {
    const times = /^\d+$/.test(name) ? readTimes(Number(name)) : null;
    if (times?.parent === pid) total += times.own;
  }
  return total;
}

/** Returns the CPU time that all programs of the machine together have used since it started, in ms; see proc_stat(5). */
export function cpuTimeOfMachine(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = readFileSync("/proc/stat", "utf8")
    .replace(/^cpu +/, "")
    .split("\n", 1)
    .flatMap((line) => line.split(" ").map(Number));
  return ((user + nice + system + irq + softIrq) * 1000) / TICKS_PER_SECOND;
}

/** Returns the memory that a process holds, in bytes. */
export function residentMemoryOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) * 1024;
}

/** Reads fields 4 and 14 to 17 of `/proc/<pid>/stat`, see proc_pid_stat(5); null when the process has ended. */
function readTimes(pid: number): Times | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const ticks = (first: number) => (((fields[first] ?? 0) + (fields[first + 1] ?? 0)) * 1000) / TICKS_PER_SECOND;
    return { parent: fields[1] ?? 0, own: ticks(11), endedChildren: ticks(13) };
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes(String((error as NodeJS.ErrnoException).code))) return null;
    throw error;
  }
}
