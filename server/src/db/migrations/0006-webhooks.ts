import { type Kysely, sql } from "kysely";

/** Jobs, webhook endpoints, what they are to be sent, and every attempt to send it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

// A conversation is asked about (conversation.setup) before its row is there, so a delivery does not refer to one.
const TABLES = `
create table jobs (
  kind text not null,
  subject text not null,
  pool text not null default '',
  due_at timestamptz not null,
  holder integer,
  failures integer not null default 0,
  primary key (kind, subject)
);
create index jobs_waiting on jobs (kind, pool, due_at) where holder is null;
create index jobs_held on jobs (holder) where holder is not null;

create table webhook_endpoints (
  id text primary key,
  url text not null,
  description text not null,
  types text[] not null,
  is_enabled boolean not null,
  livemode boolean,
  sealed_key text not null,
  sealed_next_key text,
  switches_at timestamptz(3),
  forgotten_position bigint not null default 0,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create index webhook_endpoints_created_at on webhook_endpoints (created_at desc, id desc);

create table webhook_deliveries (
  id text primary key,
  position bigint generated always as identity,
  endpoint_id text not null references webhook_endpoints on delete cascade,
  conversation_id text not null,
  event_id text not null,
  type text not null,
  livemode boolean not null,
  payload text not null,
  status text not null check (status in ('pending', 'delivered', 'dead')),
  attempts integer not null default 0,
  failures integer not null default 0,
  next_trigger text not null default 'event' check (next_trigger in ('event', 'retry', 'replay')),
  next_attempt_at timestamptz(3),
  last_error text,
  created_at timestamptz(3) not null,
  settled_at timestamptz(3),
  check ((status = 'pending') = (next_attempt_at is not null)),
  check ((status = 'pending') = (settled_at is null))
);
create unique index webhook_deliveries_feed on webhook_deliveries (endpoint_id, position);
create index webhook_deliveries_lanes on webhook_deliveries (endpoint_id, conversation_id, position)
  where status = 'pending';
create index webhook_deliveries_dead on webhook_deliveries (endpoint_id, created_at desc, id desc)
  where status = 'dead';
create index webhook_deliveries_created_at on webhook_deliveries (created_at desc, id desc);
create index webhook_deliveries_conversation on webhook_deliveries (conversation_id, created_at desc, id desc);
create index webhook_deliveries_settled_at on webhook_deliveries (settled_at) where settled_at is not null;

create table webhook_attempts (
  delivery_id text not null references webhook_deliveries on delete cascade,
  number integer not null,
  endpoint_id text not null,
  trigger text not null check (trigger in ('event', 'retry', 'replay')),
  at timestamptz(3) not null,
  duration_ms integer not null,
  request_url text not null,
  request_headers jsonb not null,
  response_status integer,
  response_headers jsonb,
  response_body text,
  error text,
  primary key (delivery_id, number)
);
create index webhook_attempts_health on webhook_attempts (endpoint_id, (error is null), at desc);
`;
