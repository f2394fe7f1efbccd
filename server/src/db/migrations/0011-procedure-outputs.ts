import { type Kysely, sql } from "kysely";

/** Deliveries of what procedures put out, beside those to webhook endpoints; schedules; runs in bulk. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

const TABLES = `
alter table webhook_deliveries
  alter column endpoint_id drop not null,
  alter column conversation_id drop not null,
  alter column event_id drop not null,
  add column target text not null default 'endpoint' check (target in ('endpoint', 'post_url', 'slack')),
  add column procedure_id text,
  add column address text,
  add check ((target = 'endpoint') = (endpoint_id is not null)),
  add check (target <> 'endpoint' or (conversation_id is not null and event_id is not null)),
  add check ((target = 'endpoint') = (procedure_id is null)),
  add check ((target = 'endpoint') = (address is null));
create unique index webhook_deliveries_outputs on webhook_deliveries (procedure_id, target)
  where procedure_id is not null;
alter table webhook_attempts alter column endpoint_id drop not null;

create table procedure_schedules (
  id text primary key,
  livemode boolean not null,
  agent_id text not null,
  agent_version integer,
  cron text not null,
  time_zone text not null,
  input jsonb not null,
  is_enabled boolean not null,
  next_run_at timestamptz(3),
  last_run jsonb,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  check (is_enabled or next_run_at is null)
);
create index procedure_schedules_created_at on procedure_schedules (created_at desc, id desc);
create index procedure_schedules_agent on procedure_schedules (agent_id, created_at desc, id desc);

create table procedure_batches (
  id text primary key,
  livemode boolean not null,
  agent_id text not null,
  agent_version integer not null,
  compare_version integer,
  has_effects boolean not null,
  budget jsonb,
  concurrency integer not null,
  price jsonb,
  compare_price jsonb,
  status text not null check (status in ('running', 'completed', 'cancelled', 'budget_exhausted')),
  error jsonb,
  created_at timestamptz(3) not null default now(),
  ended_at timestamptz(3)
);
create index procedure_batches_created_at on procedure_batches (created_at desc, id desc);

create table procedure_batch_items (
  batch_id text not null references procedure_batches on delete cascade,
  conversation_id text not null references conversations on delete cascade,
  conversation_created_at timestamptz(3) not null,
  procedure_id text,
  compared_id text,
  is_done boolean not null default false,
  changes jsonb,
  primary key (batch_id, conversation_id)
);
create index procedure_batch_items_in_order
  on procedure_batch_items (batch_id, conversation_created_at desc, conversation_id desc);
create index procedure_batch_items_open
  on procedure_batch_items (batch_id, conversation_created_at desc, conversation_id desc) where not is_done;
create index procedure_batch_items_conversation on procedure_batch_items (conversation_id);
`;
