import { createContext, Script } from "node:vm";

/** Thrown by `runWithin` when the time was over. */
export class TimeBoxError extends Error {
  constructor(limit: number, cause: unknown) {
    super(`The work took longer than ${limit} ms and was stopped.`, { cause });
    this.name = "TimeBoxError";
  }
}

let current: (() => unknown) | null = null;
const sandbox = createContext({ work: () => current?.() });
const callWork = new Script("work()");

/**
 * Runs synchronous work and stops it when it is not done in `limit` ms, in the middle of a regular expression too.
 * What the work throws comes through as it is. It may leave what it was changing half changed. Costs about 0.1 ms (a
 * watchdog thread), so it is for work whose length a stranger decides.
 *
 * @throws TimeBoxError
 */
export function runWithin<T>(limit: number, work: () => T): T {
  const outer = current;
  current = work;
  try {
    return callWork.runInContext(sandbox, { timeout: limit }) as T;
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") {
      throw new TimeBoxError(limit, error);
    }
    throw error;
  } finally {
    current = outer;
  }
}
