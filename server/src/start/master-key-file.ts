import { randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { isMasterKey } from "../config.ts";
import { KEY_BYTES } from "../lib/secret-box.ts";

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Where a data directory's master keys lie: one a line in base64, the current one first; `#` begins a comment. */
export function masterKeyFile(directory: string): string {
  return join(directory, "master.key");
}

/** Reads the keys of a file, the current one first; null when there is no file. Throws naming a line that is no key. */
export async function readMasterKeyFile(path: string): Promise<string[] | null> {
  const content = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw new Error(`The master key's file ${path} cannot be read.`, { cause: error });
  });
  return content === null ? null : keysIn(content, path);
}

function keysIn(content: string, path: string): string[] {
  const lines = content.split("\n").map((line, index) => ({ text: line.trim(), number: index + 1 }));
  const keys = lines.filter(({ text }) => text !== "" && !text.startsWith("#"));
  const odd = keys.find(({ text }) => !isMasterKey(text));
  const rule = "A key is 32 random bytes in base64, as `openssl rand -base64 32` writes them, alone on its line.";
  if (odd) throw new Error(`Line ${odd.number} of ${path} is no master key. ${rule}`);
  if (keys.length === 0) throw new Error(`${path} holds no master key. Put back the one that was in it. ${rule}`);
  return keys.map(({ text }) => text);
}

/** Makes a new key. */
export function newMasterKey(): string {
  return randomBytes(KEY_BYTES).toString("base64");
}

/**
 * One step of a rotation. `now` puts a new key on top, for a platform of one process. For several, `prepare` adds it
 * as the last one, which only opens, and once every process has it `switch` puts the last one on top.
 */
export type RotationStep = "now" | "prepare" | "switch";

/** Says what a file holds after a step, of what it held before. Throws when there is nothing to switch to. */
export function keysAfter(step: RotationStep, keys: readonly string[], freshKey: string): string[] {
  if (step === "now") return [freshKey, ...keys];
  if (step === "prepare") return [...keys, freshKey];
  if (keys.length < 2)
    throw new Error("The file holds one key only, so there is none to switch to. Prepare one first.");
  return [...keys.slice(-1), ...keys.slice(0, -1)];
}

/** Makes the file with a new key and returns its keys. A file that another process makes in the same moment is used. */
export async function createMasterKeyFile(path: string): Promise<string[]> {
  await mkdir(join(path, ".."), { recursive: true, mode: FOLDER_MODE });
  const draft = await writeDraft(path, [newMasterKey()]);
  try {
    // Unlike a rename it leaves a file alone that is there already, and unlike writing in place it is never half done.
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(draft);
  }
  await flushFolder(path);
  return keysIn(await readFile(path, "utf8"), path);
}

/** Puts other keys into a file. It holds either the former or the new ones whenever it is read. */
export async function replaceMasterKeyFile(path: string, keys: readonly string[]): Promise<void> {
  await rename(await writeDraft(path, keys), path);
  await flushFolder(path);
}

async function writeDraft(path: string, keys: readonly string[]): Promise<string> {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  const file = await open(draft, "wx", FILE_MODE);
  try {
    await file.writeFile(`${keys.join("\n")}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}

/** A power cut must not take the key away from secrets that the database has kept. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(join(path, ".."), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
