import type { ServerPayload } from "../domain/event-payloads.ts";
import type { VOICE_EVENTS } from "../domain/voice-event-payloads.ts";

/** Events of conversations by voice, and of turns in them, as examples. */
export const VOICE_EVENT_EXAMPLES: {
  [Type in keyof typeof VOICE_EVENTS | "agent.turn.metrics"]: Extract<ServerPayload, { type: Type }>;
} = {
  "user.speech.started": { type: "user.speech.started" },
  "user.speech.ended": { type: "user.speech.ended", duration_ms: 1840 },
  "user.transcript.delta": { type: "user.transcript.delta", text: "I would like a haircut on" },
  "user.speech.ignored": { type: "user.speech.ignored", text: "mm-hm", reason: "back_channel" },
  "user.silence.noticed": { type: "user.silence.noticed", silence_sec: 15, next: "nudge" },
  "agent.audio.cleared": { type: "agent.audio.cleared" },
  "webrtc.answer": {
    type: "webrtc.answer",
    sdp: "v=0\r\no=- 4611732 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n…",
  },
  "agent.filler.spoken": {
    type: "agent.filler.spoken",
    text: "One moment, please.",
    reason: "slow_tool",
    rung: 1,
  },
  "agent.speech.failed": {
    type: "agent.speech.failed",
    stage: "text_to_speech",
    provider: "elevenlabs",
    reason: "stalled",
    message: "No audio came for 3 s.",
    next: "fallback",
    next_provider: "openai",
  },
  "agent.turn.metrics": {
    type: "agent.turn.metrics",
    trigger_event_id: "ev_4Rt7Yx20003",
    model: "openai/gpt-4o",
    simulated: false,
    interrupted: false,
    steps: 1,
    llm_first_token_ms: 312,
    tts_first_audio_ms: 96,
    speech_ended_at: "2025-06-19T09:30:41.120Z",
    transcript_final_ms: 180,
    end_of_turn_ms: 320,
    first_audio_ms: 731,
    response_ms: 316,
    total_ms: 704,
    input_tokens: 518,
    output_tokens: 24,
  },
};
