import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chownSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { lchown, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Account, RunAs } from "./account.ts";
import { asAccount } from "./account.ts";
import { type PostgresBinaries, USE_OWN_SERVER } from "./binaries.ts";
import { hasCode } from "./process.ts";

const UNFINISHED = ".unfinished-";

interface ClusterOptions {
  /** The folder of the database's files, which need not exist. */
  cluster: string;
  /** The folder around it. */
  directory: string;
  binaries: PostgresBinaries;
  runAs: RunAs;
  /** Whether each file is made to reach the disk. */
  durable: boolean;
}

/**
 * Sees to it that the folder holds a database which these programs can open. A new one is made beside its place and
 * then renamed, so that what a killed process leaves half-made is never taken for a database.
 * @throws Error when the folder holds something else, or the database of another major version.
 */
export async function prepareCluster(options: ClusterOptions): Promise<void> {
  await removeUnfinished(options.directory, options.cluster);
  const version = readVersion(options.cluster);
  if (version === null) return createCluster(options);
  if (version !== options.binaries.majorVersion) {
    throw new Error(
      `The database in ${options.cluster} was made by PostgreSQL ${version}, but this installation brings version ` +
        `${options.binaries.majorVersion}. Move its contents with the former version's pg_dumpall, or set DATABASE_URL ` +
        `to a server of version ${version} that runs on these files.`,
    );
  }
}

/** Gives a folder and all it holds to an account; the folder itself last, so that its owner tells whether it is done. */
export async function handOver(path: string, account: Account): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) await handOver(inner, account);
    else await lchown(inner, account.uid, account.gid);
  }
  await lchown(path, account.uid, account.gid);
}

/** Returns the major version of a database, or null when there is no database yet. */
function readVersion(cluster: string): number | null {
  try {
    return Number(readFileSync(join(cluster, "PG_VERSION"), "utf8"));
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
    if (!isFilled(cluster)) return null;
    throw new Error(
      `${cluster} is not empty, yet holds no database. Move away what is in it, or set OPERATOR_DATA_DIR.`,
    );
  }
}

function isFilled(path: string): boolean {
  try {
    return readdirSync(path).length > 0;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

async function removeUnfinished(directory: string, cluster: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    // An initdb whose parent was killed may still be writing, hence the retries.
    if (path.startsWith(`${cluster}${UNFINISHED}`)) await rm(path, { recursive: true, force: true, maxRetries: 10 });
  }
}

async function createCluster(options: ClusterOptions): Promise<void> {
  const unfinished = `${options.cluster}${UNFINISHED}${randomUUID()}`;
  // Made here and not by initdb, because the folder around it is not the account's.
  mkdirSync(unfinished, { mode: 0o700 });
  const { account } = options.runAs;
  if (account !== null) chownSync(unfinished, account.uid, account.gid);
  await runInitdb(options, unfinished);
  renameSync(unfinished, options.cluster);
  if (options.durable) syncDirectory(options.directory);
}

/** Makes a rename outlast a power failure; initdb itself has synced what is inside. */
function syncDirectory(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

async function runInitdb(options: ClusterOptions, target: string): Promise<void> {
  const { file, args, credentials } = asAccount(options.runAs, options.binaries.initdb, [
    ...["--pgdata", target, "--username", "postgres", "--encoding", "UTF8"],
    // The builtin provider sorts by code point on every system, so an index never depends on the C library's version.
    ...["--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"],
    ...["--auth-local", "trust", "--auth-host", "reject", "--no-instructions"],
    ...(options.durable ? [] : ["--no-sync"]),
  ]);
  try {
    await promisify(execFile)(file, args, { ...credentials, env: options.binaries.environment, cwd: "/" });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Error(
      `PostgreSQL could not make its database in ${target}: ${stderr?.trim() || message}. ${USE_OWN_SERVER}`,
      {
        cause: error,
      },
    );
  }
}
