import type { SpeechVoice, TextToSpeech } from "../../ports/text-to-speech.ts";
import { createSpeakingClient } from "../speaking-client.ts";
import type { VendorAccess } from "../vendor-access.ts";
import { voicesFrom } from "../voice-list.ts";

/** The model with the shortest delay; it takes the language's code, and what was said before. */
const MODEL = "eleven_flash_v2_5";
/** The languages of that model, by the vendor's page "Models". */
const LANGUAGES =
  "en ja zh de hi fr ko pt it es id nl tr fil pl sv bg ro ar cs el fi hr ms sk da ta uk ru hu no vi".split(" ");

/** ElevenLabs' own voices, which every account has; each speaks all languages of the model. */
const VOICES: readonly SpeechVoice[] = voicesFrom(
  `EXAVITQu4vr4xnSDxMaL Sarah f
   JBFqnCBsd6RMkjVDRZzb George m
   FGY2WhTYpPnrIDTdsKH5 Laura f
   CwhRBWXzGAHq8TQ4Fs17 Roger m
   Xb7hH8MSUJpSbSDYk0k2 Alice f
   IKne3meq5aSn9XLyUdCD Charlie m
   XrExE9yKIg1WjnnlVkGX Matilda f
   cjVigY5qzO86Huf0OWal Eric m
   cgSgspJ2msm6clMCkdW9 Jessica f
   nPczCjzI2devNBz1zQrb Brian m
   pFZP5JQG7iQjIQuC4Bku Lily f
   onwK4e9ZLuTAKqWW03F9 Daniel m
   SAz9YHcvj6GT2YYXdXww River n
   N2lVS1w4EtoT3dr4eOWO Callum m
   TX3LPaxmHKxFdv7VOQHJ Liam m
   bIHbv24MWmeRgasZH58o Will m
   iP95p4xoKVk53GoZ742B Chris m
   pqHfZKP75CvOlQylNhV4 Bill m`,
  LANGUAGES,
);

/** How ElevenLabs is reached. */
export interface ElevenLabsSpeaking extends VendorAccess {
  /** How long it may send nothing, in ms. */
  readonly patience?: number;
}

/**
 * Creates the speaker `elevenlabs`: its endpoint that streams (`POST /v1/text-to-speech/{voice}/stream`), with raw
 * samples at the rate that is wanted. Any voice of the account can be named by its id.
 */
export function createElevenLabsSpeaker(access: ElevenLabsSpeaking): TextToSpeech {
  const { apiKey, baseUrl = "https://api.elevenlabs.io", patience } = access;
  const ask = createSpeakingClient({
    vendor: {
      name: "elevenlabs",
      apiKey,
      keyHint: "Check ELEVENLABS_API_KEY.",
      notFoundHint: "Check the voice's id, and ELEVENLABS_BASE_URL.",
    },
    baseUrl,
    headers: { "xi-api-key": apiKey },
    patience,
  });
  return {
    name: "elevenlabs",
    voices: VOICES,
    speak: (request) => {
      const { text, voiceId, language, sampleRateHz, previousText } = request;
      const body = {
        text,
        model_id: MODEL,
        ...(LANGUAGES.includes(language) ? { language_code: language } : {}),
        ...(previousText === null ? {} : { previous_text: previousText }),
      };
      const path = `/v1/text-to-speech/${encodeURIComponent(voiceId)}/stream?output_format=pcm_${sampleRateHz}`;
      return ask(request, { path, body, sampleRateHz });
    },
  };
}
