import { z } from "zod";

/** The sounds that can lie under a conversation. */
export const AMBIENT_SOUNDS = ["office", "call_center", "cafe", "street"] as const;
/** The sounds that tell that a tool runs. */
export const BUSY_SOUNDS = ["keyboard", "hold_tone"] as const;

const recordingSchema = z.looseObject({
  is_enabled: z
    .boolean()
    .default(false)
    .describe("Whether conversations by voice are recorded: the user on the left, the agent on the right."),
  is_notice_given: z
    .boolean()
    .default(true)
    .describe("Whether the user is told at the begin that the conversation is recorded."),
  notice: z
    .string()
    .min(1)
    .max(1_000)
    .nullable()
    .default(null)
    .describe("What the user is told; null takes the platform's sentence in the conversation's language."),
  retention_days: z
    .number()
    .int()
    .min(1)
    .max(3_650)
    .default(30)
    .describe("After so many days from the end of the conversation its recording is deleted."),
});

const silenceSchema = z.looseObject({
  nudge_after_sec: z
    .number()
    .min(3)
    .max(600)
    .default(15)
    .describe("After so many seconds in which the user says nothing the agent asks whether they are there."),
  end_after_sec: z
    .number()
    .min(5)
    .max(3_600)
    .default(60)
    .describe("After so many seconds in which the user says nothing the conversation ends."),
});

/** How conversations by voice sound and go. */
export const voiceConfigSchema = z.looseObject({
  ambient_sound: z.enum(AMBIENT_SOUNDS).nullable().default(null).describe("A sound under the whole conversation."),
  busy_sound: z.enum(BUSY_SOUNDS).nullable().default(null).describe("A sound while a tool runs."),
  boosted_keywords: z
    .array(z.string().min(1).max(100))
    .max(500)
    .default([])
    .describe("Words that transcription should favour."),
  speech_to_text: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe("The installed speech provider that listens; null takes the installation's first."),
  patience: z
    .enum(["low", "normal", "high"])
    .default("normal")
    .describe("How long the agent waits before it takes a pause for the end of the user's turn."),
  is_filler_enabled: z
    .boolean()
    .default(true)
    .describe("Whether the agent says a few words when a tool or a model keeps the user waiting."),
  silence: silenceSchema.prefault({}).describe("What becomes of a user who says nothing."),
  max_duration_sec: z
    .number()
    .int()
    .min(30)
    .max(86_400)
    .default(3_600)
    .describe("After so many seconds a conversation by voice ends."),
  recording: recordingSchema.prefault({}).describe("Whether conversations by voice are recorded."),
});

/** How conversations by voice sound and go. */
export type VoiceConfig = z.output<typeof voiceConfigSchema>;

/** Reads how conversations by voice go, also from a configuration stored before some of it could be said. */
export function voiceSettings({ voice }: { readonly voice: unknown }): VoiceConfig {
  return voiceConfigSchema.parse(voice ?? {});
}
