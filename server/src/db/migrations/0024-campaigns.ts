import { type Kysely, sql } from "kysely";

/** Campaigns: lists of conversations to begin, and what became of each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

// A conversation outlives its campaign, and is stored a moment after its attempt: neither refers to the other by key.
const TABLES = `
create table campaigns (
  id text primary key,
  livemode boolean not null,
  name text not null,
  agent_id text not null,
  channel jsonb not null,
  hours jsonb,
  pacing jsonb not null,
  retries jsonb not null,
  status text not null check (status in ('draft', 'running', 'paused', 'cancelled', 'completed')),
  error jsonb,
  swept_at timestamptz(3) not null default now(),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  started_at timestamptz(3),
  ended_at timestamptz(3)
);
create index campaigns_created_at on campaigns (created_at desc, id desc);

create table campaign_rows (
  campaign_id text not null references campaigns on delete cascade,
  number integer not null,
  address text not null,
  context jsonb not null,
  external_id text,
  time_zone text,
  state text not null check (state in ('pending', 'waiting', 'begun', 'done', 'refused', 'cancelled')),
  outcome text,
  reason jsonb,
  attempts integer not null default 0,
  tried jsonb not null default '{}',
  wanted_at timestamptz(3) not null default now(),
  due_at timestamptz(3) not null default now(),
  conversation_id text,
  updated_at timestamptz(3) not null default now(),
  primary key (campaign_id, number),
  unique (campaign_id, address)
);
create index campaign_rows_due on campaign_rows (campaign_id, due_at, number) where state in ('pending', 'waiting');
create index campaign_rows_state on campaign_rows (campaign_id, state, number);
create index campaign_rows_conversation on campaign_rows (conversation_id) where conversation_id is not null;
create index campaign_rows_address on campaign_rows (lower(address));

create table campaign_attempts (
  conversation_id text primary key,
  campaign_id text not null,
  row_number integer not null,
  attempt integer not null,
  reserved_at timestamptz(3) not null default clock_timestamp(),
  begun_at timestamptz(3),
  is_over boolean not null default false,
  outcome text,
  settled_at timestamptz(3),
  foreign key (campaign_id, row_number) references campaign_rows on delete cascade
);
create index campaign_attempts_row on campaign_attempts (campaign_id, row_number, attempt);
create index campaign_attempts_begun on campaign_attempts (campaign_id, begun_at);
create index campaign_attempts_open on campaign_attempts (campaign_id) where settled_at is null;

alter table conversations add column campaign_id text;
create index conversations_campaign on conversations (campaign_id, created_at desc, id desc)
  where campaign_id is not null;
`;
