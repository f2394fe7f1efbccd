import { randomUUID } from "node:crypto";
import { lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CliError } from "../cli-error.ts";

/** What names folders and files of a project: nothing that leads out of it, whatever the system. */
const SLUG = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const LARGEST_FILE = 4 * 1024 * 1024;

/** Tells whether a text can name a folder or file of a project. */
export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

/** What stands in a folder. */
export interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}

/**
 * Lists what is in a folder, in alphabetical order; nothing when it is not there. What begins with a dot is left out.
 * Throws a `CliError` for links, behind which may be anything.
 */
export async function listFolder(folder: string): Promise<Entry[]> {
  const entries = (await unlessAbsent(readdir(folder, { withFileTypes: true }))) ?? [];
  return entries
    .filter(({ name }) => !name.startsWith("."))
    .map((entry) => {
      if (entry.isSymbolicLink()) throw linked(join(folder, entry.name));
      return { name: entry.name, isFolder: entry.isDirectory() };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Reads a text file, its line ends as `\n` and without a byte order mark; null when it is not there. Throws a `CliError`
 * for links, for what is no UTF-8, and for more than 4 MB.
 */
export async function readTextFile(path: string): Promise<string | null> {
  const found = await unlessAbsent(lstat(path));
  if (found === null) return null;
  if (found.isSymbolicLink()) throw linked(path);
  if (!found.isFile()) throw new CliError(`${path} is no file. Put a file in its place, or take it away.`);
  if (found.size > LARGEST_FILE) throw new CliError(`${path} is larger than 4 MB, which nothing of an agent is.`);
  const file = await open(path);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.readFile());
    return text.replaceAll("\r\n", "\n");
  } catch (cause) {
    if (cause instanceof TypeError) throw new CliError(`${path} is no text in UTF-8. Save it as UTF-8.`, { cause });
    throw cause;
  } finally {
    await file.close();
  }
}

/**
 * Writes a text file whole or not at all, in folders that are made as they are needed below `root`. Throws a `CliError`
 * where a link would lead elsewhere.
 */
export async function writeTextFile(root: string, path: readonly string[], text: string): Promise<void> {
  const target = join(root, ...path);
  await mkdir(root, { recursive: true });
  for (let depth = 1; depth < path.length; depth++) {
    const folder = join(root, ...path.slice(0, depth));
    await mkdir(folder, { recursive: true });
    if ((await lstat(folder)).isSymbolicLink()) throw linked(folder);
  }
  const draft = join(dirname(target), `.${randomUUID()}.tmp`);
  const file = await open(draft, "wx");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await rename(draft, target);
  } catch (cause) {
    await rm(draft, { force: true });
    throw new CliError(`${target} cannot be written. Is there a folder of that name?`, { cause });
  }
}

/** Removes a file of a project, and its folder when nothing else is in it. */
export async function removeFile(root: string, path: readonly string[]): Promise<void> {
  await rm(join(root, ...path), { force: true });
  if (path.length < 3) return;
  const folder = join(root, ...path.slice(0, -1));
  const left = await unlessAbsent(readdir(folder));
  if (left?.length === 0) await rm(folder, { recursive: true, force: true });
}

function linked(path: string): CliError {
  return new CliError(`${path} is a link. Put the file or folder itself there: links may lead anywhere.`);
}

async function unlessAbsent<Result>(reading: Promise<Result>): Promise<Result | null> {
  try {
    return await reading;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw error instanceof Error ? new CliError(`The files cannot be read: ${error.message}`, { cause: error }) : error;
  }
}
