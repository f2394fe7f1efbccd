import { type Kysely, sql } from "kysely";

/** The log of activities, with an index for each way of looking for some. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

const TABLES = `
create table logs (
  position bigint generated always as identity primary key,
  at timestamptz(3) not null,
  kind text not null,
  outcome text not null,
  livemode boolean,
  request_id text,
  conversation_id text,
  actor_type text not null,
  actor_id text,
  actor_name text,
  summary text not null,
  duration double precision,
  details jsonb not null
);
create index logs_at on logs (at, position);
create index logs_kind on logs (kind, at, position);
create index logs_unsuccessful on logs (outcome, at, position) where outcome <> 'succeeded';
create index logs_test on logs (at, position) where not livemode;
create index logs_conversation on logs (conversation_id, at, position) where conversation_id is not null;
create index logs_actor on logs (actor_id, at, position) where actor_id is not null;
create index logs_request on logs (request_id) where request_id is not null;

-- PostgreSQL reads /logs/{id}, a.b and user@host as one word each; whoever searches has a part of it in mind. The details,
-- which say more than the summary but rarely, are read as they are: taking them apart would cost more than all the rest.
create function words_apart(words text) returns text
  language sql immutable parallel safe
  return translate(words, '/.@<&', '     ');
create function words_of_log(summary text, actor_name text, details jsonb) returns tsvector
  language sql immutable parallel safe
  return to_tsvector('simple', words_apart(summary || ' ' || coalesce(actor_name, '')))
    || jsonb_to_tsvector('simple', details, '["string"]');
create index logs_words on logs using gin (words_of_log(summary, actor_name, details));
`;
