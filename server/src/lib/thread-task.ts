import { parentPort, type Worker, workerData } from "node:worker_threads";
import { startThread } from "./thread.ts";

/** What a task may use before it is ended. */
export interface ThreadLimits {
  /** In ms, from the start of the thread. */
  readonly time: number;
  /** What its heap may hold. */
  readonly memoryMegabytes: number;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/** Thrown when a task used more than it may, or was not to go on. */
export class ThreadEndedError extends Error {
  readonly reason: "time" | "memory" | "signal";

  constructor(reason: ThreadEndedError["reason"], message: string) {
    super(message);
    this.name = "ThreadEndedError";
    this.reason = reason;
  }
}

type Settled = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/**
 * Runs a task in a thread of its own, so that this one goes on meanwhile: the program `file` calls `answerTask`, gets
 * `task` and gives back the result, both copied. The thread sees nothing of the environment.
 *
 * @throws ThreadEndedError when it is ended before it is done, else what the task threw.
 */
export async function runInThread(file: URL, task: unknown, limits: ThreadLimits): Promise<unknown> {
  if (limits.signal?.aborted === true) throw new ThreadEndedError("signal", "The task was not begun.");
  const worker = startThread(file, { data: task, limits: { maxOldGenerationSizeMb: limits.memoryMegabytes } });
  const settled = await Promise.race([settlementOf(worker, limits), endOf(worker, limits)]);
  if (settled.ok) return settled.value;
  throw settled.error;
}

async function settlementOf(worker: Worker, { memoryMegabytes }: ThreadLimits): Promise<Settled> {
  return new Promise((resolve) => {
    worker.once("message", (message: Settled) => resolve(message));
    worker.once("error", (error: NodeJS.ErrnoException) => {
      const isMemory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
      const message = `The task used more than ${memoryMegabytes} MB.`;
      resolve({ ok: false, error: isMemory ? new ThreadEndedError("memory", message) : error });
    });
    worker.once("exit", () => resolve({ ok: false, error: new Error("The thread ended without an answer.") }));
  });
}

/** Ends the thread when its time is over, or on the signal. */
async function endOf(worker: Worker, { time, signal }: ThreadLimits): Promise<Settled> {
  return new Promise((resolve) => {
    const end = (reason: "time" | "signal", message: string) => {
      resolve({ ok: false, error: new ThreadEndedError(reason, message) });
      void worker.terminate();
    };
    const timer = setTimeout(() => end("time", `The task took longer than ${time} ms.`), time);
    const onAbort = () => end("signal", "The task was ended.");
    signal?.addEventListener("abort", onAbort);
    worker.once("exit", () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    });
  });
}

/** Answers, in a thread, with what `work` makes of the task; what it throws is thrown where the task was given. */
export function answerTask(work: (task: unknown) => unknown): void {
  void settle(work).then((settled) => parentPort?.postMessage(settled));
}

async function settle(work: (task: unknown) => unknown): Promise<Settled> {
  try {
    return { ok: true, value: await work(workerData) };
  } catch (error) {
    return { ok: false, error };
  }
}
