import { type Kysely, sql } from "kysely";

/** Recordings of conversations by voice, and the pieces of a few seconds in which they are written. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

// Voices are packed already: to try to pack them once more would only cost time, and keep parts from being read alone.
const TABLES = `
create table recordings (
  conversation_id text primary key references conversations on delete cascade,
  sample_rate_hz integer not null,
  writer integer not null default 1,
  started_at timestamptz(3) not null,
  ended_at timestamptz(3),
  duration_ms integer not null default 0,
  retention_days integer not null,
  expires_at timestamptz(3) not null,
  deleted_at timestamptz(3)
);
create index recordings_expires_at on recordings (expires_at);

create table recording_chunks (
  conversation_id text not null references recordings on delete cascade,
  offset_ms integer not null check (offset_ms >= 0),
  duration_ms integer not null check (duration_ms > 0),
  sample_rate_hz integer not null,
  user_audio bytea,
  agent_audio bytea,
  primary key (conversation_id, offset_ms)
);
alter table recording_chunks
  alter column user_audio set storage external,
  alter column agent_audio set storage external;
`;
