import { type Kysely, sql } from "kysely";

/** OpenAPI documents that tools were imported from, and what was imported of each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

// A draft is jsonb, to be compared with what the tool is now whatever the order of its fields.
const TABLES = `
create table openapi_sources (
  id text primary key,
  name text not null unique,
  url text,
  base_url text,
  name_prefix text not null,
  header_names jsonb not null default '[]',
  sealed_headers text,
  time_limit integer not null,
  openapi text not null,
  title text not null,
  version text not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create index openapi_sources_created_at on openapi_sources (created_at desc, id desc);

create table openapi_operations (
  source_id text not null references openapi_sources on delete cascade,
  operation text not null,
  method text not null,
  path text not null,
  tool_name text not null unique references tools on delete cascade,
  draft jsonb not null,
  primary key (source_id, operation)
);
`;
