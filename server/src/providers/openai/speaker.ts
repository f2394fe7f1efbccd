import type { SpeechVoice, TextToSpeech } from "../../ports/text-to-speech.ts";
import { createSpeakingClient } from "../speaking-client.ts";
import { voicesFrom } from "../voice-list.ts";

/** The voices of OpenAI's speech endpoint, as its reference lists them; each speaks every language. */
export const OPENAI_VOICES: readonly SpeechVoice[] = voicesFrom(
  `- Marin f
   - Cedar m
   - Coral f
   - Ash m
   - Nova f
   - Onyx m
   - Shimmer f
   - Echo m
   - Sage f
   - Verse m
   - Ballad m
   - Alloy n
   - Fable n`,
  [],
);

/** A server with OpenAI's speech endpoint, and its voices. */
export interface OpenAiSpeaking {
  /** The provider's name on this installation. */
  readonly name: string;
  /** The address before `/audio/speech`, usually ending in `/v1`. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  readonly model: string;
  readonly voices: readonly SpeechVoice[];
  /** How long it may send nothing, in ms. */
  readonly patience?: number;
}

/** Of raw samples, which the endpoint gives at one rate only (OpenAI's guide "Text to speech"). */
const PCM_RATE = 24_000;
/** Kokoro's ids begin with a letter for the language and one for the gender: `af_bella`, `bm_george`, `jf_alpha`. */
const KOKORO_ID = /^([abefhijpz])([fm])_/;
const KOKORO_LANGUAGES: Readonly<Record<string, string>> = {
  a: "en",
  b: "en",
  e: "es",
  f: "fr",
  h: "hi",
  i: "it",
  j: "ja",
  p: "pt",
  z: "zh",
};

/**
 * Creates a speaker out of a server with OpenAI's speech endpoint (`POST /audio/speech`): OpenAI itself, Kokoro,
 * Piper and others behind the same dialect. Asks for raw samples at 24 kHz, which is all that OpenAI gives, and
 * understands the WAV files that some answer with. The dialect has no place for the language nor for what was said
 * before.
 */
export function createOpenAiSpeaker(server: OpenAiSpeaking): TextToSpeech {
  const { name, baseUrl, apiKey, model, voices, patience } = server;
  const ask = createSpeakingClient({
    vendor: {
      name,
      apiKey,
      keyHint: name === "openai" ? "Check OPENAI_API_KEY." : `Check the API key set for the server ${name}.`,
      notFoundHint: "Check the model's name, and the server's base URL, which usually ends in /v1.",
    },
    baseUrl,
    headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
    patience,
  });
  return {
    name,
    voices,
    speak: (request) => {
      const body = { model, input: request.text, voice: request.voiceId, response_format: "pcm" };
      return ask(request, { path: "/audio/speech", body, sampleRateHz: PCM_RATE });
    },
  };
}

/**
 * Describes voices of which no more than the id is known: those of OpenAI and of Kokoro say what they are, any other
 * is taken for a neutral one of every language.
 */
export function describeVoices(ids: readonly string[]): SpeechVoice[] {
  return ids.map((id) => {
    const known = OPENAI_VOICES.find((voice) => voice.id === id);
    if (known) return known;
    const [, language = "", gender] = KOKORO_ID.exec(id) ?? [];
    if (gender === undefined) return { id, name: id, gender: "neutral", languages: [] };
    const name = id.slice(3);
    return {
      id,
      name: `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
      gender: gender === "f" ? "female" : "male",
      languages: [KOKORO_LANGUAGES[language] ?? "en"],
    };
  });
}
