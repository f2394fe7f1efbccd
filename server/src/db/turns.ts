/** What the table `turns` keeps of a turn: the column, and the value where the event is `stored` in the conversation `c`. */
const MEASURED = {
  conversation_id: "stored.conversation_id",
  sequence: "stored.sequence",
  at: "stored.created_at",
  agent_id: "c.agent_id",
  agent_version: "c.agent_version",
  channel_type: "c.channel_type",
  livemode: "c.livemode",
  model: "payload->>'model'",
  interrupted: "(payload->>'interrupted')::boolean",
  transcript: "(payload->>'transcript_final_ms')::real",
  end_of_turn: "(payload->>'end_of_turn_ms')::real",
  first_token: "(payload->>'llm_first_token_ms')::real",
  first_audio: "(payload->>'first_audio_ms')::real",
  // By voice it is the first audio that the user waits for.
  response: "case when payload->>'first_audio_ms' is null then (payload->>'response_ms')::real end",
  total: "(payload->>'total_ms')::real",
  input_tokens: "(payload->>'input_tokens')::integer",
  output_tokens: "(payload->>'output_tokens')::integer",
} as const;

/**
 * Takes what was measured of turns from the events that were `stored`, as a part of the same statement (decision 38):
 * statistics read a great many turns, and logs are far more.
 */
export const TAKE_TURNS = `
insert into turns (${Object.keys(MEASURED).join(", ")})
select ${Object.values(MEASURED).join(", ")}
from stored join conversations c on c.id = stored.conversation_id
where stored.payload->>'type' = 'agent.turn.metrics'`;
