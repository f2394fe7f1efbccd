import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { stopPostgresIn } from "../db/embedded/postmaster.ts";

/**
 * Stops the server that a killed process left running on an embedded database, if any, and deletes the database's
 * folder, which is the `directory` that `startEmbeddedPostgres` was given (`<data dir>/postgres`).
 */
export async function discardEmbeddedPostgres(directory: string): Promise<void> {
  if (!existsSync(directory)) return;
  await stopPostgresIn(directory);
  await rm(directory, { recursive: true, force: true, maxRetries: 10 });
}
