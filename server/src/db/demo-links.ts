import { type Selectable, sql } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { DemoLinkSettings } from "../domain/demo-link.ts";
import type { Database } from "./database.ts";
import type { DemoLinkTable } from "./demo-link-tables.ts";
import { after } from "./newest-first.ts";

/** A link's row. */
export type DemoLinkRow = Selectable<DemoLinkTable>;

/** Stores a new link. */
export async function insertDemoLink(
  database: Database,
  { id, settings }: { id: string; settings: DemoLinkSettings },
): Promise<DemoLinkRow> {
  return database
    .insertInto("demo_links")
    .values({ id, settings: JSON.stringify(settings) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Finds a link by its id; undefined without one. */
export async function findDemoLink(database: Database, id: string): Promise<DemoLinkRow | undefined> {
  return database.selectFrom("demo_links").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Finds a link by its id, and holds its row until the transaction ends; undefined without one. */
export async function lockDemoLink(transaction: Database, id: string): Promise<DemoLinkRow | undefined> {
  return transaction.selectFrom("demo_links").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** Makes a link's settings what is given. */
export async function updateDemoLink(
  transaction: Database,
  id: string,
  settings: DemoLinkSettings,
): Promise<DemoLinkRow> {
  return transaction
    .updateTable("demo_links")
    .set({ settings: JSON.stringify(settings), updated_at: new Date() })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Deletes a link; its conversations stay. */
export async function deleteDemoLink(transaction: Database, id: string): Promise<void> {
  await transaction.deleteFrom("demo_links").where("id", "=", id).execute();
}

/** Lists links newest first, at most `limit` of them, from after `position` on: all, or those to one agent. */
export async function listDemoLinks(
  database: Database,
  { agentId, position, limit }: { agentId: string | null; position: CursorPosition | null; limit: number },
): Promise<DemoLinkRow[]> {
  let query = database.selectFrom("demo_links").selectAll();
  if (agentId) query = query.where(sql<boolean>`split_part(settings->>'agent_id', '@', 1) = ${agentId}`);
  if (position) query = query.where(after(position));
  return query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
}
