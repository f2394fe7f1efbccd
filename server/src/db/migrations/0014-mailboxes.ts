import { type Kysely, sql } from "kysely";

/** The addresses at which agents answer mails, and what replies and bounces are matched by. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

const TABLES = `
create table mailboxes (
  id text primary key,
  livemode boolean not null,
  address text not null unique,
  name text,
  agent_id text not null references agents,
  agent_version integer,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create index mailboxes_created_at on mailboxes (created_at desc, id desc);
create index messages_message_id on messages ((headers->>'message_id')) where channel = 'email';
create index messages_written_to on messages (lower(to_address), created_at desc)
  where channel = 'email' and direction = 'outbound';
`;
