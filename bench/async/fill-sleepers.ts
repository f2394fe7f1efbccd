import { Client } from "pg";

/**
 * Brings the async chats that sleep to `count`, each after two messages and their answers, spread over the last day, as
 * they lie in the tables when nobody writes. Returns their ids.
 */
export async function fillSleepers(databaseUrl: string, count: number): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(CONVERSATIONS, [count]);
    await client.query(EVENTS);
    await client.query(ALARMS);
    for (const table of ["conversations", "events", "jobs"]) await client.query(`vacuum analyze ${table}`);
    await client.query("checkpoint");
    const { rows } = await client.query<{ id: string }>("select id from conversations where id like 'conv_sleep%'");
    return rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
}

const CONVERSATIONS = `
insert into conversations (id, agent_id, agent_version, channel, channel_type, livemode, direction, status, context,
  created_at, started_at, token_expires_at)
select 'conv_sleep' || lpad(i::text, 6, '0'), (select id from agents where id like 'ca%' limit 1), 0,
  '{"type": "chat_async"}', 'chat_async', true, 'inbound', 'in-progress', '{}', t, t, t + interval '3 hours'
from generate_series((select count(*)::integer + 1 from conversations where id like 'conv_sleep%'), $1::integer) i,
  lateral (select now() - (i % 80000) * interval '1 second' as t)`;

const EVENTS = `
insert into events (conversation_id, sequence, id, created_at, payload)
select c.id, s, 'ev_' || substr(md5(c.id || s), 1, 7) || lpad(s::text, 4, '0'), c.created_at + s * interval '1 second',
  case
    when s = 1 then '{"type": "conversation.setup", "channel": {"type": "chat_async"}, "direction": "inbound"}'
    when s = 2 then '{"type": "conversation.started"}'
    when s % 3 = 0 then '{"type": "user.message.received", "client_event_id": null, "text": "Good day, is it open?"}'
    when s % 3 = 1 then '{"type": "agent.message.completed", "interrupted": false, "has_tool_calls": false,
      "generation_id": "gen_00000000000", "text": "Yes, it is. Is there anything else that I can do for you?"}'
    else jsonb_build_object('type', 'agent.turn.metrics', 'trigger_event_id',
      'ev_' || substr(md5(c.id || (s - 2)), 1, 7) || lpad((s - 2)::text, 4, '0'), 'model', 'bench/any',
      'simulated', false, 'interrupted', false, 'steps', 1, 'llm_first_token_ms', 50.1, 'tts_first_audio_ms', null,
      'response_ms', 51.2, 'total_ms', 147, 'input_tokens', 10, 'output_tokens', 20)
  end::jsonb
from conversations c, generate_series(1, 8) s
where c.id like 'conv_sleep%' and not exists (select 1 from events e where e.conversation_id = c.id)`;

const ALARMS = `
insert into jobs (kind, subject, pool, due_at)
select 'wake_conversation', id, '', created_at + interval '1 day' from conversations where id like 'conv_sleep%'
on conflict do nothing`;
