import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readEnvironment } from "../server/src/config.ts";
import { backUp } from "../server/src/db/backup/back-up.ts";
import { masterKeyFile } from "../server/src/start/master-key-file.ts";
import { hasDatabase, withDatabase } from "./backup/database.ts";

const USAGE = `npm run back-up -- FOLDER [--without-recordings]

Writes all that the installation's database holds, as it is at one moment, into a new folder, while the platform goes on.
It finds the database as the platform does: by DATABASE_URL, else in OPERATOR_DATA_DIR (./data).

  --without-recordings   leaves the audio of conversations out, by far the largest part

The master key is not in it. Keep a copy of that elsewhere: without it the secrets in a backup cannot be opened.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { "without-recordings": { type: "boolean" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  const [folder, ...others] = positionals;
  if (values.help) return console.log(USAGE);
  if (folder === undefined || others.length > 0) throw new Error(`Name one folder.\n\n${USAGE}`);
  const environment = readEnvironment();
  if (!hasDatabase(environment)) {
    throw new Error(
      `There is no installation in ${environment.OPERATOR_DATA_DIR}. Set OPERATOR_DATA_DIR or DATABASE_URL as the platform has it.`,
    );
  }
  const withRecordings = !values["without-recordings"];
  const target = { folder: resolve(folder), withRecordings };
  const manifest = await withDatabase(environment, (databaseUrl) => backUp({ databaseUrl, ...target }));
  const rows = Object.fromEntries(manifest.tables.map((table) => [table.name, table.rows]));
  const megabytes = manifest.tables.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000_000;
  console.log(
    `Backed up ${rows["conversations"]} conversations with ${rows["events"]} events, as of ${manifest.created_at}: ` +
      `${megabytes.toFixed(1)} MB in ${target.folder}.`,
  );
  console.log(whereKeysAre(environment.OPERATOR_MASTER_KEY !== undefined, environment.OPERATOR_DATA_DIR));
}

function whereKeysAre(isGiven: boolean, dataDirectory: string): string {
  const place = isGiven ? "the value of OPERATOR_MASTER_KEY" : masterKeyFile(dataDirectory);
  return `Its secrets open only with the master key, which is not in it: keep a copy of ${place} elsewhere.`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
