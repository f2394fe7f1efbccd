import { createHash } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { openDatabase } from "../database.ts";
import { findSealingKeys } from "../sealed-columns.ts";
import { columnList, readMigrations, readSequences, readTables, type TableShape } from "./catalog.ts";
import { withConnection } from "./connection.ts";
import { copyOut } from "./copy-stream.ts";
import { type BackedUpTable, type Manifest, manifestPath, newManifest, tablePath } from "./manifest.ts";

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** The audio of conversations, by far the largest of what there is. */
const RECORDINGS = ["recordings", "recording_chunks"];

/** What is to be backed up, and where to. */
export interface BackUpOptions {
  readonly databaseUrl: string;
  /** A folder that is not there yet; it appears when the backup is whole. */
  readonly folder: string;
  readonly withRecordings: boolean;
}

/**
 * Writes all that an installation's database holds, as it is at one moment, while the platform goes on. Returns what the
 * backup says of itself. Throws, and leaves nothing behind, when the folder is there already or anything fails.
 */
export async function backUp(options: BackUpOptions): Promise<Manifest> {
  const unfinished = `${options.folder}.unfinished`;
  await assertFree(options.folder);
  await mkdir(dirname(options.folder), { recursive: true });
  await mkdir(unfinished, { mode: FOLDER_MODE }).catch((cause: unknown) => {
    throw new Error(`${unfinished} cannot be made. Remove it if it is left from a backup that was broken off.`, {
      cause,
    });
  });
  try {
    const manifest = await withConnection(options.databaseUrl, (client) => writeTables(client, unfinished, options));
    await writeWhole(manifestPath(unfinished), `${JSON.stringify(manifest, null, 2)}\n`);
    await syncFolder(unfinished);
    await rename(unfinished, options.folder);
    await syncFolder(dirname(options.folder));
    return manifest;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function assertFree(folder: string): Promise<void> {
  const present = await open(folder, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (present === null) return;
  await present.close();
  throw new Error(`${folder} is there already. Name a folder that is not, or move that one away.`);
}

async function writeTables(client: pg.Client, folder: string, options: BackUpOptions): Promise<Manifest> {
  // All statements of this transaction see the database as it was when the first of them began.
  await client.query("begin isolation level repeatable read read only");
  const migrations = await readMigrations(client);
  if (migrations.length === 0) throw new Error("The database holds no installation, so there is nothing to back up.");
  const tables = await readTables(client);
  const left_out = options.withRecordings ? [] : RECORDINGS;
  const written: BackedUpTable[] = [];
  for (const table of tables.filter(({ name }) => !left_out.includes(name)))
    written.push(await writeTable(client, table, folder));
  const sequences = await readSequences(client);
  const { rows } = await client.query<{ now: Date; postgres: string }>(
    "select now(), current_setting('server_version') as postgres",
  );
  await client.query("commit");
  const { now, postgres } = rows[0] as { now: Date; postgres: string };
  const sealing_keys = await sealingKeysOf(options.databaseUrl);
  const parts = { created_at: now.toISOString(), postgres, migrations, sealing_keys, left_out };
  return newManifest({ ...parts, tables: written, sequences });
}

/** A key that came into use since is named too: whoever has one key too many has lost nothing. */
async function sealingKeysOf(databaseUrl: string): Promise<string[]> {
  const database = openDatabase(databaseUrl, { connections: 1 });
  try {
    return [...(await findSealingKeys(database))].filter((key) => key !== null);
  } finally {
    await database.destroy();
  }
}

async function writeTable(client: pg.Client, { name, columns }: TableShape, folder: string): Promise<BackedUpTable> {
  const file = await open(tablePath(folder, name), "wx", FILE_MODE);
  try {
    const counter = { rows: 0, bytes: 0, hash: createHash("sha256") };
    await pipeline(
      copyOut(client, `copy "${name}" (${columnList(columns)}) to stdout`),
      passing((chunk) => (counter.rows += linesIn(chunk))),
      createGzip(),
      passing((chunk) => {
        counter.bytes += chunk.length;
        counter.hash.update(chunk);
      }),
      file.createWriteStream({ flush: true }),
    );
    return {
      name,
      columns: [...columns],
      rows: counter.rows,
      bytes: counter.bytes,
      sha256: counter.hash.digest("hex"),
    };
  } finally {
    await file.close().catch(() => undefined);
  }
}

/** Lets a look at what passes. */
function passing(look: (chunk: Buffer) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      look(chunk);
      done(null, chunk);
    },
  });
}

/** Counts rows: within one, `COPY` writes a line's end as a backslash and an n (PostgreSQL's manual, "COPY"). */
function linesIn(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count++;
  return count;
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", FILE_MODE);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
