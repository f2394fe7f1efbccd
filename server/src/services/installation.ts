import { readFile, stat, statfs } from "node:fs/promises";
import type { Database } from "../db/database.ts";
import { readDatabaseFacts } from "../db/installation.ts";
import { OperatorError } from "../domain/error.ts";
import type { InstallationPart, InstallationView } from "../domain/installation.ts";
import type { ApiKey } from "./api-keys.ts";

/** What was settled when the installation started. */
export interface InstallationFacts {
  /** The version of the platform itself. */
  readonly version: string;
  readonly publicUrl: string;
  readonly isPublicUrlSet: boolean;
  readonly databaseKind: InstallationView["database"]["kind"];
  readonly dataDirectory: string;
  /** The file of the master key; null when the environment holds it. */
  readonly masterKeyFile: string | null;
  readonly apiVersions: readonly string[];
  readonly parts: readonly InstallationPart[];
}

/** Tells what this installation has, and lacks. */
export class Installation {
  readonly #facts: InstallationFacts;
  readonly #database: Database | null;

  /** Without a database it says that there is none yet. */
  constructor(facts: InstallationFacts, database: Database | null) {
    this.#facts = facts;
    this.#database = database;
  }

  /** Shows it to a key that may see it. Throws `not_allowed` for test keys: it is the whole installation's. */
  async showTo({ livemode, scopes }: Pick<ApiKey, "livemode" | "scopes">): Promise<InstallationView> {
    if (livemode || scopes?.includes("installation:read")) return this.show();
    const message =
      "What an installation has is no matter of test data. Use a live key, or one with installation:read.";
    throw new OperatorError("not_allowed", message);
  }

  /** Shows it as it is now. */
  async show(): Promise<InstallationView> {
    const { version, publicUrl, isPublicUrlSet, apiVersions, dataDirectory, masterKeyFile, parts } = this.#facts;
    return {
      version,
      api_versions: [...apiVersions],
      node_version: process.version,
      time: new Date().toISOString(),
      public_url: publicUrl,
      is_public_url_set: isPublicUrlSet,
      database: await this.#databaseView(),
      master_key: await masterKeyView(masterKeyFile),
      disk_free_bytes: await freeBytes(dataDirectory),
      open_file_limit: await openFileLimit(),
      parts: [...parts],
    };
  }

  async #databaseView(): Promise<InstallationView["database"]> {
    const { databaseKind: kind } = this.#facts;
    const unknown = { kind, version: null, pending_migrations: [], processes: null };
    if (this.#database === null) return { ...unknown, problem: null };
    try {
      const { version, processes, pendingMigrations } = await readDatabaseFacts(this.#database);
      return { kind, version, pending_migrations: pendingMigrations, processes, problem: null };
    } catch (error) {
      return { ...unknown, problem: error instanceof Error ? error.message : String(error) };
    }
  }
}

async function masterKeyView(file: string | null): Promise<InstallationView["master_key"]> {
  if (file === null) return { kept_in: "environment", file_mode: null };
  const found = await unlessAbsent(stat(file));
  return { kept_in: "file", file_mode: found === null ? null : (found.mode & 0o777).toString(8) };
}

async function freeBytes(directory: string): Promise<number | null> {
  const found = await unlessAbsent(statfs(directory));
  return found === null ? null : found.bavail * found.bsize;
}

/** Linux tells a process its limits in a file, proc(5); elsewhere they are not told. */
async function openFileLimit(): Promise<number | null> {
  const limits = await unlessAbsent(readFile("/proc/self/limits", "utf8"));
  const soft = /^Max open files\s+(\d+)/m.exec(limits ?? "")?.[1];
  return soft === undefined ? null : Number(soft);
}

/** What cannot be looked at is not known; that is no reason to say nothing of the rest. */
async function unlessAbsent<Result>(look: Promise<Result>): Promise<Result | null> {
  return look.catch(() => null);
}
