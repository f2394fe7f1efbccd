import { type Insertable, type Selectable, sql } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** An operation that was imported, without its draft. */
export type OpenApiOperationRow = Omit<Selectable<Schema["openapi_operations"]>, "source_id" | "draft">;

/** What of a tool is no longer as it was imported. */
export interface HandChanges {
  readonly operation: string;
  readonly description: boolean;
  readonly method: boolean;
  readonly url: boolean;
  readonly input_schema: boolean;
  readonly output_schema: boolean;
  readonly request: boolean;
}

/** Notes operations that were imported. */
export async function insertOperations(
  transaction: Database,
  operations: readonly Insertable<Schema["openapi_operations"]>[],
): Promise<void> {
  if (operations.length === 0) return;
  await transaction
    .insertInto("openapi_operations")
    .values([...operations])
    .execute();
}

/** Lists what was imported of a source, by path. */
export async function listOperations(database: Database, sourceId: string): Promise<OpenApiOperationRow[]> {
  return database
    .selectFrom("openapi_operations")
    .select(["operation", "method", "path", "tool_name"])
    .where("source_id", "=", sourceId)
    .orderBy("path")
    .orderBy("method")
    .orderBy("operation")
    .execute();
}

/** Reads what was imported of a source, each draft as JSON text, for no one here looks into it. */
export async function readDrafts(
  database: Database,
  sourceId: string,
): Promise<(OpenApiOperationRow & { draft: string })[]> {
  return database
    .selectFrom("openapi_operations")
    .select(["operation", "method", "path", "tool_name", sql<string>`draft::text`.as("draft")])
    .where("source_id", "=", sourceId)
    .orderBy("operation")
    .execute();
}

/** Lists the addresses that the operations of a source were imported with. */
export async function listImportedUrls(database: Database, sourceId: string): Promise<string[]> {
  const rows = await database
    .selectFrom("openapi_operations")
    .select(sql<string>`draft->>'url'`.as("url"))
    .where("source_id", "=", sourceId)
    .execute();
  return rows.map(({ url }) => url);
}

/** Says of each tool of a source what was changed of it since it was imported. */
export async function listHandChanges(database: Database, sourceId: string): Promise<HandChanges[]> {
  const { rows } = await sql<HandChanges>`
    select imported.operation,
      tools.description is distinct from imported.draft->>'description' as description,
      tools.method is distinct from imported.draft->>'method' as method,
      tools.url is distinct from imported.draft->>'url' as url,
      tools.input_schema::jsonb is distinct from imported.draft->'input_schema' as input_schema,
      coalesce(tools.output_schema::jsonb, 'null') is distinct from imported.draft->'output_schema' as output_schema,
      coalesce(tools.request::jsonb, 'null') is distinct from imported.draft->'request' as request
    from openapi_operations imported join tools on tools.name = imported.tool_name
    where imported.source_id = ${sourceId}`.execute(database);
  return rows;
}

/** Notes what an operation is after it was imported anew. */
export async function updateOperation(
  transaction: Database,
  which: { sourceId: string; operation: string },
  now: Pick<Insertable<Schema["openapi_operations"]>, "operation" | "method" | "path" | "draft">,
): Promise<void> {
  await transaction
    .updateTable("openapi_operations")
    .set(now)
    .where("source_id", "=", which.sourceId)
    .where("operation", "=", which.operation)
    .execute();
}
