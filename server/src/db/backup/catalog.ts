import type pg from "pg";

/** A table that is backed up, and those of its columns that hold what cannot be computed. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Where a sequence stands. */
export interface SequenceState {
  readonly name: string;
  readonly last_value: string;
  readonly is_called: boolean;
}

/** What says how far the tables are, and which processes there are: a restored database has its own. */
const OWN = ["kysely_migration", "kysely_migration_lock", "nodes"];

const REFERENCES = `
  select distinct c.conrelid::regclass::text as name, c.confrelid::regclass::text as refers_to
  from pg_constraint c join pg_namespace n on n.oid = c.connamespace
  where c.contype = 'f' and n.nspname = current_schema() and c.conrelid <> c.confrelid`;

const COLUMNS = `
  select table_name as name, array_agg(column_name::text order by ordinal_position) as columns
  from information_schema.columns join information_schema.tables using (table_schema, table_name)
  where table_schema = current_schema() and table_type = 'BASE TABLE' and is_generated = 'NEVER'
  group by table_name order by table_name`;

/** Lists the tables of the installation, each after those that it refers to. */
export async function readTables(client: pg.Client): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(COLUMNS);
  const references = await client.query<{ name: string; refers_to: string }>(REFERENCES);
  const tables = rows.filter(({ name }) => !OWN.includes(name));
  return inOrder(tables, (name) =>
    references.rows.filter((reference) => reference.name === name).map((reference) => reference.refers_to),
  );
}

/** Puts tables into an order in which each comes after those that it refers to. Throws when they refer in a circle. */
export function inOrder(tables: readonly TableShape[], refersTo: (name: string) => readonly string[]): TableShape[] {
  const ordered: TableShape[] = [];
  const left = new Map(tables.map((table) => [table.name, table]));
  while (left.size > 0) {
    const ready = [...left.values()].filter(({ name }) => refersTo(name).every((other) => !left.has(other)));
    if (ready.length === 0)
      throw new Error(`The tables ${[...left.keys()].join(", ")} refer to one another in a circle.`);
    for (const table of ready) left.delete(table.name);
    ordered.push(...ready);
  }
  return ordered;
}

/** Reads where every sequence stands. */
export async function readSequences(client: pg.Client): Promise<SequenceState[]> {
  const { rows } = await client.query<{ name: string }>(
    "select sequencename as name from pg_sequences where schemaname = current_schema() order by 1",
  );
  const states: SequenceState[] = [];
  for (const { name } of rows) {
    const state = await client.query<Omit<SequenceState, "name">>(`select last_value, is_called from "${name}"`);
    states.push({ name, ...(state.rows[0] as Omit<SequenceState, "name">) });
  }
  return states;
}

/** Names the migrations that have made the tables, in their order; none where the platform never was. */
export async function readMigrations(client: pg.Client): Promise<string[]> {
  const { rows: found } = await client.query<{ found: boolean }>(
    "select to_regclass('kysely_migration') is not null as found",
  );
  if (found[0]?.found !== true) return [];
  const { rows } = await client.query<{ name: string }>("select name from kysely_migration order by name");
  return rows.map(({ name }) => name);
}

/** Writes the names of columns as SQL wants them. */
export function columnList(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(", ");
}
