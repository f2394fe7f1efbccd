import { resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  keysAfter,
  masterKeyFile,
  newMasterKey,
  type RotationStep,
  readMasterKeyFile,
  replaceMasterKeyFile,
} from "../server/src/start/master-key-file.ts";

const USAGE = `npm run rotate-master-key -- [--prepare | --switch]

Puts a new master key on top of master.key in OPERATOR_DATA_DIR (./data). The next start encrypts all secrets in the
database anew under it.

Where several processes share a database and must not stop all at once:
  --prepare   adds the new key below the others, where it only decrypts
  --switch    puts the key that was prepared on top`;

const RESTART = "Restart the platform: its start encrypts every secret in the database anew under the first key.";
const COPY = "Give every process the same file (copy it into their data directories).";
const AFTERWARDS =
  "When all of them have started with it, delete the former keys from the file, keep a copy of them until the next " +
  "start has succeeded, and as long as you keep backups of the database that were made before.";

const NEXT: Record<RotationStep, readonly string[]> = {
  now: [RESTART, `Several processes on one database? Stop them all first. ${COPY}`, AFTERWARDS],
  prepare: [
    COPY,
    "Restart the processes one after the other. They can then decrypt with the new key, and still encrypt with the old.",
    "When all of them have been restarted: npm run rotate-master-key -- --switch",
  ],
  switch: [COPY, `Restart the processes one after the other. ${RESTART}`, AFTERWARDS],
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { prepare: { type: "boolean" }, switch: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help || (values.prepare && values.switch)) return console.log(USAGE);
  if (process.env["OPERATOR_MASTER_KEY"]) {
    throw new Error(
      "OPERATOR_MASTER_KEY is set, so master.key is not used. Set it to a new key (openssl rand -base64 32), put the " +
        "former one into OPERATOR_MASTER_KEY_PREVIOUS, and restart. docs/secrets.md says how with several processes.",
    );
  }
  const step = values.prepare ? "prepare" : values.switch ? "switch" : "now";
  const path = masterKeyFile(resolve(process.env["OPERATOR_DATA_DIR"] || "./data"));
  const keys = await readMasterKeyFile(path);
  if (keys === null)
    throw new Error(`There is no ${path}. It is made at the first start; set OPERATOR_DATA_DIR if it is elsewhere.`);
  await replaceMasterKeyFile(path, keysAfter(step, keys, newMasterKey()));
  console.log(
    [`${path} is changed. What to do next:`, ...NEXT[step].map((line, index) => `${index + 1}. ${line}`)].join("\n"),
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
