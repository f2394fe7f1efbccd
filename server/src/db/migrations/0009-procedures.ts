import { type Kysely, sql } from "kysely";

/** Runs of procedural agents with a log of their own each; the ledger of side effects covers them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

const TABLES = `
create table procedures (
  id text primary key,
  livemode boolean not null,
  agent_id text not null references agents,
  agent_version integer not null,
  config_snapshot jsonb,
  name text not null,
  conversation_id text references conversations on delete cascade,
  up_to_sequence integer,
  trigger text not null check (trigger in ('api', 'conversation_end', 'summary', 'tool', 'schedule', 'batch')),
  trigger_key text unique,
  batch_id text,
  is_trial boolean not null default false,
  input jsonb,
  output jsonb,
  summary text,
  citations jsonb,
  error jsonb,
  status text not null default 'pending'
    check (status in ('pending', 'running', 'success', 'failed', 'skipped', 'cancelled')),
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  fence integer not null default 0,
  created_at timestamptz(3) not null default now(),
  started_at timestamptz(3),
  ended_at timestamptz(3),
  cancel_requested_at timestamptz(3)
);
create index procedures_created_at on procedures (created_at desc, id desc);
create index procedures_agent on procedures (agent_id, created_at desc, id desc);
create index procedures_conversation on procedures (conversation_id, created_at desc, id desc)
  where conversation_id is not null;
create index procedures_batch on procedures (batch_id, created_at desc, id desc) where batch_id is not null;
create index procedures_open on procedures (created_at) where status in ('pending', 'running');

create table procedure_events (
  procedure_id text not null references procedures on delete cascade,
  sequence integer not null,
  id text not null,
  created_at timestamptz(3) not null,
  payload jsonb not null,
  primary key (procedure_id, sequence)
);

alter table tool_calls
  alter column conversation_id drop not null,
  add column procedure_id text references procedures on delete cascade,
  add constraint tool_calls_made_somewhere check (conversation_id is not null or procedure_id is not null);
create index tool_calls_procedure on tool_calls (procedure_id) where procedure_id is not null;
`;
