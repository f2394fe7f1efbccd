import { Client } from "pg";

const EVENTS_PER_CONVERSATION = 50;

/**
 * Brings the event table to `rows` rows by adding ended conversations of 50 events each, as a year of use would leave
 * them, and leaves the table as autovacuum would in time. Indexes but the primary key are built at the end.
 */
export async function fillEvents(databaseUrl: string, rows: number): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const present = await client.query<{ count: string }>("select count(*) from events");
    const missing = Math.ceil((rows - Number(present.rows[0]?.count)) / EVENTS_PER_CONVERSATION);
    if (missing <= 0) return;
    const indexes = await client.query<{ indexname: string; indexdef: string }>(
      "select indexname, indexdef from pg_indexes where tablename = 'events' and indexname <> 'events_pkey'",
    );
    // Checking 10 million references to rows that are written just before would take most of the time.
    await client.query("set session_replication_role = replica");
    await client.query("set maintenance_work_mem = '512MB'");
    for (const { indexname } of indexes.rows) await client.query(`drop index ${indexname}`);
    const filled = await client.query<{ count: string }>(
      "select count(*) from conversations where id like 'conv_fill%'",
    );
    const first = Number(filled.rows[0]?.count);
    await client.query(CONVERSATIONS, [first, first + missing - 1]);
    await client.query(EVENTS, [first, first + missing - 1, EVENTS_PER_CONVERSATION]);
    for (const { indexdef } of indexes.rows) await client.query(indexdef);
    await client.query("vacuum analyze events");
    await client.query("vacuum analyze conversations");
    await client.query("checkpoint");
  } finally {
    await client.end();
  }
}

const CONVERSATIONS = `
insert into conversations (id, agent_id, agent_version, channel, channel_type, livemode, direction, status, context,
  created_at, started_at, completed_at, token_expires_at)
select 'conv_fill' || lpad(i::text, 7, '0'), (select id from agents limit 1), 0, '{"type": "chat_realtime"}',
  'chat_realtime', true, 'inbound', 'completed', '{}', t, t, t + interval '5 minutes', t + interval '3 hours'
from generate_series($1::integer, $2::integer) i, lateral (select now() - interval '1 year' + i * interval '100 ms' as t)`;

const EVENTS = `
insert into events (conversation_id, sequence, id, created_at, payload)
select 'conv_fill' || lpad(i::text, 7, '0'), s, 'ev_fill' || lpad(to_hex(i * 64 + s), 7, '0'),
  now() - interval '1 year' + i * interval '100 ms' + s * interval '5 s',
  case s % 3
    when 0 then jsonb_build_object('type', 'user.message.received', 'client_event_id', null, 'text', words)
    when 1 then jsonb_build_object('type', 'agent.message.completed', 'interrupted', false, 'has_tool_calls', false,
      'generation_id', 'gen_' || lpad(i::text, 11, '0'), 'text', words || ' ' || words)
    else jsonb_build_object('type', 'agent.turn.metrics', 'trigger_event_id', 'ev_00000000000', 'model', 'bench/any',
      'simulated', false, 'interrupted', false, 'steps', 1, 'llm_first_token_ms', 50.1, 'tts_first_audio_ms', null,
      'response_ms', 51.2, 'total_ms', 147, 'input_tokens', 10, 'output_tokens', 20)
  end
from generate_series($1::integer, $2::integer) i, generate_series(1, $3::integer) s,
  lateral (select string_agg('word' || (i * 31 + s * 17 + w * 7919) % 20000, ' ') as words
    from generate_series(1, 8) w) said`;
