import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";
// The types of what the setup provides.
import type {} from "./global-setup.ts";

/** A migrated, empty database of one test's or one test file's own. */
export interface TestDatabase {
  url: string;
  /** Deletes it, cutting off whoever is still connected. */
  drop(): Promise<void>;
}

/** Makes a database as the migrations leave it, as a copy of the one that the global setup has migrated. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject("databaseServerUrl");
  const template = inject("databaseTemplate");
  const name = `${template}_${randomUUID().replaceAll("-", "").slice(0, 16)}`;
  // The default strategy writes the copy to the log as well, which takes longer than the copy.
  await execute(serverUrl, `create database ${name} template ${template} strategy file_copy`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(serverUrl, `drop database if exists ${name} with (force)`) };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
