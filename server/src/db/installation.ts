import { sql } from "kysely";
import type { Database } from "./database.ts";
import { pendingMigrations } from "./migrate.ts";
import { livingNodes } from "./nodes.ts";

/** What there is to say of a database. */
export interface DatabaseFacts {
  /** PostgreSQL's version, e.g. `16.4`. */
  readonly version: string;
  /** The migrations that the next start would carry out. */
  readonly pendingMigrations: string[];
  /** How many processes of the platform share it. */
  readonly processes: number;
}

/** Looks at a database without changing it. Throws what reaching it throws. */
export async function readDatabaseFacts(database: Database): Promise<DatabaseFacts> {
  const { rows } = await sql<{ version: string; processes: number }>`
    select current_setting('server_version') as version,
      (select count(*)::integer from (${livingNodes}) as living) as processes`.execute(database);
  const { version = "", processes = 0 } = rows[0] ?? {};
  return { version, processes, pendingMigrations: await pendingMigrations(database) };
}
