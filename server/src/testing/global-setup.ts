import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readdirSync, statfsSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { lockHolder } from "../db/embedded/lock.ts";
import { startEmbeddedPostgres } from "../db/embedded/postgres.ts";
import { migrate } from "../db/migrate.ts";
import { buildCommandLineIfStale, buildServerIfStale } from "./built-server.ts";
import { discardEmbeddedPostgres } from "./embedded-postgres.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A database of the tests' server, from which others can be made. */
    databaseServerUrl: string;
    /** The name of the migrated database that every test's database is a copy of. */
    databaseTemplate: string;
  }
}

const FOLDER_PREFIX = "operator-test-postgres-";
const DATABASE_FOLDER = "postgres";
const ABANDONED_AGE = 60_000;

/** No test's data outlives the test run, so no write has to wait for the disk. */
const NOT_DURABLE = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_wal_size: "256MB",
  max_connections: "200",
};

/** What the tests' databases and the log may take up together, in bytes. */
const ROOM_NEEDED = 2 * 1024 ** 3;
/** A database is copied in 10 ms in memory, where the system has such a folder, and in 300 ms on a disk. */
const MEMORY_FOLDER = "/dev/shm";

interface TestServer {
  url: string;
  stop(): Promise<void>;
}

/**
 * Builds the server and the command line, starts one PostgreSQL for all test files and migrates one database in it. `TEST_DATABASE_URL` names a running server
 * to use instead, with a user that may create databases. Vitest calls it before the first test, and what it returns
 * after the last.
 */
export default async function setUpDatabases(project: TestProject): Promise<() => Promise<void>> {
  buildServerIfStale();
  buildCommandLineIfStale();
  const template = `operator_test_${randomUUID().slice(0, 8)}`;
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: () => dropDatabases(given, template) } : await startOwnServer();
  try {
    await query(server.url, `create database ${template}`);
    await migrate(withDatabase(server.url, template));
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("databaseServerUrl", server.url);
  project.provide("databaseTemplate", template);
  return () => server.stop();
}

async function startOwnServer(): Promise<TestServer> {
  await discardAbandoned();
  const folder = mkdtempSync(join(chooseParent(), FOLDER_PREFIX));
  // Under root the server is another user's, who must be able to enter.
  chmodSync(folder, 0o755);
  const directory = join(folder, DATABASE_FOLDER);
  const postgres = await startEmbeddedPostgres({ directory, settings: NOT_DURABLE });
  const stop = async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: postgres.connectionString, stop };
}

function chooseParent(): string {
  if (!existsSync(MEMORY_FOLDER)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
  return bavail * bsize >= ROOM_NEEDED ? MEMORY_FOLDER : tmpdir();
}

/** Clears what test runs that were killed have left, servers included. */
async function discardAbandoned(): Promise<void> {
  const parents = [MEMORY_FOLDER, tmpdir()].filter((path) => existsSync(path));
  const folders = parents.flatMap((parent) => readdirSync(parent).map((name) => join(parent, name)));
  for (const folder of folders.filter((path) => basename(path).startsWith(FOLDER_PREFIX))) {
    if (!isAbandoned(folder)) continue;
    await discardEmbeddedPostgres(join(folder, DATABASE_FOLDER));
    await rm(folder, { recursive: true, force: true });
  }
}

/** One that is younger may be another run's that is just starting and holds no lock yet. */
function isAbandoned(folder: string): boolean {
  const { uid, mtimeMs } = statSync(folder);
  if (uid !== process.getuid?.() || mtimeMs > Date.now() - ABANDONED_AGE) return false;
  const directory = join(folder, DATABASE_FOLDER);
  return !existsSync(directory) || lockHolder(directory) === null;
}

/** Deletes the template and every copy that a test has left. */
async function dropDatabases(url: string, template: string): Promise<void> {
  const names = await query(url, `select datname from pg_database where datname like '${template}%'`);
  for (const { datname } of names) await query(url, `drop database if exists ${String(datname)} with (force)`);
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const result = await client.query<Record<string, unknown>>(statement);
    return result.rows;
  } finally {
    await client.end();
  }
}
