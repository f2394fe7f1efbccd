import type { Database } from "../db/database.ts";
import {
  type ClaimedJob,
  claimJobs,
  endJob,
  findDueKinds,
  freeJobsOfTheDead,
  putOffBrokenJob,
  putOffJob,
} from "../db/jobs.ts";
import type { ActivityLog } from "../ports/activity-log.ts";
import { SYSTEM } from "./actors.ts";
import type { Membership } from "./membership.ts";

export type { ClaimedJob };

/** How a run of a job came out. */
export interface JobResult {
  /** In how many ms the job is due again; null when it is done. */
  readonly again: number | null;
  /** What was done, in a few words for the log; null when there was nothing to do. */
  readonly did: string | null;
}

/** What becomes of a job after a run: `broke` and `given_back` leave it to be run again. */
export type JobEnd = { type: "ran"; result: JobResult } | { type: "broke" } | { type: "given_back" };

/** One kind of job, and who carries it out in this process. */
export interface JobKind {
  readonly kind: string;
  /** How many run in this process at once. */
  readonly concurrency: number;
  /** How many of one pool do. */
  readonly perPool: number;
  /**
   * Carries a job out. It must bear being carried out twice, for a process may die before it has said that it is done.
   * The signal is aborted when the process stops, or can no longer prove that the job is its own.
   */
  run(job: ClaimedJob, signal: AbortSignal): Promise<JobResult>;
}

/**
 * The durable jobs of the installation: "wake this subject at that time". A job is taken on by one living process at a
 * time; when that process dies, another takes it on at once.
 */
export class Jobs {
  readonly #database: Database;
  readonly #membership: Membership;
  readonly #activityLog: ActivityLog;
  readonly #onOrdered: (() => void)[] = [];

  constructor(services: { database: Database; membership: Membership; activityLog: ActivityLog }) {
    this.#database = services.database;
    this.#membership = services.membership;
    this.#activityLog = services.activityLog;
  }

  /** Says that a job was ordered in a transaction that is committed, so that it is taken on at once. */
  announce(): void {
    for (const listener of this.#onOrdered) listener();
  }

  /** Lets `listener` know of every announcement. */
  whenOrdered(listener: () => void): void {
    this.#onOrdered.push(listener);
  }

  /** Returns those of the kinds of which jobs wait to be taken on. */
  async due(kinds: readonly JobKind[]): Promise<JobKind[]> {
    const found = new Set(
      await findDueKinds(
        this.#database,
        kinds.map(({ kind }) => kind),
      ),
    );
    return kinds.filter(({ kind }) => found.has(kind));
  }

  /** Takes on jobs of a kind that are due, as far as there is room for them beside those `running` by pool. */
  async claim(kind: JobKind, room: number, running: ReadonlyMap<string, number>): Promise<ClaimedJob[]> {
    const holder = this.#membership.nodeId();
    return claimJobs(this.#database, { kind: kind.kind, holder, room, perPool: kind.perPool, running });
  }

  /** Settles a job after a run, unless it is another process's by now. Returns whether it is due again at once. */
  async settle(job: ClaimedJob, end: JobEnd): Promise<boolean> {
    if (end.type === "broke") return putOffBrokenJob(this.#database, job);
    if (end.type === "given_back") return putOffJob(this.#database, job, 0);
    if (end.result.again === null) return endJob(this.#database, job);
    return putOffJob(this.#database, job, end.result.again);
  }

  /** Takes down what a run did; one that found nothing to do (null) is passed over. */
  record(job: ClaimedJob, { began, did }: { began: Date; did: string | null }): void {
    if (did === null) return;
    this.#activityLog.record({
      kind: "job",
      outcome: did === "broke" ? "failed" : "succeeded",
      summary: `${job.kind} ${job.subject}: ${did}`,
      actor: SYSTEM,
      livemode: null,
      requestId: null,
      conversationId: null,
      at: began,
      duration: Date.now() - began.getTime(),
      details: { kind: job.kind, subject: job.subject },
    });
  }

  /** Frees what processes that died have left behind. */
  async freeDead(): Promise<void> {
    await freeJobsOfTheDead(this.#database, this.#membership.nodeId());
  }

  /** Whether this process is among those that may take jobs on. */
  isMember(): boolean {
    return this.#membership.isMember();
  }
}
