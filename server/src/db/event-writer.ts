import type { CompiledQuery } from "kysely";
import pg from "pg";
import type { LogEvent } from "../domain/event.ts";
import type { LogPayload } from "../domain/event-payloads.ts";
import { openPool } from "./database.ts";
import type { PreparingPool } from "./preparing-pool.ts";
import { TAKE_TURNS } from "./turns.ts";
import { isUnmet, sendWhole } from "./whole-transaction.ts";

/** The appends of one holder to one log, which build on each other: after one that failed, none of them is stored. */
export interface AppendSeries {
  /** Why one of them was not stored, or may not have been; null while all were. */
  failure: Error | null;
}

/** Events of one log to be stored together with what they change elsewhere. */
export interface AppendRequest {
  /** The conversation or run whose log it is. */
  owner: string;
  series: AppendSeries;
  /** The lease under which the writer holds the owner; nothing is stored under an older one. */
  fence: number;
  events: readonly LogEvent[];
  /** What changes in the same transaction. */
  changes?: readonly CompiledQuery[];
}

/** A batch of events that was stored at once. */
export interface StoredBatch {
  payloads: readonly LogPayload[];
  /** How long it took, in ms. */
  duration: number;
}

/** The owner of a log is held by another process by now, or was deleted. Nothing of the request was stored. */
export class LeaseLostError extends Error {
  constructor(owner: string) {
    super(`${owner} is no longer held by this process.`);
    this.name = "LeaseLostError";
  }
}

interface Waiting extends AppendRequest {
  /** The events' payloads as JSON text, in their order. */
  payloads: readonly string[];
  resolve: () => void;
  reject: (error: Error) => void;
}

/** Bounds a batch, so that one statement stays small enough to be quick. */
const MAX_REQUESTS_PER_BATCH = 500;

/** Where a kind of logs is stored: the events in one table, whose logs they are in another. */
interface LogTables {
  events: "events" | "procedure_events";
  owners: "conversations" | "procedures";
  /** The column of the events that names the owner. */
  owner: "conversation_id" | "procedure_id";
  /** What else is taken from the events that were `stored`; nothing when it is "". */
  taken: string;
}

const CONVERSATIONS: LogTables = {
  events: "events",
  owners: "conversations",
  owner: "conversation_id",
  taken: `, turns_taken as (${TAKE_TURNS})`,
};

/** Where the logs of runs of procedural agents are stored. */
export const PROCEDURES: LogTables = {
  events: "procedure_events",
  owners: "procedures",
  owner: "procedure_id",
  taken: "",
};

/**
 * Writes the statements that store events: one that tells which were stored, and one that fails unless all were, and
 * keeps the lease until the transaction ends, so that nobody takes it before what changes beside the events.
 */
function insertsInto({ events, owners, owner, taken }: LogTables): { telling: string; whole: string } {
  const insert = (lock: string) => `
with stored as (
  insert into ${events} (${owner}, sequence, id, created_at, payload)
  select e.owner, e.sequence, e.id, e.created_at, e.payload
  from unnest($1::text[], $2::integer[], $3::integer[], $4::text[], $5::timestamptz[], $6::jsonb[])
    as e(owner, fence, sequence, id, created_at, payload)
  join ${owners} o on o.id = e.owner and o.fence = e.fence ${lock}
  returning ${owner}, sequence, created_at, payload
)${taken}`;
  return {
    telling: `${insert("")}
select ${owner} as owner from stored`,
    whole: `${insert("for no key update of o")}
select 1 / (count(*) = $7)::integer as is_whole from stored`,
  };
}

/**
 * The only writer of the event logs of one kind. Gathers what all that is held appends while the batch before is under way
 * into one insert (group commit), so that they share its round trip and its fsync, and one alone waits for nobody.
 * Requests are stored in the order in which they were made.
 */
export class EventWriter {
  readonly #pool: PreparingPool;
  readonly #onStored: (batch: StoredBatch) => void;
  readonly #inserts: ReturnType<typeof insertsInto>;
  #queue: Waiting[] = [];
  #flushing: Promise<void> | null = null;

  /** `onStored` is told of every batch that was stored. */
  constructor(
    databaseUrl: string,
    onStored: (batch: StoredBatch) => void = () => undefined,
    tables: LogTables = CONVERSATIONS,
  ) {
    this.#pool = openPool(databaseUrl, { connections: 1 });
    this.#onStored = onStored;
    this.#inserts = insertsInto(tables);
  }

  /**
   * Stores the request, whole or not at all. Resolves once it is durable. Rejects with `LeaseLostError`, or with the
   * database's error, after which it may or may not have been stored: read the log to know. Every later request of the
   * same series rejects with the same error, for the log would have a gap.
   */
  append(request: AppendRequest): Promise<void> {
    return new Promise((resolve, reject) => {
      // Here, so that a payload that cannot be written fails its own request and not a whole batch.
      const payloads = request.events.map(({ envelope }) => JSON.stringify(envelope.payload));
      this.#queue.push({ ...request, payloads, resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** Stores what is waiting, then closes the connection. */
  async close(): Promise<void> {
    await this.#flushing;
    await this.#pool.end();
  }

  async #flush(): Promise<void> {
    // Lets everything that this turn of the event loop has to say into the batch.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, MAX_REQUESTS_PER_BATCH);
      await this.#store(batch);
    }
    this.#flushing = null;
  }

  async #store(waiting: readonly Waiting[]): Promise<void> {
    const batch = waiting.filter(({ series }) => series.failure === null);
    for (const request of waiting) if (request.series.failure !== null) fail(request, request.series.failure);
    if (batch.length === 0) return;
    try {
      const began = performance.now();
      const lost = await this.#write(batch);
      const duration = performance.now() - began;
      for (const request of batch) {
        if (lost.has(request)) fail(request, new LeaseLostError(request.owner));
        else request.resolve();
      }
      const stored = batch.filter((request) => !lost.has(request)).flatMap(({ events }) => events);
      this.#onStored({ payloads: stored.map(({ envelope }) => envelope.payload), duration });
    } catch (error) {
      await this.#storeEach(batch, error as Error);
    }
  }

  /** After a failed batch: one bad request must not fail the others, so each has a transaction of its own. */
  async #storeEach(batch: readonly Waiting[], error: Error): Promise<void> {
    const [only] = batch;
    if (only && (batch.length === 1 || !(error instanceof pg.DatabaseError))) {
      for (const request of batch) fail(request, error);
      return;
    }
    for (const request of batch) await this.#store([request]);
  }

  /** Writes a batch and returns the requests that were left out because their lease is lost. */
  async #write(batch: readonly Waiting[]): Promise<ReadonlySet<Waiting>> {
    const changes = batch.flatMap((request) => request.changes ?? []);
    if (changes.length > 0) return this.#writeWithChanges(batch, changes);
    const insert = { name: "append_events", text: this.#inserts.telling, values: columnsOf(batch) };
    return lostRequests(batch, await this.#pool.query(insert));
  }

  async #writeWithChanges(batch: readonly Waiting[], changes: readonly CompiledQuery[]): Promise<ReadonlySet<Waiting>> {
    const insert = { sql: this.#inserts.whole, parameters: [...columnsOf(batch), eventCount(batch)] };
    try {
      await sendWhole(this.#pool, [insert, ...changes]);
      return new Set();
    } catch (error) {
      if (!isUnmet(error) || batch.length > 1) throw error;
      return new Set(batch);
    }
  }
}

function eventCount(batch: readonly Waiting[]): number {
  return batch.reduce((count, request) => count + request.events.length, 0);
}

/** Marks the series at once: whoever waits for this request hears of it later than the next request is looked at. */
function fail(request: Waiting, error: Error): void {
  request.series.failure ??= error;
  request.reject(error);
}

function columnsOf(batch: readonly Waiting[]): unknown[] {
  const columns: [string[], number[], number[], string[], string[], string[]] = [[], [], [], [], [], []];
  for (const { owner, fence, events, payloads } of batch) {
    columns[5].push(...payloads);
    for (const { sequence, envelope } of events) {
      columns[0].push(owner);
      columns[1].push(fence);
      columns[2].push(sequence);
      columns[3].push(envelope.id);
      columns[4].push(envelope.created_at);
    }
  }
  return columns;
}

function lostRequests(batch: readonly Waiting[], stored: pg.QueryResult): ReadonlySet<Waiting> {
  if (stored.rowCount === eventCount(batch)) return new Set();
  const found = new Set(stored.rows.map((row: { owner: string }) => row.owner));
  return new Set(batch.filter((request) => request.events.length > 0 && !found.has(request.owner)));
}
