import { type Selectable, sql } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { TransferDefinition } from "../domain/transfer.ts";
import type { Database } from "./database.ts";
import { after } from "./newest-first.ts";
import type { TransferTable } from "./transfer-tables.ts";

/** A destination's row. */
export type TransferRow = Selectable<TransferTable>;

/** Stores a new destination; undefined when there is one of that name. */
export async function insertTransfer(
  database: Database,
  { id, definition }: { id: string; definition: TransferDefinition },
): Promise<TransferRow | undefined> {
  return database
    .insertInto("transfers")
    .values({ id, name: definition.name, definition: JSON.stringify(definition) })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** Finds a destination by its id, and holds its row until the transaction ends; undefined without one. */
export async function lockTransfer(transaction: Database, id: string): Promise<TransferRow | undefined> {
  return transaction.selectFrom("transfers").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** Finds a destination by its id; undefined without one. */
export async function findTransfer(database: Database, id: string): Promise<TransferRow | undefined> {
  return database.selectFrom("transfers").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Finds the destination of a name; undefined without one. */
export async function findTransferNamed(database: Database, name: string): Promise<TransferRow | undefined> {
  return database.selectFrom("transfers").selectAll().where("name", "=", name).executeTakeFirst();
}

/** Finds the destinations of those ids; those that are not there (any more) are left out. */
export async function findTransfers(database: Database, ids: readonly string[]): Promise<TransferRow[]> {
  if (ids.length === 0) return [];
  return database
    .selectFrom("transfers")
    .selectAll()
    .where("id", "in", [...ids])
    .orderBy("name")
    .execute();
}

/** Lists the ids of all destinations with their names, in the order of these. */
export async function listTransferNames(database: Database): Promise<{ id: string; name: string }[]> {
  return database.selectFrom("transfers").select(["id", "name"]).orderBy("name").execute();
}

/** Makes a destination what is given; undefined when there is none. */
export async function updateTransfer(
  database: Database,
  id: string,
  definition: TransferDefinition,
): Promise<TransferRow | undefined> {
  return database
    .updateTable("transfers")
    .set({ name: definition.name, definition: JSON.stringify(definition), updated_at: new Date() })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
}

/** Deletes a destination. */
export async function deleteTransfer(transaction: Database, id: string): Promise<void> {
  await transaction.deleteFrom("transfers").where("id", "=", id).execute();
}

/** Lists destinations newest first, at most `limit` of them, from after `position` on. */
export async function listTransfers(
  database: Database,
  { position, limit }: { position: CursorPosition | null; limit: number },
): Promise<TransferRow[]> {
  let query = database.selectFrom("transfers").selectAll();
  if (position) query = query.where(after(position));
  return query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
}

/** A version of an agent that enables a destination. */
export interface TransferUserRow {
  readonly agent_id: string;
  readonly version: number;
  readonly agent_name: string;
}

/** Lists the released and draft versions that enable a destination. */
export async function listTransferUsers(database: Database, id: string): Promise<TransferUserRow[]> {
  const wanted = JSON.stringify([{ id }]);
  const { rows } = await sql<TransferUserRow>`
    select version.agent_id, version.version, version.name as agent_name
    from agent_versions version
    join agents on agents.id = version.agent_id and agents.deleted_at is null
    where version.status in ('released', 'draft') and version.config->'tool'->'transfers' @> ${wanted}::jsonb
    order by version.agent_id, version.version`.execute(database);
  return rows;
}
