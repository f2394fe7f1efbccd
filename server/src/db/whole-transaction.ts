import { type CompiledQuery, sql } from "kysely";
import pg from "pg";
import { type Database, poolOf } from "./database.ts";
import type { PreparingPool } from "./preparing-pool.ts";
import { isOutdated } from "./statement-names.ts";

/**
 * SQLSTATE `division_by_zero`: a statement that divides by whether something holds ends its transaction where it does not.
 */
const UNMET = "22012";

/** Tells whether a transaction came to nothing because something that one of its statements makes sure of does not hold. */
export function isUnmet(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === UNMET;
}

/**
 * Has the commit of its transaction not waited for by the disk: a crash of the database itself, and nothing else, may lose
 * what was committed in the last second, unless something was committed after it that was waited for.
 */
export const unsynced = sql`select set_config('synchronous_commit', 'off', true)`;

/** A statement of a transaction that is sent whole. */
type Statement = Pick<CompiledQuery, "sql" | "parameters">;

/**
 * Runs a transaction whose statements are known before it begins, and sends it whole: every answer that is waited for is a
 * turn of a busy event loop. Rejects with the error of the statement that failed; then nothing of it is stored, unless the
 * connection broke, when it may have been.
 */
export function runWhole(database: Database, statements: readonly Statement[]): Promise<void> {
  return sendWhole(poolOf(database), statements);
}

/** Runs a transaction as `runWhole` does, over a connection of that pool. */
export async function sendWhole(pool: PreparingPool, statements: readonly Statement[]): Promise<void> {
  try {
    await sendOnce(pool, statements);
  } catch (error) {
    if (!isOutdated(error)) throw error;
    pool.names.renew();
    await sendOnce(pool, statements);
  }
}

async function sendOnce(pool: PreparingPool, statements: readonly Statement[]): Promise<void> {
  const queries = statements.map(
    ({ sql, parameters }) =>
      new pg.Query({ name: pool.names.of(sql), text: sql, values: [...parameters], queryMode: "extended" } as Prepared),
  );
  const client = await pool.connect();
  const failure = await new Promise<Error | null>((resolve) => {
    client.query(new WholeTransaction(queries, resolve));
  });
  client.release(failure !== null && isBroken(failure));
  if (failure !== null) throw failure;
}

/** Tells whether the connection is gone, too; SQLSTATEs `57P…` are a backend's last words. */
function isBroken(failure: Error): boolean {
  return !(failure instanceof pg.DatabaseError) || failure.code?.startsWith("57P") === true;
}

/** What the driver takes and its types do not name: `queryMode` has statements without values prepared, too. */
type Prepared = pg.QueryConfig & { queryMode: "extended" };

/** A query with what the driver's types do not name. */
type Query = Omit<pg.Query, "submit"> & {
  readonly name?: string;
  readonly text: string;
  /** Returns why it cannot be sent; emits it as an `error` where it has been begun. */
  submit(wire: Wire): Error | null;
};

/** A connection with what the driver's types do not name. */
type Wire = pg.Connection & {
  /** What was sent to be prepared, by its name, and is not known to be. */
  readonly submittedNamedStatements: Record<string, string>;
  _send(message: Buffer): void;
};

/**
 * Statements that are sent with one `Sync`, after the last: up to there PostgreSQL makes them one transaction, and answers
 * them at one go (https://www.postgresql.org/docs/15/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY). What they return is
 * nobody's. The driver calls what is public here, as it does of each of its own queries.
 */
class WholeTransaction implements pg.Submittable {
  readonly #queries: readonly Query[];
  readonly #onDone: (error: Error | null) => void;
  /** How many of them are answered. */
  #answered = 0;

  constructor(queries: readonly pg.Query[], onDone: (error: Error | null) => void) {
    this.#queries = queries as unknown as readonly Query[];
    this.#onDone = onDone;
  }

  /** That of the statement whose answer comes in, which is noted under it as prepared. */
  get name(): string | undefined {
    return this.#queries[this.#answered]?.name;
  }

  /** As `name`. */
  get text(): string | undefined {
    return this.#queries[this.#answered]?.text;
  }

  /** Sends all of them; none where one cannot be written, and returns why. */
  submit(connection: pg.Connection): Error | null {
    const wire = connection as Wire;
    const messages: Buffer[] = [];
    const gathering = Object.create(wire, {
      _send: { value: (message: Buffer) => messages.push(message) },
      sync: { value: () => undefined },
    }) as Wire;
    for (const query of this.#queries) {
      let problem: Error | null = null;
      query.once("error", (error) => (problem = error));
      problem = query.submit(gathering) ?? problem;
      if (problem === null) continue;
      this.#forget(wire);
      return problem;
    }
    wire.stream.cork();
    for (const message of messages) wire._send(message);
    wire.sync();
    wire.stream.uncork();
    return null;
  }

  handleRowDescription(): void {}

  handleDataRow(): void {}

  handleCommandComplete(): void {
    this.#answered += 1;
  }

  handleError(error: Error, connection: pg.Connection): void {
    this.#forget(connection as Wire);
    this.#onDone(error);
  }

  handleReadyForQuery(): void {
    this.#onDone(null);
  }

  /** What comes after a failure is passed over, and not prepared. */
  #forget(wire: Wire): void {
    for (const { name } of this.#queries) if (name !== undefined) delete wire.submittedNamedStatements[name];
  }
}
