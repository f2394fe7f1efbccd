import { type Kysely, sql } from "kysely";

/** What was measured of turns, apart from the logs of which it is taken, for statistics read a great many of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
}

const TABLES = `
create table turns (
  conversation_id text not null references conversations on delete cascade,
  sequence integer not null,
  at timestamptz(3) not null,
  agent_id text not null,
  agent_version integer not null,
  channel_type text not null,
  livemode boolean not null,
  model text,
  interrupted boolean not null,
  transcript real,
  end_of_turn real,
  first_token real,
  first_audio real,
  response real,
  total real,
  input_tokens integer,
  output_tokens integer,
  primary key (conversation_id, sequence)
);

insert into turns
select conversation_id, sequence, e.created_at, agent_id, agent_version, channel_type, livemode,
  payload->>'model', coalesce((payload->>'interrupted')::boolean, false),
  (payload->>'transcript_final_ms')::real, (payload->>'end_of_turn_ms')::real, (payload->>'llm_first_token_ms')::real,
  (payload->>'first_audio_ms')::real,
  case when payload->>'first_audio_ms' is null then (payload->>'response_ms')::real end,
  (payload->>'total_ms')::real, (payload->>'input_tokens')::numeric::integer,
  (payload->>'output_tokens')::numeric::integer
from events e join conversations c on c.id = e.conversation_id
where payload->>'type' = 'agent.turn.metrics';

create index turns_at on turns (at);
`;
