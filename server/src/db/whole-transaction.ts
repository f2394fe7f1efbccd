import type { CompiledQuery } from "kysely";
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

/** Runs a transaction as `runWhole` does, over a connection of that pool, which has to be a pipelined one. */
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
  const client = await pool.connect();
  const { stream } = client.connection;
  stream.cork();
  const answering = [
    client.query("begin"),
    ...statements.map(({ sql, parameters }) =>
      client.query({ name: pool.names.of(sql), text: sql, values: [...parameters] }),
    ),
    // After a failure this takes everything back.
    client.query("commit"),
  ];
  stream.uncork();
  const answers = await Promise.allSettled(answering);
  const failure = answers.find((answer) => answer.status === "rejected")?.reason as Error | undefined;
  // A connection that broke off is not worth mending: the pool opens another.
  client.release(failure !== undefined && !(failure instanceof pg.DatabaseError));
  if (failure !== undefined) throw failure;
}
