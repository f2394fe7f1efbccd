import { type Kysely, sql } from "kysely";

/** Conversations that sleep between messages, and the messages that come and go over carriers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

const TABLES = `
alter table conversations
  add column scheduled_at timestamptz(3),
  add column continues text references conversations on delete set null,
  add column thread text;
create unique index conversations_open_thread on conversations (livemode, thread)
  where thread is not null and status in ('queued', 'in-progress');
create index conversations_unheld on conversations (id)
  where status = 'in-progress' and holder is null and channel_type not in ('chat_async', 'sms', 'email');
create index conversations_continued on conversations (continues) where continues is not null;
alter table customers add column time_zone text;

create table messages (
  id text primary key,
  livemode boolean not null,
  channel text not null check (channel in ('sms', 'email')),
  direction text not null check (direction in ('inbound', 'outbound')),
  conversation_id text references conversations on delete cascade,
  event_id text,
  call_id text unique,
  from_address text,
  to_address text not null,
  subject text,
  text text not null,
  status text not null,
  carrier_id text,
  parts integer,
  attempts integer not null default 0,
  error jsonb,
  headers jsonb not null default '{}',
  attachments jsonb not null default '[]',
  created_at timestamptz(3) not null default now(),
  settled_at timestamptz(3)
);
create index messages_created_at on messages (created_at desc, id desc);
create index messages_conversation on messages (conversation_id, created_at, id) where conversation_id is not null;
create unique index messages_event on messages (event_id) where event_id is not null;
create unique index messages_inbound on messages (channel, carrier_id) where direction = 'inbound' and carrier_id is not null;
create index messages_carrier_id on messages (carrier_id) where carrier_id is not null;
create index messages_addresses on messages (to_address, from_address, created_at desc);
`;
