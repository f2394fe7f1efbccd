import { startEmbeddedPostgres } from "../db/embedded/postgres.ts";

/**
 * A program for tests that kill it: starts the embedded database in the folder of its only argument, prints the
 * connection string, and stops the database on SIGTERM or SIGINT.
 */
const directory = process.argv[2];
if (directory === undefined) throw new Error("Name the folder of the database.");

const postgres = await startEmbeddedPostgres({ directory, log: (line) => process.stderr.write(`${line}\n`) });
const alive = setInterval(() => {}, 1000);
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    clearInterval(alive);
    void postgres.stop().catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exitCode = 1;
    });
  });
}
process.stdout.write(`${postgres.connectionString}\n`);
