import { ConfigError, type Environment, misspelt, readEnvironment } from "../config.ts";
import { openDatabase } from "../db/database.ts";
import type { InstallationView } from "../domain/installation.ts";
import { installationOf } from "./installation.ts";
import { modelCatalogOf } from "./model-catalog.ts";
import { speechCatalogOf } from "./speech.ts";

/** What can be said of an installation without starting it. */
export interface Check {
  /** What would stop the start; a line for each variable. */
  readonly problems: readonly string[];
  /** What a start would warn of. */
  readonly warnings: readonly string[];
  /** Null while there are problems. */
  readonly installation: InstallationView | null;
}

/** Looks at what the environment sets up. Starts nothing, writes nothing, and leaves the database as it is. */
export async function check(): Promise<Check> {
  try {
    return { problems: [], warnings: misspelt(), installation: await installationFrom(readEnvironment()) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { problems: error.problems, warnings: [], installation: null };
  }
}

/** The embedded database runs only while the platform does: there is nothing to be asked of it. */
async function installationFrom(environment: Environment): Promise<InstallationView> {
  const { HOST, PORT, OPERATOR_PUBLIC_URL, DATABASE_URL } = environment;
  const database = DATABASE_URL === undefined ? null : openDatabase(DATABASE_URL, { connections: 1 });
  const host = HOST.includes(":") ? `[${HOST}]` : HOST;
  try {
    return await installationOf({
      environment,
      catalog: modelCatalogOf(environment),
      speech: speechCatalogOf(environment),
      publicUrl: (OPERATOR_PUBLIC_URL ?? `http://${host}:${PORT}`).replace(/\/+$/, ""),
      database,
    }).show();
  } finally {
    await database?.destroy();
  }
}
