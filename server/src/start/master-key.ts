import { randomBytes } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Environment } from "../config.ts";
import type { KnownSecrets } from "../lib/known-secrets.ts";
import { createSecretBox, KEY_BYTES, type SecretBox } from "../lib/secret-box.ts";

/**
 * Opens the box that encrypts secrets at rest: under `OPERATOR_MASTER_KEY`, else under the key in the file `master.key`
 * of the data directory, which is made at the first start. Whatever goes into the box or comes out of it is learnt.
 */
export async function openSecretBox(environment: Environment, known: KnownSecrets): Promise<SecretBox> {
  const fromEnvironment = [environment.OPERATOR_MASTER_KEY, ...environment.OPERATOR_MASTER_KEY_PREVIOUS];
  const texts = environment.OPERATOR_MASTER_KEY
    ? fromEnvironment.filter((text) => text !== undefined)
    : await readKeyFile(environment.OPERATOR_DATA_DIR);
  for (const text of texts) known.learn(text);
  const keys = texts.map((text) => Buffer.from(text, "base64"));
  return learning(createSecretBox(keys as [Buffer, ...Buffer[]]), known);
}

function learning(box: SecretBox, known: KnownSecrets): SecretBox {
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

/** Reads the keys of the file, one a line, the current one first; makes the file when there is none. */
async function readKeyFile(directory: string): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, "master.key");
  await createKeyFile(path);
  const lines = (await readFile(path, "utf8")).split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !line.startsWith("#"));
}

async function createKeyFile(path: string): Promise<void> {
  try {
    const file = await open(path, "wx", 0o600);
    await file.writeFile(`${randomBytes(KEY_BYTES).toString("base64")}\n`);
    await file.sync();
    await file.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
