import { type Kysely, sql } from "kysely";

/** How calls to a number are answered, the ledger of telephone calls, and whom nobody may call. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

const TABLES = `
alter table phone_numbers
  add column fallback_number text,
  add column rollout_percent smallint not null default 100,
  add column decline_anonymous boolean not null default false,
  add column rules jsonb not null default '[]',
  add column max_calls integer;

create table phone_calls (
  id text primary key,
  conversation_id text unique references conversations on delete cascade,
  direction text not null,
  carrier text not null,
  our_number text not null,
  priority smallint not null,
  status text not null,
  holder integer,
  fence bigint,
  carrier_call_id text,
  queued_at timestamptz(3) not null default now(),
  due_at timestamptz(3) not null default now(),
  ordered_at timestamptz(3),
  ended_at timestamptz(3)
);
create index phone_calls_waiting on phone_calls (priority, queued_at, id) where status = 'waiting';
create index phone_calls_under_way on phone_calls (holder) where status in ('claimed', 'ordered');

create table do_not_call (
  id text primary key,
  number text not null unique,
  reason text,
  created_at timestamptz(3) not null default now()
);
create index do_not_call_created_at on do_not_call (created_at desc, id desc);
`;
