import { type Kysely, sql } from "kysely";

/** Those who sign in on the pages, and whose installation it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

const TABLES = `
create table organization (
  is_only boolean primary key default true check (is_only),
  name text not null,
  time_zone text not null,
  conversation_retention_days integer
);
create table members (
  id text primary key,
  name text not null,
  email text not null,
  role text not null check (role in ('owner', 'developer', 'viewer')),
  password_hash text not null,
  created_at timestamptz(3) not null default now(),
  last_seen_at timestamptz(3)
);
create unique index members_email on members (lower(email));
create index members_created_at on members (created_at desc, id desc);
create table member_sessions (
  hash text primary key,
  member_id text not null references members on delete cascade,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null
);
create index member_sessions_member on member_sessions (member_id);
create table invitations (
  id text primary key,
  hash text not null unique,
  role text not null check (role in ('owner', 'developer', 'viewer')),
  email text,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null
);
create table sign_in_tries (
  subject text primary key,
  tries integer not null,
  since timestamptz(3) not null
);
`;
