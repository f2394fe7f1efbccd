import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Environment, readEnvironment } from "../server/src/config.ts";
import { readManifest } from "../server/src/db/backup/manifest.ts";
import { restore } from "../server/src/db/backup/restore.ts";
import { keyId } from "../server/src/lib/secret-box.ts";
import { masterKeyFile, readMasterKeyFile } from "../server/src/start/master-key-file.ts";
import { isRunning, withDatabase } from "./backup/database.ts";

const USAGE = `npm run restore -- FOLDER [--take-over]

Fills an empty database with a backup that npm run back-up wrote: that at DATABASE_URL, else a new one in
OPERATOR_DATA_DIR (./data). The master key must be in place, in OPERATOR_MASTER_KEY or as master.key in
OPERATOR_DATA_DIR. No platform may run on that database.

Without --take-over the result is a copy in which nothing goes on by itself: open conversations end, and nothing is
dialled, sent, delivered or run.

  --take-over   goes on with all that waits, in the place of an installation that is gone for good`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { "take-over": { type: "boolean" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  const [given, ...others] = positionals;
  if (values.help) return console.log(USAGE);
  if (given === undefined || others.length > 0) throw new Error(`Name one folder.\n\n${USAGE}`);
  const [environment, folder] = [readEnvironment(), resolve(given)];
  await assertKeysFit(environment, (await readManifest(folder)).sealing_keys);
  if (isRunning(environment)) {
    throw new Error(
      `The database in ${environment.OPERATOR_DATA_DIR} is running. Stop the platform, or set OPERATOR_DATA_DIR to another folder.`,
    );
  }
  const takesOver = values["take-over"] === true;
  const manifest = await withDatabase(environment, (databaseUrl) => restore({ databaseUrl, folder, takesOver }));
  const rows = Object.fromEntries(manifest.tables.map((table) => [table.name, table.rows]));
  console.log(
    `Restored ${rows["conversations"]} conversations with ${rows["events"]} events, as of ${manifest.created_at}.`,
  );
  console.log(takesOver ? TAKEN_OVER : COPIED);
}

const TAKEN_OVER =
  "The next start goes on with all that waited then. What the former installation did since is done once more, so it must not run.";
const COPIED =
  "It is a copy: nothing of what waited goes on. Webhook endpoints, schedules and MCP servers are switched off, campaigns paused.";

/** Throws when the backup holds secrets that the keys in place do not open, before anything is changed. */
async function assertKeysFit(environment: Environment, needed: readonly string[]): Promise<void> {
  const { OPERATOR_MASTER_KEY: given, OPERATOR_MASTER_KEY_PREVIOUS: former, OPERATOR_DATA_DIR } = environment;
  const file = masterKeyFile(OPERATOR_DATA_DIR);
  const present = given === undefined ? ((await readMasterKeyFile(file)) ?? []) : [given];
  const own = [...present, ...former].map((text) => keyId(Buffer.from(text, "base64")));
  const missing = needed.filter((id) => !own.includes(id));
  if (missing.length === 0) return;
  throw new Error(
    `The backup's secrets are sealed under a master key that is not here (${missing.join(", ")}). Copy the installation's ` +
      `master.key to ${file}, or set OPERATOR_MASTER_KEY to it. Nothing was changed.`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
