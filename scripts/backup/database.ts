import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../server/src/config.ts";
import { startEmbeddedPostgres } from "../../server/src/db/embedded/postgres.ts";
import { CLUSTER_FOLDER, findPostmaster, readPidFile } from "../../server/src/db/embedded/postmaster.ts";
import { socketUrl } from "../../server/src/db/embedded/socket.ts";

/**
 * Does something with the installation's database: the one at DATABASE_URL, or the embedded one, which the platform runs
 * or which is run for as long as this takes.
 */
export async function withDatabase<Result>(
  environment: Environment,
  use: (databaseUrl: string) => Promise<Result>,
): Promise<Result> {
  if (environment.DATABASE_URL !== undefined) return use(environment.DATABASE_URL);
  const directory = join(environment.OPERATOR_DATA_DIR, "postgres");
  const running = runningUrl(directory);
  if (running !== null) return use(running);
  const embedded = await startEmbeddedPostgres({ directory, log: (line) => console.error(line) });
  try {
    return await use(embedded.connectionString);
  } finally {
    await embedded.stop();
  }
}

/** Tells whether there is an installation in the data folder, or a database elsewhere to look into. */
export function hasDatabase({ DATABASE_URL, OPERATOR_DATA_DIR }: Environment): boolean {
  return DATABASE_URL !== undefined || existsSync(join(OPERATOR_DATA_DIR, "postgres", CLUSTER_FOLDER, "PG_VERSION"));
}

/** Tells whether a platform, or something else, runs the embedded database now. */
export function isRunning({ DATABASE_URL, OPERATOR_DATA_DIR }: Environment): boolean {
  return DATABASE_URL === undefined && runningUrl(join(OPERATOR_DATA_DIR, "postgres")) !== null;
}

function runningUrl(directory: string): string | null {
  const cluster = join(directory, CLUSTER_FOLDER);
  const file = existsSync(directory) ? readPidFile(cluster) : null;
  return file !== null && findPostmaster(cluster) !== null ? socketUrl(file.socketDirectory) : null;
}
