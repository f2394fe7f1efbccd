import { type Kysely, sql } from "kysely";

/** Follow-ups: what an agent is to come back to, and when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

// What was reserved for the conversation to come is no reference: it is there before that conversation is.
const TABLES = `
create table follow_ups (
  id text primary key,
  livemode boolean not null,
  agent_id text not null references agents,
  agent_version integer,
  conversation_id text references conversations on delete cascade,
  customer_id text references customers on delete cascade,
  call_id text unique,
  note text not null,
  channel text not null check (channel in ('same', 'chat_async', 'sms', 'email')),
  due_at timestamptz(3) not null,
  status text not null check (status in ('pending', 'done', 'cancelled', 'failed')),
  taken_at timestamptz(3),
  done_in text,
  error jsonb,
  created_at timestamptz(3) not null default now(),
  settled_at timestamptz(3),
  check (conversation_id is not null or customer_id is not null),
  check ((status = 'pending') = (settled_at is null))
);
create index follow_ups_created_at on follow_ups (created_at desc, id desc);
create index follow_ups_conversation on follow_ups (conversation_id, created_at desc, id desc)
  where conversation_id is not null;
create index follow_ups_customer on follow_ups (customer_id, created_at desc, id desc) where customer_id is not null;
create index conversations_scheduled_at on conversations (scheduled_at) where scheduled_at is not null;
`;
