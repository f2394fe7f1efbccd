import { join } from "node:path";
import { type Database, openDatabase } from "../db/database.ts";
import { startEmbeddedPostgres } from "../db/embedded/postgres.ts";
import { migrate } from "../db/migrate.ts";
import { assertKeysFit, MasterKeyError, type MasterKeys } from "./master-key.ts";
import type { Begun } from "./started.ts";

const POOL_CONNECTIONS = 10;

/**
 * Starts or reaches the database, brings its tables up to date and opens a pool of connections to it. Throws
 * `MasterKeyError`, and leaves the tables as they are, when the keys do not open what lies in them.
 */
export async function startDatabase(
  begun: Begun,
  masterKeys: MasterKeys,
): Promise<{ databaseUrl: string; database: Database }> {
  const { environment, logger, undo } = begun;
  const databaseUrl = environment.DATABASE_URL ?? (await startEmbedded(begun));
  await prepareTables(databaseUrl, masterKeys, environment.DATABASE_URL !== undefined);
  const onError = (error: unknown) => logger.error({ err: error }, "A database connection broke.");
  const database = openDatabase(databaseUrl, { connections: POOL_CONNECTIONS, onError });
  undo.push(() => database.destroy());
  return { databaseUrl, database };
}

async function startEmbedded({ environment, logger, undo }: Begun): Promise<string> {
  const directory = join(environment.OPERATOR_DATA_DIR, "postgres");
  const embedded = await startEmbeddedPostgres({
    directory,
    log: (line) => logger.warn({ component: "database" }, line),
  });
  undo.push(() => embedded.stop());
  return embedded.connectionString;
}

async function prepareTables(databaseUrl: string, masterKeys: MasterKeys, isOwn: boolean): Promise<void> {
  const database = openDatabase(databaseUrl, { connections: 1 });
  try {
    await assertKeysFit(database, masterKeys);
    await migrate(databaseUrl);
  } catch (cause) {
    if (cause instanceof MasterKeyError) throw cause;
    const place = isOwn ? "The database at DATABASE_URL" : "The embedded database";
    throw new Error(`${place} cannot be used. Check that it runs, is PostgreSQL 15 or later, and lets this user in.`, {
      cause,
    });
  } finally {
    await database.destroy();
  }
}
