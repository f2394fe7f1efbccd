import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Schema } from "./schema.ts";

/** The platform's database, or one transaction of it. */
export type Database = Kysely<Schema>;

/** Opens a pool of at most `connections` connections to a PostgreSQL 15 or later. Connects when first used. */
export function openDatabase(
  url: string,
  options: { connections: number; onError?: (error: Error) => void },
): Database {
  const pool = new pg.Pool({ connectionString: url, max: options.connections, allowExitOnIdle: true });
  survivePoolFaults(pool, options.onError);
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

/**
 * Keeps connections that break from ending the process, as an `error` event that nobody hears would. The pool replaces
 * them, and a query under way on one rejects; `onError` is told of those that were idle.
 */
export function survivePoolFaults(pool: pg.Pool, onError: (error: Error) => void = () => undefined): void {
  pool.on("error", (error) => {
    // The pool attaches the whole connection, which is no matter for a log.
    Reflect.deleteProperty(error, "client");
    onError(error);
  });
  // The pool does not listen to a connection while it is lent out, in a transaction for instance.
  pool.on("connect", (client) => client.on("error", () => undefined));
}
