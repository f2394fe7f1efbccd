import { join } from "node:path";
import { CliError } from "../cli-error.ts";
import { readTextFile, writeTextFile } from "./folder.ts";
import { isObject } from "./json.ts";
import { KINDS, type Kind } from "./project-item.ts";

/** What is known of a thing on one server, as it was when files and server last agreed. */
export interface LockEntry {
  /** What names it there: an id, a tool's name; null while it is not sure that it is there. */
  readonly id: string | null;
  /** An agent's version. */
  readonly version_id?: string;
  /** As the server named it. */
  readonly etag?: string;
  /** By what people call it, to find it again under another folder. */
  readonly name?: string;
  /** The digest of what its files held, and of what the server had. */
  readonly digest?: string;
  readonly seen?: string;
  /** The defaults that the server added to what the files hold. */
  readonly added?: unknown;
  /** What was about to be sent: under which key, and the digest of its files. */
  readonly pending?: { readonly key: string; readonly digest: string };
}

type Entries = Record<Kind, Record<string, LockEntry>>;

/** What a folder remembers of the servers that it was applied to, in `operator.lock.json`. */
export interface LockFile {
  /** The addresses of the servers it knows, and what it knows of each. */
  readonly servers: Record<string, Entries>;
}

const NAME = "operator.lock.json";
const VERSION = 1;

/** Reads a folder's lock; one that knows nothing when there is none. Throws a `CliError` for what is no lock. */
export async function readLockFile(folder: string): Promise<LockFile> {
  const path = join(folder, NAME);
  const text = await readTextFile(path);
  if (text === null) return { servers: {} };
  const value = parsed(path, text);
  if (!isObject(value) || !isObject(value["servers"])) throw noLock(path);
  if (value["version"] !== VERSION) {
    throw new CliError(`${path} was written by another version of this program. Use that one, or a newer one.`);
  }
  const servers = Object.entries(value["servers"]).map(([host, entries]) => [host, entriesOf(path, entries)] as const);
  return { servers: Object.fromEntries(servers) };
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw noLock(path, cause);
    throw cause;
  }
}

function noLock(path: string, cause?: unknown): CliError {
  const message =
    `${path} cannot be read. If two versions of it were merged, take either one; else remove it, and let ` +
    "`operator pull` find out anew what is what.";
  return new CliError(message, { cause });
}

function entriesOf(path: string, value: unknown): Entries {
  if (!isObject(value)) throw noLock(path);
  const of = (kind: Kind) => {
    const entries = value[kind] ?? {};
    if (!isObject(entries) || !Object.values(entries).every(isEntry)) throw noLock(path);
    return { ...entries } as Record<string, LockEntry>;
  };
  return Object.fromEntries(KINDS.map((kind) => [kind, of(kind)])) as Entries;
}

function isEntry(value: unknown): value is LockEntry {
  if (!isObject(value) || !(value["id"] === null || typeof value["id"] === "string")) return false;
  const isPending = isObject(value["pending"]) && typeof value["pending"]["key"] === "string";
  return (
    ["etag", "digest", "seen", "name", "version_id"].every((name) => isTextOrAbsent(value[name])) &&
    (value["pending"] === undefined || isPending)
  );
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

/** Writes a folder's lock, in one order always, so that two people's changes seldom meet in one line. */
export async function writeLockFile(folder: string, lock: LockFile): Promise<void> {
  const servers = byName(lock.servers, (entries) => {
    return Object.fromEntries(KINDS.map((kind) => [kind, byName(entries[kind], (entry) => entry)]));
  });
  await writeTextFile(folder, [NAME], `${JSON.stringify({ version: VERSION, servers }, null, 2)}\n`);
}

function byName<Value>(record: Record<string, Value>, written: (value: Value) => unknown): Record<string, unknown> {
  const entries = Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, value]) => [name, written(value)]));
}

/** One server's part of a folder's lock; every change is written down at once. */
export class ServerLock {
  readonly #folder: string;
  readonly #file: LockFile;
  readonly #entries: Entries;

  constructor(folder: string, file: LockFile, host: string) {
    this.#folder = folder;
    this.#file = file;
    const known = file.servers[host];
    this.#entries = known ?? { tools: {}, procedural_agents: {}, transfers: {}, conversational_agents: {} };
    file.servers[host] = this.#entries;
  }

  /** Returns what is known of a thing; undefined for nothing. */
  get(kind: Kind, slug: string): LockEntry | undefined {
    return Object.hasOwn(this.#entries[kind], slug) ? this.#entries[kind][slug] : undefined;
  }

  /** Lists all that is known. */
  all(): { kind: Kind; slug: string; entry: LockEntry }[] {
    return KINDS.flatMap((kind) => Object.entries(this.#entries[kind]).map(([slug, entry]) => ({ kind, slug, entry })));
  }

  /** Finds by which slug a thing is known, by its id; undefined for one that is not. */
  slugOf(kind: Kind, id: string): string | undefined {
    return Object.entries(this.#entries[kind]).find(([, entry]) => entry.id === id)?.[0];
  }

  /** Remembers a thing, or with null forgets it. */
  async set(kind: Kind, slug: string, entry: LockEntry | null): Promise<void> {
    if (entry === null) delete this.#entries[kind][slug];
    else this.#entries[kind][slug] = entry;
    await writeLockFile(this.#folder, this.#file);
  }

  /** Knows a thing by another slug from now on; written down with the next change. */
  rename(kind: Kind, from: string, to: string): void {
    const entry = this.get(kind, from);
    if (entry === undefined) return;
    delete this.#entries[kind][from];
    this.#entries[kind][to] = entry;
  }
}
