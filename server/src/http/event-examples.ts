import type { ClientPayload, EventEnvelope } from "../domain/event.ts";
import type { PayloadOf, ServerEventType } from "../domain/event-payloads.ts";
import { EXAMPLE_IDS } from "./api-examples.ts";
import { HANDOVER_EVENT_EXAMPLES } from "./handover-examples.ts";
import { PHONE_EVENT_EXAMPLES } from "./phone-examples.ts";
import { VOICE_EVENT_EXAMPLES } from "./voice-examples.ts";

const GENERATION = "gen_1Hk4Tz7Bv0C";
const CALL = {
  call_id: "call_9Ws2Ld6Qy3F",
  name: "book_appointment",
  arguments: '{"service":"haircut","day":"2025-06-20","time":"14:00","name":"Kim"}',
};

const PAYLOADS: { [Type in ServerEventType]: PayloadOf<Type> } = {
  "conversation.setup": { type: "conversation.setup", channel: { type: "chat_realtime" }, direction: "inbound" },
  "conversation.started": { type: "conversation.started" },
  "agent.message.delta": { type: "agent.message.delta", text_delta: "How can I ", generation_id: GENERATION },
  "agent.message.completed": {
    type: "agent.message.completed",
    text: "How can I help you?",
    interrupted: false,
    has_tool_calls: false,
    generation_id: GENERATION,
  },
  "agent.tool_call.created": {
    type: "agent.tool_call.created",
    ...CALL,
    generation_id: GENERATION,
    ns: "api",
    in_background: false,
  },
  "agent.tool_call.returned": {
    type: "agent.tool_call.returned",
    ...CALL,
    result: { confirmation_code: "K7Q2" },
    outcome: "succeeded",
  },
  "agent.notice.sent": { type: "agent.notice.sent", text: "This conversation is recorded." },
  "user.message.received": {
    type: "user.message.received",
    text: "A haircut tomorrow at two, please.",
    client_event_id: "message-1",
  },
  "conversation.context.updated": { type: "conversation.context.updated", context: { loyalty_card: "gold" } },
  "conversation.custom_fields.updated": {
    type: "conversation.custom_fields.updated",
    custom_fields: { intent: "booking" },
    changed: ["intent"],
  },
  "conversation.ended": {
    type: "conversation.ended",
    status: "completed",
    reason: "agent_ended",
    duration_sec: 92.4,
  },
  "conversation.summarized": {
    type: "conversation.summarized",
    summary: "The customer booked a haircut for Friday at two. The confirmation code is K7Q2.",
    sentiment: "positive",
  },
  "server.error": {
    type: "server.error",
    code: "malformed_json",
    message: "The frame is not valid JSON.",
    client_event_id: null,
  },
  "agent.model.failed": {
    type: "agent.model.failed",
    model: "openai/gpt-4o",
    reason: "stalled",
    message: "The model said nothing for 10 s.",
    next: "fallback",
    next_model: "anthropic/claude-sonnet-4-5",
  },
  "agent.route.changed": { type: "agent.route.changed", route: "cancel", previous: "book" },
  "agent.language.changed": { type: "agent.language.changed", language: "German", previous: "English" },
  "agent.wait.began": {
    type: "agent.wait.began",
    until: "2025-06-18T12:15:00.000Z",
    reason: "The refund is being processed.",
  },
  "agent.wait.ended": { type: "agent.wait.ended", reason: "The refund is being processed." },
  "conversation.reminder.due": {
    type: "conversation.reminder.due",
    reminder_id: "fup_6Tn1Wc8Gk4P",
    note: "Ask whether the parcel has arrived.",
  },
  ...VOICE_EVENT_EXAMPLES,
  ...PHONE_EVENT_EXAMPLES,
  ...HANDOVER_EVENT_EXAMPLES,
};

/** Shows an event of the platform whole. */
export function serverEventExample(type: ServerEventType, experimental: boolean): EventEnvelope {
  return {
    id: "ev_8Kd3Nz10007",
    created_at: "2025-06-19T09:30:00.000Z",
    agent_id: `${EXAMPLE_IDS.agent}@v0`,
    livemode: true,
    conversation_id: EXAMPLE_IDS.conversation,
    payload: PAYLOADS[type],
    experimental,
  };
}

/** Shows what a client sends, by the type of the payload. */
export const CLIENT_EVENT_EXAMPLES: {
  [Type in ClientPayload["type"]]: { id: string; payload: Extract<ClientPayload, { type: Type }> };
} = {
  "conversation.start": { id: "start-1", payload: { type: "conversation.start" } },
  "user.message.send": { id: "message-1", payload: { type: "user.message.send", text: "A haircut tomorrow, please." } },
  "conversation.context.update": {
    id: "context-1",
    payload: { type: "conversation.context.update", context: { loyalty_card: "gold" } },
  },
  "conversation.end": { id: "end-1", payload: { type: "conversation.end" } },
  "audio.played": { id: "played-1", payload: { type: "audio.played", played_ms: 2400 } },
  "webrtc.offer": {
    id: "offer-1",
    payload: {
      type: "webrtc.offer",
      sdp: "v=0\r\no=- 7313294 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n…",
    },
  },
  "tool.result.send": {
    id: "result-1",
    payload: { type: "tool.result.send", call_id: CALL.call_id, result: { battery: "81 %" } },
  },
};
