import { z } from "zod";
import { type EventKind, kind, OURS, PASSING } from "./event-kind.ts";

/** Marks of an event that is ours, and is sent and not stored. */
const OURS_PASSING = { ...PASSING, ...OURS };

/** Which part of speech a provider does. */
export const SPEECH_STAGES = ["speech_to_text", "text_to_speech", "speech_to_speech"] as const;
/** Why something heard of the user was not taken for their turn. */
export const IGNORED_SPEECH_REASONS = ["back_channel", "echo", "noise"] as const;
/** What the agent was slow with when it filled the silence. */
export const FILLER_REASONS = ["slow_tool", "slow_model"] as const;

/** The times of one turn that is spoken, each in ms from the end of the user's speech; null in text. */
export const voiceMetrics = {
  speech_ended_at: z.iso
    .datetime()
    .nullable()
    .describe("When the user stopped speaking; null in text, and when nothing was said."),
  transcript_final_ms: z
    .number()
    .nullable()
    .describe("From the end of the user's speech to its final transcript; null in text."),
  end_of_turn_ms: z
    .number()
    .nullable()
    .describe("From the end of the user's speech to the decision that it was the agent's turn; null in text."),
  first_audio_ms: z
    .number()
    .nullable()
    .describe("From the end of the user's speech to the first audio sent; null in text, and when nothing was said."),
};

/** The events that only conversations by voice have, by their type. */
export const VOICE_EVENTS = {
  "user.speech.started": kind(["user.speech.started", "The user began to speak."], {}, OURS),
  "user.speech.ended": kind(
    ["user.speech.ended", "The user stopped speaking; whether the turn is over is decided later."],
    { duration_ms: z.number().describe("How long it was spoken, in ms.") },
    OURS,
  ),
  "user.transcript.delta": kind(
    ["user.transcript.delta", "What is understood so far of the turn that the user is speaking. Not stored."],
    { text: z.string().describe("All of the turn as understood so far; it may still change.") },
    OURS_PASSING,
  ),
  "user.speech.ignored": kind(
    ["user.speech.ignored", "Something was heard that was not taken for the user's turn."],
    {
      text: z.string().describe("What was understood of it; empty for a noise."),
      reason: z
        .enum(IGNORED_SPEECH_REASONS)
        .describe("`back_channel`: a word of assent; `echo`: the agent's own voice; `noise`: no words."),
    },
    OURS,
  ),
  "user.silence.noticed": kind(
    ["user.silence.noticed", "The user has said nothing for long."],
    {
      silence_sec: z.number().describe("For how many seconds nothing was said."),
      next: z.enum(["nudge", "end"]).describe("What follows: the agent asks whether somebody is there, or it ends."),
    },
    OURS,
  ),
  "agent.audio.cleared": kind(
    ["agent.audio.cleared", "The audio sent and not played yet is void: throw it away. Not stored."],
    {},
    OURS_PASSING,
  ),
  "webrtc.answer": kind(
    ["webrtc.answer", "Audio travels by WebRTC from now on. Sent to the session that offered it, and not stored."],
    { sdp: z.string().describe("The answer as SDP (RFC 8829), with all its candidates.") },
    OURS_PASSING,
  ),
  "agent.filler.spoken": kind(
    ["agent.filler.spoken", "The agent filled a silence while something took long."],
    {
      text: z.string().describe("What was said."),
      reason: z.enum(FILLER_REASONS).describe("What takes long."),
      rung: z.number().int().describe("How often it was filled in this turn, from 1 on."),
    },
    OURS,
  ),
  "agent.speech.failed": kind(
    ["agent.speech.failed", "A speech provider failed or stalled, and what is done about it."],
    {
      stage: z.enum(SPEECH_STAGES).describe("What it does."),
      provider: z.string().describe("The provider's name."),
      reason: z.enum(["error", "stalled", "closed", "unavailable"]).describe("What went wrong."),
      message: z.string().describe("The fault in plain words."),
      next: z.enum(["retry", "fallback", "none"]).describe("What follows."),
      next_provider: z.string().nullable().describe("Who does it next; null when nobody can."),
    },
    OURS,
  ),
} as const satisfies Record<string, EventKind>;
