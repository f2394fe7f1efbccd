import type { Environment } from "../config.ts";
import type { Database } from "../db/database.ts";
import { findSealingKeys } from "../db/sealed-columns.ts";
import type { KnownSecrets } from "../lib/known-secrets.ts";
import { createSecretBox, keyId, type SecretBox } from "../lib/secret-box.ts";
import { createMasterKeyFile, masterKeyFile, readMasterKeyFile } from "./master-key-file.ts";

/** The master keys that this process was given. */
export interface MasterKeys {
  /** The one to seal with; null when none was given, so that one is to be made. */
  readonly current: string | null;
  /** Those that only open. */
  readonly former: readonly string[];
  /** Where the file is, whether or not its keys are among these. */
  readonly file: string;
}

/** The database holds secrets that this process has no key for. Nothing was changed. */
export class MasterKeyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "MasterKeyError";
  }
}

/**
 * Reads the master keys: `OPERATOR_MASTER_KEY`, else those of the file `master.key` in the data directory; and the
 * former ones. Throws when the file cannot be understood.
 */
export async function readMasterKeys(environment: Environment): Promise<MasterKeys> {
  const file = masterKeyFile(environment.OPERATOR_DATA_DIR);
  const { OPERATOR_MASTER_KEY: given, OPERATOR_MASTER_KEY_PREVIOUS: former } = environment;
  if (given !== undefined) return { current: given, former, file };
  const [current = null, ...others] = (await readMasterKeyFile(file)) ?? [];
  return { current, former: [...others, ...former], file };
}

/** Throws `MasterKeyError` when the database holds a secret that was sealed under none of these keys. */
export async function assertKeysFit(database: Database, keys: MasterKeys): Promise<void> {
  const own = idsOf(keys);
  const unknown = [...(await findSealingKeys(database))].filter((id) => id === null || !own.includes(id));
  if (unknown.length > 0) throw new MasterKeyError(await refusal(unknown, keys));
}

/** Opens the box that encrypts secrets at rest; makes a key, and the file to keep it in, when none was given. */
export async function openSecretBox({ current, former, file }: MasterKeys, known: KnownSecrets): Promise<SecretBox> {
  const [first, ...others] = current === null ? await createMasterKeyFile(file) : [current];
  for (const text of [first as string, ...others, ...former]) known.learn(text);
  return createSecretBox([bytesOf(first as string), ...[...others, ...former].map(bytesOf)]);
}

/** Gives a box that lets whatever goes into it or comes out of it be known as a secret. */
export function learningBox(box: SecretBox, known: KnownSecrets): SecretBox {
  return {
    ...box,
    seal(text, place) {
      known.learn(text);
      return box.seal(text, place);
    },
    open(sealed, place) {
      const text = box.open(sealed, place);
      known.learn(text);
      return text;
    },
  };
}

function idsOf({ current, former }: MasterKeys): string[] {
  return (current === null ? former : [current, ...former]).map((text) => keyId(bytesOf(text)));
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, "base64");
}

async function refusal(unknown: readonly (string | null)[], keys: MasterKeys): Promise<string> {
  const names = unknown.map((id) => id ?? "no key of the platform's").join(", ");
  const own = idsOf(keys);
  const has = own.length === 0 ? "This process was given none" : `This process has ${own.join(", ")}`;
  return (
    `The database holds secrets that were encrypted under another master key (${names}). ${has}. ` +
    `${await remedy(unknown, keys)} Nothing was changed.`
  );
}

async function remedy(unknown: readonly (string | null)[], keys: MasterKeys): Promise<string> {
  const inFile = (await readMasterKeyFile(keys.file).catch(() => null)) ?? [];
  const isInFile = inFile.some((text) => unknown.includes(keyId(bytesOf(text))));
  if (isInFile) {
    return (
      `The key that is missing is in ${keys.file}: put it into OPERATOR_MASTER_KEY_PREVIOUS, and what it encrypted is ` +
      "encrypted anew under OPERATOR_MASTER_KEY."
    );
  }
  return (
    "Processes that share a database need the same key: give this one the others' OPERATOR_MASTER_KEY, or copy their " +
    `master.key to ${keys.file}. A former key goes into OPERATOR_MASTER_KEY_PREVIOUS, or on a further line of the file.`
  );
}
