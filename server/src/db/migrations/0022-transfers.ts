import { type Kysely, sql } from "kysely";

/** The destinations that agents may transfer calls to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

const TABLES = `
create table transfers (
  id text primary key,
  name text not null unique,
  definition jsonb not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create index transfers_created_at on transfers (created_at desc, id desc);
`;
