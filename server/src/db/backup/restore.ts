import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { migrate } from "../migrate.ts";
import { columnList, readMigrations, readTables } from "./catalog.ts";
import { withConnection } from "./connection.ts";
import { copyIn } from "./copy-stream.ts";
import { type Manifest, readManifest, tablePath } from "./manifest.ts";
import { quieten } from "./quieten.ts";

/** What is to be restored, and where to. */
export interface RestoreOptions {
  readonly databaseUrl: string;
  /** The folder of the backup. */
  readonly folder: string;
  /**
   * Whether the restored installation takes the place of the one that was backed up, so that it goes on with all that
   * waits; else whatever would act on the world by itself is settled.
   */
  readonly takesOver: boolean;
}

/**
 * Fills an empty database with a backup: the tables as they were then, to be brought up to date by the platform's next
 * start. All of it or nothing; only empty tables may stay behind. Throws when the backup is damaged, or of a later
 * version, or the database is not empty.
 */
export async function restore({ databaseUrl, folder, takesOver }: RestoreOptions): Promise<Manifest> {
  const manifest = await readManifest(folder);
  for (const table of manifest.tables) await assertUndamaged(folder, table);
  await withConnection(databaseUrl, assertEmpty);
  await migrate(databaseUrl, { upTo: manifest.migrations.at(-1) as string });
  await withConnection(databaseUrl, async (client) => {
    const present = await assertSameTables(client, manifest);
    await client.query("begin");
    // The migrations have written some rows of their own.
    await client.query(`truncate ${columnList(present)}`);
    for (const table of manifest.tables) await fillTable(client, folder, table);
    await setSequences(client, manifest);
    if (!takesOver) await quieten(client);
    await client.query("commit");
    await client.query("analyze");
  });
  return manifest;
}

async function assertUndamaged(folder: string, { name, sha256 }: Manifest["tables"][number]): Promise<void> {
  const path = tablePath(folder, name);
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash).catch((cause: unknown) => {
    throw new Error(`${path} cannot be read, so the backup is not whole. Use another one. Nothing was changed.`, {
      cause,
    });
  });
  if (hash.digest("hex") === sha256) return;
  throw new Error(`${path} is damaged: it is not what was written. Use another backup. Nothing was changed.`);
}

async function assertEmpty(client: pg.Client): Promise<void> {
  for (const table of ["agents", "conversations", "api_keys"]) {
    const present = await client.query<{ present: boolean }>("select to_regclass($1) is not null as present", [table]);
    if (present.rows[0]?.present !== true) continue;
    const { rowCount } = await client.query(`select 1 from "${table}" limit 1`);
    if (rowCount === 0) continue;
    throw new Error(
      "The database already holds an installation, and nothing is restored over one. Name another one with DATABASE_URL, " +
        "or an empty folder with OPERATOR_DATA_DIR. Nothing was changed.",
    );
  }
}

/** Returns the names of the tables that there are. */
async function assertSameTables(client: pg.Client, manifest: Manifest): Promise<string[]> {
  const [made, wanted] = [await readMigrations(client), manifest.migrations];
  if (made.join() !== wanted.join()) {
    throw new Error(
      `The database's tables were made by ${made.at(-1)}, those of the backup by ${wanted.at(-1)}. Make a new, empty database.`,
    );
  }
  const present = new Map((await readTables(client)).map(({ name, columns }) => [name, columns]));
  const odd = manifest.tables.find(({ name, columns }) => present.get(name)?.join() !== columns.join());
  if (odd) throw new Error(`The table ${odd.name} of the backup has other columns than here. Nothing was restored.`);
  return [...present.keys()];
}

async function fillTable(client: pg.Client, folder: string, table: Manifest["tables"][number]): Promise<void> {
  const text = `copy "${table.name}" (${columnList(table.columns)}) from stdin`;
  const count = await copyIn(client, text, rowsIn(tablePath(folder, table.name)));
  if (count === table.rows) return;
  throw new Error(`Of ${table.rows} rows of ${table.name} ${count} were stored. Nothing was restored.`);
}

/** Unpacks a table's rows. Nothing is opened before somebody reads, so no fault goes unheard. */
async function* rowsIn(path: string): AsyncGenerator<Buffer> {
  const unpacked = createGunzip();
  const filled = pipeline(createReadStream(path), unpacked);
  // Told to whoever reads, too.
  filled.catch(() => undefined);
  yield* unpacked;
  await filled;
}

/** Names of processes and places in feeds that were given out must not be given out once more. */
async function setSequences(client: pg.Client, { sequences }: Manifest): Promise<void> {
  for (const { name, last_value, is_called } of sequences)
    await client.query("select setval(to_regclass($1), $2, $3)", [name, last_value, is_called]);
}
