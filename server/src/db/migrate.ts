import { Migrator } from "kysely";
import { type Database, openDatabase } from "./database.ts";
import * as core from "./migrations/0001-core.ts";
import * as keys from "./migrations/0002-keys.ts";
import * as tools from "./migrations/0003-tools.ts";
import * as openapiSources from "./migrations/0004-openapi-sources.ts";
import * as mcp from "./migrations/0005-mcp.ts";
import * as webhooks from "./migrations/0006-webhooks.ts";
import * as logs from "./migrations/0007-logs.ts";
import * as asyncConversations from "./migrations/0008-async.ts";
import * as procedures from "./migrations/0009-procedures.ts";
import * as procedureOutputs from "./migrations/0011-procedure-outputs.ts";
import * as customers from "./migrations/0012-customers.ts";
import * as phoneNumbers from "./migrations/0013-phone-numbers.ts";
import * as mailboxes from "./migrations/0014-mailboxes.ts";
import * as followUps from "./migrations/0015-follow-ups.ts";
import * as queuedConversations from "./migrations/0016-queued-conversations.ts";
import * as recordings from "./migrations/0017-recordings.ts";
import * as phoneCalls from "./migrations/0019-phone-calls.ts";
import * as transfers from "./migrations/0022-transfers.ts";
import * as campaigns from "./migrations/0024-campaigns.ts";
import * as entityTags from "./migrations/0025-entity-tags.ts";
import * as members from "./migrations/0026-members.ts";
import * as requestsOfMembers from "./migrations/0027-requests-of-members.ts";
import * as turns from "./migrations/0028-turns.ts";
import * as demoLinks from "./migrations/0030-demo-links.ts";
import * as lostCalls from "./migrations/0031-lost-calls.ts";
import * as disabledMcpTools from "./migrations/0032-disabled-mcp-tools.ts";
import * as messageLimits from "./migrations/0033-message-limits.ts";
import * as lineRefusal from "./migrations/0034-line-refusal.ts";
import * as oldCalls from "./migrations/0035-old-calls.ts";

/** Every migration in its order. A released one is never edited: what it did is already done elsewhere. */
const MIGRATIONS = {
  "0001-core": core,
  "0002-keys": keys,
  "0003-tools": tools,
  "0004-openapi-sources": openapiSources,
  "0005-mcp": mcp,
  "0006-webhooks": webhooks,
  "0007-logs": logs,
  "0008-async": asyncConversations,
  "0009-procedures": procedures,
  "0011-procedure-outputs": procedureOutputs,
  "0012-customers": customers,
  "0013-phone-numbers": phoneNumbers,
  "0014-mailboxes": mailboxes,
  "0015-follow-ups": followUps,
  "0016-queued-conversations": queuedConversations,
  "0017-recordings": recordings,
  "0019-phone-calls": phoneCalls,
  "0022-transfers": transfers,
  "0024-campaigns": campaigns,
  "0025-entity-tags": entityTags,
  "0026-members": members,
  "0027-requests-of-members": requestsOfMembers,
  "0028-turns": turns,
  "0030-demo-links": demoLinks,
  "0031-lost-calls": lostCalls,
  "0032-disabled-mcp-tools": disabledMcpTools,
  "0033-message-limits": messageLimits,
  "0034-line-refusal": lineRefusal,
  "0035-old-calls": oldCalls,
};

/**
 * Brings the database at `databaseUrl` to this version's tables. Safe to run from several processes at once: one does
 * it, the others wait. Throws what the failed migration threw; a failed one leaves nothing behind. With `upTo` the tables
 * are those that this migration leaves, of an empty database.
 */
export async function migrate(databaseUrl: string, { upTo }: { upTo?: string } = {}): Promise<void> {
  const database = openDatabase(databaseUrl, { connections: 1 });
  try {
    const migrator = new Migrator({ db: database, provider: { getMigrations: async () => MIGRATIONS } });
    if (upTo !== undefined && !Object.hasOwn(MIGRATIONS, upTo)) {
      throw new Error(`This version of the platform does not know ${upTo}. Use the version that does, or a later one.`);
    }
    const { error } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo));
    if (error instanceof Error) throw error;
    if (error !== undefined) throw new Error("The database could not be migrated.", { cause: error });
  } finally {
    await database.destroy();
  }
}

/** Names the migrations that `migrate` would carry out, in their order; looks, and changes nothing. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => MIGRATIONS } });
  const known = await migrator.getMigrations();
  return known.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
}
