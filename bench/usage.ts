import { availableParallelism } from "node:os";
import { cpuTimeOf, cpuTimeOfFamily, cpuTimeOfMachine } from "./cpu-time.ts";
import { digits, type Row, told } from "./report.ts";

/** What a piece of work took of the machine. */
export interface Usage {
  /** Of the measured process, of one core, 0 to 1. */
  readonly cpu: number;
  /** Of PostgreSQL, of one core, 0 to 1. */
  readonly databaseCpu: number;
  /** The share of the machine, 0 to 1, that programs took which are not part of the benchmark. */
  readonly others: number;
}

/** Which processes take part. */
export interface Participants {
  /** The one that is measured. */
  readonly pid: number;
  readonly databasePid: number;
  /** All of the benchmark's own, the measured one among them, without PostgreSQL. */
  readonly own: readonly { readonly pid: number }[];
}

/** Does a piece of work, and says what it took. */
export async function withUsage<Result>(
  { pid, databasePid, own }: Participants,
  work: () => Promise<Result>,
): Promise<Usage & { readonly run: Result }> {
  const times = () => ({
    cpu: cpuTimeOf(pid),
    database: cpuTimeOfFamily(databasePid),
    own: own.reduce((sum, each) => sum + cpuTimeOf(each.pid), 0),
    machine: cpuTimeOfMachine(),
    clock: performance.now(),
  });
  const before = times();
  const run = await work();
  const after = times();
  const used = (name: keyof typeof before) => after[name] - before[name];
  const length = used("clock");
  const others = Math.max(0, used("machine") - used("own") - used("database")) / (length * availableParallelism());
  return { run, cpu: used("cpu") / length, databaseCpu: used("database") / length, others };
}

/** Tells what each of `count` conversations, `each` by name, took of a core. */
export function cpuRow(measured: Usage, floor: Usage, { count, each }: { count: number; each: string }): Row {
  const percent = (share: number) => `${digits(share * 100)} %`;
  return told({
    name: `CPU of a core that a ${each} takes in the server's process`,
    value: (measured.cpu * 100) / count,
    unit: "%",
    beside: `all of them ${percent(measured.cpu)} (bare echo ${percent(floor.cpu)}); PostgreSQL ${percent(measured.databaseCpu)} more`,
  });
}

/** Tells how far the figures can be trusted. */
export function othersRow(measured: Usage, floor: Usage): Row {
  return told({
    name: "of the machine was taken by other programs meanwhile",
    value: 100 * measured.others,
    unit: "%",
    beside: `${digits(100 * floor.others)} % during the floor; from 10 % on, do not trust the tails`,
  });
}
