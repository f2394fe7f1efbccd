import { sql } from "kysely";
import { keyIdOf, type SecretBox, sealedPrefix } from "../lib/secret-box.ts";
import type { Database } from "./database.ts";

/** A column of sealed texts, and the columns that name the row each lies in. */
interface SealedColumn {
  readonly table: string;
  /** Begins with `sealed_`. */
  readonly column: string;
  readonly key: readonly string[];
}

/** Every column that holds sealed texts. When the master key is rotated, these are sealed anew. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: "settings", column: "sealed_value", key: ["name"] },
  { table: "idempotency_keys", column: "sealed_body", key: ["api_key_id", "key"] },
  { table: "tools", column: "sealed_headers", key: ["name"] },
  { table: "openapi_sources", column: "sealed_headers", key: ["id"] },
  { table: "mcp_servers", column: "sealed_secrets", key: ["id"] },
  { table: "webhook_endpoints", column: "sealed_key", key: ["id"] },
  { table: "webhook_endpoints", column: "sealed_next_key", key: ["id"] },
];

/**
 * Names the place of a sealed text, to be given to the box: table, row and column, as in
 * `sealedPlace("tools", "sealed_headers", "book_appointment")`, which is `tools/book_appointment/headers`.
 */
export function sealedPlace(table: string, column: string, ...row: readonly string[]): string {
  return [table, ...row, column.replace(/^sealed_/, "")].join("/");
}

/** How many rows are sealed anew at a time. */
const BATCH = 200;

/**
 * Names the keys under which the texts in the database's `sealed_…` columns were sealed, listed above or not; null
 * stands for a text that no box made.
 */
export async function findSealingKeys(database: Database): Promise<Set<string | null>> {
  const columns = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns
    where table_schema = current_schema() and starts_with(column_name, 'sealed_')`.execute(database);
  const found = new Set<string | null>();
  for (const { table_name, column_name } of columns.rows) {
    const beginnings = await sql<{ beginning: string }>`
      select distinct left(${sql.ref(column_name)}, ${sealedPrefix("").length + 16}) as beginning
      from ${sql.table(table_name)} where ${sql.ref(column_name)} is not null`.execute(database);
    for (const { beginning } of beginnings.rows) found.add(keyIdOf(beginning));
  }
  return found;
}

/**
 * Seals anew, under the box's current key, whatever was sealed under another of its keys, and returns how many texts
 * that were. To be done in a transaction. Throws when one does not open.
 */
export async function sealAnew(transaction: Database, box: SecretBox): Promise<number> {
  let count = 0;
  for (const column of SEALED_COLUMNS) {
    for (let done = BATCH; done === BATCH; count += done) done = await sealBatch(transaction, box, column);
  }
  return count;
}

async function sealBatch(transaction: Database, box: SecretBox, { table, column, key }: SealedColumn): Promise<number> {
  const former = await sql<Record<string, string>>`
    select ${sql.join(key.map((name) => sql.ref(name)))}, ${sql.ref(column)} from ${sql.table(table)}
    where not starts_with(${sql.ref(column)}, ${sealedPrefix(box.keyId)}) limit ${BATCH} for update`.execute(
    transaction,
  );
  for (const row of former.rows) {
    const names = key.map((name) => row[name] as string);
    const place = sealedPlace(table, column, ...names);
    const sealed = box.seal(openAt(box, row[column] as string, place), place);
    const isThisRow = key.map((name) => sql`${sql.ref(name)} = ${row[name]}`);
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sealed} where ${sql.join(isThisRow, sql` and `)}`.execute(
      transaction,
    );
  }
  return former.rows.length;
}

function openAt(box: SecretBox, sealed: string, place: string): string {
  try {
    return box.open(sealed, place);
  } catch (cause) {
    throw new Error(`The secret at ${place} in the database cannot be sealed anew.`, { cause });
  }
}
