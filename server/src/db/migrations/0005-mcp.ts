import { type Kysely, sql } from "kysely";

/**
 * The MCP servers, and the tools that they had when they were asked last. Schemas are kept as `json`, which leaves their
 * properties in order: a model asks its questions in that order.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

const TABLES = `
create table mcp_servers (
  id text primary key,
  name text not null unique,
  transport jsonb not null,
  sealed_secrets text,
  time_limit integer not null,
  is_enabled boolean not null,
  revision integer not null default 1,
  status text not null default 'pending' check (status in ('pending', 'ready', 'unreachable')),
  error text,
  server_info jsonb,
  problems jsonb not null default '[]',
  checked_at timestamptz(3),
  synced_at timestamptz(3),
  failures integer not null default 0,
  sync_begun integer not null default 0,
  sync_stored integer not null default 0,
  next_sync_at timestamptz(3) not null default now(),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create index mcp_servers_created_at on mcp_servers (created_at desc, id desc);

create table mcp_tools (
  server_id text not null references mcp_servers on delete cascade,
  name text not null,
  description text not null,
  input_schema json not null,
  output_schema json,
  annotations jsonb not null,
  is_available boolean not null default true,
  time_limit integer,
  runs_in_background boolean not null default false,
  on_interrupt text not null default 'finish' check (on_interrupt in ('finish', 'cancel')),
  primary key (server_id, name)
);
`;
