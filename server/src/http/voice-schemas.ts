import { z } from "zod";
import { languageSchema } from "../domain/language.ts";
import { voiceSchema } from "../domain/voice.ts";
import { AMBIENT_SOUNDS, BUSY_SOUNDS } from "../domain/voice-config.ts";

const TAGS = ["Voices"];

const WAV_FILE = {
  description: "The whole file, of samples of 16 bits.",
  content: { "audio/wav": { schema: z.string().meta({ format: "binary" }).describe("The WAV file.") } },
} as const;

/** A voice of the list, as an example. */
export const VOICE_EXAMPLES = {
  Voice: {
    provider: "operator",
    id: "Female 1",
    name: "Female 1",
    gender: "female",
    languages: [],
    spoken_by: { provider: "elevenlabs", id: "EXAVITQu4vr4xnSDxMaL" },
    sample_url: "https://operator.example.com/voices/operator/Female%201/sample",
  },
} as const;

export const listVoices = {
  operationId: "listVoices",
  tags: TAGS,
  summary: "List voices",
  description:
    "Lists every voice that a persona can have on this installation: the platform's own, which are there on every " +
    "installation and are spoken by whoever it has, then those of its speech providers. A provider may know more than " +
    "are listed, e.g. voices of your own.",
  response: {
    200: z
      .object({
        data: z.array(voiceSchema).describe("The voices, the platform's own first."),
        cursor: z.null().describe("Always null: all voices come at once."),
      })
      .describe("All voices."),
  },
} as const;

export const getVoiceSample = {
  operationId: "getVoiceSample",
  tags: TAGS,
  summary: "Listen to a voice",
  description:
    "A WAV file in which the voice introduces itself. It is spoken when it is first asked for, which costs what a " +
    "sentence costs at its provider, and kept for a while.",
  errors: ["not_found", "unavailable"],
  params: z.object({
    provider: z.string().describe("The voice's `provider`."),
    voice_id: z.string().describe("The voice's `id`, percent-encoded."),
  }),
  querystring: z.object({
    language: languageSchema
      .optional()
      .describe(
        "The language to speak, by its English name; absent takes the first that the voice speaks, or English.",
      ),
  }),
  response: { 200: WAV_FILE },
} as const;

export const getSoundSample = {
  operationId: "getSoundSample",
  tags: TAGS,
  summary: "Listen to a sound",
  description:
    "A WAV file with ten seconds of a sound that can lie under a conversation, or tell that a tool runs. Here it is " +
    "louder than there, where it is not to be in anybody's way.",
  params: z.object({
    sound: z
      .enum([...AMBIENT_SOUNDS, ...BUSY_SOUNDS])
      .describe("The sound, as in `config.voice.ambient_sound` and `config.voice.busy_sound`."),
  }),
  response: { 200: WAV_FILE },
} as const;
