import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { Database } from "./database.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";

/** A document that tools were imported from. */
export type OpenApiSourceRow = Selectable<Schema["openapi_sources"]>;
/** A document, and how many tools there are of it. */
export type OpenApiSourceItem = OpenApiSourceRow & { tool_count: number };

/** Stores a new source; undefined when there is one of that name already. */
export async function insertSource(
  transaction: Database,
  source: Insertable<Schema["openapi_sources"]>,
): Promise<OpenApiSourceRow | undefined> {
  return transaction
    .insertInto("openapi_sources")
    .values(source)
    .onConflict((conflict) => conflict.column("name").doNothing())
    .returningAll()
    .executeTakeFirst();
}

function withCounts(database: Database) {
  return database
    .selectFrom("openapi_sources")
    .selectAll()
    .select(
      sql<number>`(select count(*)::int from openapi_operations where source_id = openapi_sources.id)`.as("tool_count"),
    );
}

/** Finds a source; undefined without one. */
export async function findSource(database: Database, id: string): Promise<OpenApiSourceItem | undefined> {
  return withCounts(database).where("id", "=", id).executeTakeFirst();
}

/** Finds a source and locks it until the transaction ends, so that imports come one after the other. */
export async function lockSource(transaction: Database, id: string): Promise<OpenApiSourceRow | undefined> {
  return transaction.selectFrom("openapi_sources").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** Lists sources newest first, at most `limit` of them, from after `position` on. */
export async function listSources(
  database: Database,
  page: { position: CursorPosition | null; limit: number },
): Promise<OpenApiSourceItem[]> {
  let query = withCounts(database);
  const { position } = page;
  if (position) query = query.where(after(position));
  return query.orderBy("created_at", "desc").orderBy("id", "desc").limit(page.limit).execute();
}

/** Changes a source. */
export async function updateSource(
  transaction: Database,
  id: string,
  change: Updateable<Schema["openapi_sources"]>,
): Promise<void> {
  await transaction
    .updateTable("openapi_sources")
    .set({ ...change, updated_at: new Date() })
    .where("id", "=", id)
    .execute();
}

/** Deletes a source with what is noted of its operations; its tools stay. */
export async function deleteSource(transaction: Database, id: string): Promise<void> {
  await transaction.deleteFrom("openapi_sources").where("id", "=", id).execute();
}
