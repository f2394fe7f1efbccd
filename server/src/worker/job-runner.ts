import type { ClaimedJob, JobEnd, JobKind, Jobs } from "../services/jobs.ts";

/** How long running jobs may go on when the process stops. */
const STOP_WITHIN = 2_000;
/** How long a job that was told to stop may take to do so. */
const GIVE_UP_WITHIN = 500;

interface Options {
  jobs: Pick<Jobs, "claim" | "due" | "settle" | "record" | "freeDead" | "isMember" | "whenOrdered">;
  kinds: readonly JobKind[];
  /** How often to look for jobs that others ordered, or whose time has come. */
  pollEvery: number;
  /** Is told what went wrong; the job is run again. */
  onError(error: unknown, job: ClaimedJob | null): void;
}

interface Running {
  job: ClaimedJob;
  stop: AbortController;
  ended: Promise<void>;
}

/**
 * Runs the jobs of the installation that this process takes on: at once what it has ordered itself, and every so often
 * what other processes ordered or left behind.
 */
export class JobRunner {
  readonly #options: Options;
  readonly #timer: NodeJS.Timeout;
  readonly #running = new Set<Running>();
  /** Kinds of which more may be due than there was room for. */
  readonly #backlog = new Set<JobKind>();
  /** Jobs whose end could not be stored yet. */
  #unsettled: { job: ClaimedJob; end: JobEnd }[] = [];
  #isAwake = false;
  #claiming: Promise<void> | null = null;
  #polling: Promise<void> | null = null;
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#poll(), options.pollEvery);
    this.#timer.unref();
    options.jobs.whenOrdered(() => this.wake());
  }

  /** Takes on what is due now. To be called once what ordered it is committed. */
  wake(): void {
    this.#isAwake = true;
    this.#claiming ??= this.#claimAll();
  }

  /** Stops work on everything: the process can no longer prove that it is alive, so others may have taken it over. */
  abandon(): void {
    for (const { stop } of this.#running) stop.abort(new Error("The job may be another process's by now."));
  }

  /** Stops, giving what runs a moment; what is not done by then is given back, for others to do at once. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await Promise.all([this.#claiming, this.#polling]);
    await this.#ended(STOP_WITHIN);
    for (const { stop } of this.#running) stop.abort(new Error("The process stops."));
    await this.#ended(GIVE_UP_WITHIN);
    await this.#settleOverdue();
  }

  async #ended(limit: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise((resolve) => {
      timer = setTimeout(resolve, limit);
    });
    await Promise.race([over, Promise.all([...this.#running].map(({ ended }) => ended))]);
    clearTimeout(timer);
  }

  #poll(): Promise<void> {
    this.#polling ??= this.#look().finally(() => {
      this.#polling = null;
    });
    return this.#polling;
  }

  async #look(): Promise<void> {
    // Without its place among the processes it could not take anything on; whoever lost it has been told.
    if (!this.#options.jobs.isMember()) return;
    await this.#settleOverdue();
    try {
      await this.#options.jobs.freeDead();
    } catch (error) {
      this.#options.onError(error, null);
    }
    if (!this.#isClosed) this.wake();
  }

  async #settleOverdue(): Promise<void> {
    for (const { job, end } of this.#unsettled.splice(0)) await this.#settle(job, end);
  }

  async #claimAll(): Promise<void> {
    while (this.#isAwake && !this.#isClosed) {
      this.#isAwake = false;
      for (const kind of await this.#due()) await this.#claim(kind);
    }
    this.#claiming = null;
  }

  /** One question about all kinds, for most of them have nothing to do most of the time. */
  async #due(): Promise<JobKind[]> {
    const { jobs, kinds, onError } = this.#options;
    try {
      const due = jobs.isMember() ? await jobs.due(kinds) : [...kinds];
      for (const kind of kinds) if (!due.includes(kind)) this.#backlog.delete(kind);
      return due;
    } catch (error) {
      onError(error, null);
      return [];
    }
  }

  async #claim(kind: JobKind): Promise<void> {
    const { jobs, onError } = this.#options;
    const before = this.#poolsOf(kind);
    const room = kind.concurrency - sum(before.values());
    this.#backlog.add(kind);
    if (room <= 0 || !jobs.isMember()) return;
    try {
      const claimed = await jobs.claim(kind, room, before);
      for (const job of claimed) this.#start(kind, job);
      const isAnyFull = [...this.#poolsOf(kind).values()].some((count) => count >= kind.perPool);
      if (claimed.length < room && !isAnyFull) this.#backlog.delete(kind);
    } catch (error) {
      onError(error, null);
    }
  }

  #poolsOf({ kind }: JobKind): Map<string, number> {
    const pools = new Map<string, number>();
    for (const { job } of this.#running) {
      if (job.kind === kind) pools.set(job.pool, (pools.get(job.pool) ?? 0) + 1);
    }
    return pools;
  }

  #start(kind: JobKind, job: ClaimedJob): void {
    const stop = new AbortController();
    const running: Running = { job, stop, ended: Promise.resolve() };
    this.#running.add(running);
    running.ended = this.#run(kind, job, stop.signal).finally(() => {
      this.#running.delete(running);
      if (this.#backlog.has(kind)) this.wake();
    });
  }

  async #run(kind: JobKind, job: ClaimedJob, signal: AbortSignal): Promise<void> {
    const began = new Date();
    try {
      const result = await kind.run(job, signal);
      this.#options.jobs.record(job, { began, did: result.did });
      await this.#settle(job, { type: "ran", result });
    } catch (error) {
      if (signal.aborted) return this.#settle(job, { type: "given_back" });
      this.#options.onError(error, job);
      this.#options.jobs.record(job, { began, did: "broke" });
      await this.#settle(job, { type: "broke" });
    }
  }

  async #settle(job: ClaimedJob, end: JobEnd): Promise<void> {
    try {
      // Ordered again while it ran, it was announced too early to be taken on.
      if (await this.#options.jobs.settle(job, end)) this.wake();
    } catch (error) {
      this.#options.onError(error, job);
      this.#unsettled.push({ job, end });
    }
  }
}

function sum(counts: Iterable<number>): number {
  return [...counts].reduce((total, count) => total + count, 0);
}
