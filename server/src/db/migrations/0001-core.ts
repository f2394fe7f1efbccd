import { type Kysely, sql } from "kysely";

/** The tables of the core: keys, agents, customers, conversations, their event log and their side effects. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

const TABLES = `
create table settings (
  name text primary key,
  value jsonb not null
);

create table nodes (
  id serial primary key,
  url text not null,
  started_at timestamptz not null default now()
);

create table api_keys (
  id text primary key,
  hash text not null unique,
  hint text not null,
  name text not null,
  livemode boolean not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);

create table sign_in_links (
  hash text primary key,
  expires_at timestamptz not null
);

create table idempotency_keys (
  api_key_id text not null references api_keys,
  key text not null,
  request_hash text not null,
  status integer,
  body text,
  created_at timestamptz not null default now(),
  primary key (api_key_id, key)
);
create index idempotency_keys_created_at on idempotency_keys (created_at);

create table agents (
  id text primary key,
  livemode boolean not null,
  created_at timestamptz(3) not null default now(),
  deleted_at timestamptz
);
create index agents_created_at on agents (created_at desc, id desc) where deleted_at is null;

create table agent_versions (
  agent_id text not null references agents,
  version integer not null,
  status text not null check (status in ('draft', 'released', 'archived')),
  name text not null,
  description text not null,
  config jsonb not null,
  postprocess_agents jsonb not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (agent_id, version)
);
create unique index agent_versions_one_released on agent_versions (agent_id) where status = 'released';
create unique index agent_versions_one_draft on agent_versions (agent_id) where status = 'draft';

create table tools (
  name text primary key,
  description text not null,
  method text not null,
  url text not null,
  input_schema jsonb not null,
  headers jsonb not null default '{}',
  time_limit integer not null default 15000
);

create table customers (
  id text primary key,
  livemode boolean not null,
  name text,
  phone_no text,
  email text,
  external_id text,
  salesforce_lead_id text,
  salesforce_contact_id text,
  zendesk_user_id text,
  preferred_language text,
  extra jsonb,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create unique index customers_external_id on customers (livemode, external_id);
create index customers_phone_no on customers (livemode, phone_no);
create index customers_email on customers (livemode, email);

create table conversations (
  id text primary key,
  agent_id text not null references agents,
  agent_version integer not null,
  config_snapshot jsonb,
  override_config jsonb,
  customer_id text references customers,
  channel jsonb not null,
  channel_type text not null,
  livemode boolean not null,
  direction text not null,
  status text not null,
  failure_reason jsonb,
  context jsonb not null,
  custom_fields jsonb not null default '{}',
  sentiment text,
  summary text,
  created_at timestamptz(3) not null,
  started_at timestamptz(3),
  completed_at timestamptz(3),
  token_generation integer not null default 1,
  token_expires_at timestamptz(3) not null,
  holder integer,
  fence integer not null default 0
);
create index conversations_created_at on conversations (created_at desc, id desc);
create index conversations_completed_at on conversations (completed_at) where completed_at is not null;
create index conversations_agent on conversations (agent_id, created_at desc, id desc);
create index conversations_customer on conversations (customer_id, created_at desc, id desc) where customer_id is not null;
create index conversations_open on conversations (created_at) where status in ('queued', 'in-progress');
create index conversations_held on conversations (holder) where status = 'in-progress';

create table events (
  conversation_id text not null references conversations on delete cascade,
  sequence integer not null,
  id text not null,
  created_at timestamptz(3) not null,
  payload jsonb not null,
  primary key (conversation_id, sequence)
);
create index events_text on events using gin (to_tsvector('simple', payload->>'text'))
  where payload->>'type' in ('user.message.received', 'agent.message.completed');

create table tool_calls (
  call_id text primary key,
  conversation_id text not null references conversations on delete cascade,
  name text not null,
  arguments text not null,
  provider_data jsonb,
  status text not null check (status in ('started', 'succeeded', 'failed', 'unknown')),
  created_at timestamptz(3) not null default now(),
  settled_at timestamptz(3)
);
create index tool_calls_conversation on tool_calls (conversation_id);
`;
