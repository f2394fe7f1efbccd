import { type Kysely, sql } from "kysely";

/** Public links to talk with one agent, and who came by them of late. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

const TABLES = `
create table demo_links (
  id text primary key,
  settings jsonb not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create index demo_links_created_at on demo_links (created_at desc, id desc);
create table demo_visits (
  id text primary key,
  demo_link_id text not null references demo_links on delete cascade,
  visitor text not null,
  created_at timestamptz(3) not null default now()
);
create index demo_visits_link on demo_visits (demo_link_id, created_at);
create index demo_visits_created_at on demo_visits (created_at);
`;
