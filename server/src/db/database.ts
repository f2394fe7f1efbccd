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
  // An idle connection that breaks is replaced by the pool at the next use; without a listener it would end the process.
  pool.on("error", options.onError ?? (() => undefined));
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}
