import type { Database } from "../db/database.ts";
import { insertLogs, type NewLogRow } from "../db/logs.ts";
import type { KnownSecrets } from "../lib/known-secrets.ts";
import { type Presenter, presenter } from "../lib/presentable.ts";
import type { Activity, ActivityLog } from "../ports/activity-log.ts";

/** What waits is stored this often, and at once when it makes a batch. */
const FLUSH_EVERY = 250;
const BATCH = 500;
/** The most activities that wait for a database that is away. */
const MOST_WAITING = 20_000;
/** How many of the oldest go when there are too many: one by one would move all others each time. */
const DROPPED_AT_ONCE = 500;
const RETRY_AFTER = 1_000;
/** How long the stop waits for the last batches. */
const CLOSE_WITHIN = 2_000;
const LONGEST_SUMMARY = 500;
const LONGEST_NAME = 200;

interface Options {
  database: Database;
  secrets: KnownSecrets;
  /** Is told that what waits cannot be stored; once for each time that the database is away. */
  onError(error: unknown): void;
  /** Is told how many activities were given up, because too many waited. */
  onDropped(count: number): void;
}

/**
 * Takes down what was done, in memory first, and stores it a batch at a time. While the database is away the latest
 * 20,000 activities wait for it. A batch whose commit was cut off may be stored twice.
 */
export class StoredActivityLog implements ActivityLog {
  readonly #options: Options;
  readonly #present: Presenter;
  #waiting: NewLogRow[] = [];
  #timer: NodeJS.Timeout | null = null;
  #storing: Promise<void> | null = null;
  #isAway = false;
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
    this.#present = presenter(options.secrets.mask);
  }

  /** How many activities wait to be stored. */
  get waiting(): number {
    return this.#waiting.length;
  }

  record(activity: Activity): void {
    if (this.#isClosed) return;
    this.#waiting.push(rowOf(activity, this.#present));
    this.#bound();
    if (this.#waiting.length >= BATCH && !this.#isAway) this.#storeNow();
    else this.#storeIn(FLUSH_EVERY);
  }

  /** Stores what waits, if the database takes it within two seconds. Nothing is recorded any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_WITHIN);
    });
    await Promise.race([this.#storeAll(), late]);
    clearTimeout(timer);
    clearTimeout(this.#timer ?? undefined);
  }

  async #storeAll(): Promise<void> {
    await this.#storing;
    await this.#store();
  }

  #storeIn(delay: number): void {
    if (this.#timer || this.#storing || this.#isClosed) return;
    this.#timer = setTimeout(() => this.#storeNow(), delay);
  }

  #storeNow(): void {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
    this.#storing ??= this.#store().finally(() => {
      this.#storing = null;
      if (this.#waiting.length > 0) this.#storeIn(this.#isAway ? RETRY_AFTER : FLUSH_EVERY);
    });
  }

  async #store(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      try {
        await this.#insert(batch);
        this.#isAway = false;
      } catch (error) {
        this.#waiting.unshift(...batch);
        this.#bound();
        if (!this.#isAway) this.#options.onError(error);
        this.#isAway = true;
        return;
      }
    }
  }

  /** One activity that the database refuses must not hold up the others. */
  async #insert(batch: readonly NewLogRow[]): Promise<void> {
    try {
      await insertLogs(this.#options.database, batch);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (batch.length > 1) for (const row of batch) await this.#insert([row]);
      else {
        this.#options.onError(error);
        this.#options.onDropped(1);
      }
    }
  }

  #bound(): void {
    const tooMany = this.#waiting.length - MOST_WAITING;
    if (tooMany <= 0) return;
    const dropped = this.#waiting.splice(0, Math.max(tooMany, DROPPED_AT_ONCE));
    this.#options.onDropped(dropped.length);
  }
}

/** Tells whether the database refuses what it was given (PostgreSQL, appendix A: classes 22, 23, 54), not that it is away. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(22|23|54)/.test(String(error.code));
}

/** The single door into the log: nothing gets past it unmasked, nor in a form that the database would refuse. */
function rowOf(activity: Activity, { text, value }: Presenter): NewLogRow {
  const { actor, at, duration } = activity;
  const nameOf = (name: string | null) => (name === null ? null : text(name, LONGEST_NAME));
  return {
    at: Number.isNaN(at.getTime()) ? new Date() : at,
    kind: activity.kind,
    outcome: activity.outcome,
    livemode: activity.livemode,
    request_id: nameOf(activity.requestId),
    conversation_id: nameOf(activity.conversationId),
    actor_type: actor.type,
    actor_id: nameOf(actor.id),
    actor_name: nameOf(actor.name),
    summary: text(activity.summary, LONGEST_SUMMARY),
    duration: duration !== null && Number.isFinite(duration) ? Math.round(duration * 10) / 10 : null,
    details: JSON.stringify(value(activity.details)),
  };
}
