import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { parentPort, Worker, workerData } from "node:worker_threads";

/** What a task may use before it is ended. */
export interface ThreadLimits {
  /** In ms, from the start of the thread. */
  readonly time: number;
  /** What its heap may hold. */
  readonly memoryMegabytes: number;
}

/** Thrown when a task used more than it may. */
export class ThreadLimitError extends Error {
  readonly limit: "time" | "memory";

  constructor(limit: "time" | "memory", message: string) {
    super(message);
    this.name = "ThreadLimitError";
    this.limit = limit;
  }
}

type Settled = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/**
 * Runs a task in a thread of its own, so that this one goes on meanwhile: the program `file` calls `answerTask`, gets
 * `task` and gives back the result, both copied. The thread sees nothing of the environment.
 *
 * @throws ThreadLimitError when it is ended for what it used, else what the task threw.
 */
export async function runInThread(file: URL, task: unknown, limits: ThreadLimits): Promise<unknown> {
  const worker = new Worker(file, {
    workerData: task,
    env: {},
    execArgv: loaderOf(file),
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMegabytes },
  });
  const settled = await Promise.race([settlementOf(worker, limits), timeOf(worker, limits)]);
  if (settled.ok) return settled.value;
  throw settled.error;
}

/** The sources are TypeScript, which a thread reads through tsx, as the whole process does that runs from them. */
function loaderOf(file: URL): string[] {
  return file.pathname.endsWith(".ts") ? ["--import", pathToFileURL(createRequire(file).resolve("tsx")).href] : [];
}

async function settlementOf(worker: Worker, { memoryMegabytes }: ThreadLimits): Promise<Settled> {
  return new Promise((resolve) => {
    worker.once("message", (message: Settled) => resolve(message));
    worker.once("error", (error: NodeJS.ErrnoException) => {
      const isMemory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
      const message = `The task used more than ${memoryMegabytes} MB.`;
      resolve({ ok: false, error: isMemory ? new ThreadLimitError("memory", message) : error });
    });
    worker.once("exit", () => resolve({ ok: false, error: new Error("The thread ended without an answer.") }));
  });
}

async function timeOf(worker: Worker, { time }: ThreadLimits): Promise<Settled> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve({ ok: false, error: new ThreadLimitError("time", `The task took longer than ${time} ms.`) });
      void worker.terminate();
    }, time);
    worker.once("exit", () => clearTimeout(timer));
  });
}

/** Answers, in a thread, with what `work` makes of the task; what it throws is thrown where the task was given. */
export function answerTask(work: (task: unknown) => unknown): void {
  let settled: Settled;
  try {
    settled = { ok: true, value: work(workerData) };
  } catch (error) {
    settled = { ok: false, error };
  }
  parentPort?.postMessage(settled);
}
