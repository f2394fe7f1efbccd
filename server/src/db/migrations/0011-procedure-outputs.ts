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
`;
