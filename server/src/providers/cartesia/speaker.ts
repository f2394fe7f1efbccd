import type { SpeechVoice, TextToSpeech } from "../../ports/text-to-speech.ts";
import { createSpeakingClient } from "../speaking-client.ts";
import type { VendorAccess } from "../vendor-access.ts";
import { voicesFrom } from "../voice-list.ts";

const MODEL = "sonic-3";
/** The version of the interface that this is written for; Cartesia wants one in a header. */
const VERSION = "2025-04-16";
/** The languages of Sonic 3, as Cartesia's codes have them; its Filipino is `tl`. */
const LANGUAGES = (
  "en fr de ja pt zh hi ko it nl pl ru sv tr bg ro ar cs el fi hr ms sk da ta uk hu no vi bn th he ka id te gu kn ml " +
  "mr pa es"
).split(" ");

/** The English ones speak what has no voices of its own here, too: a voice of Sonic 3 speaks all of its languages. */
const OWN_VOICES = ["es", "pt"];
/** Public voices of Cartesia's library. */
const VOICES: readonly SpeechVoice[] = [
  ...voicesFrom(
    `f786b574-daa5-4673-aa0c-cbe3e8534c02 Katie f
     228fca29-3a0a-435c-8728-5cb483251068 Kiefer m
     9626c31c-bec5-4cca-baa8-f8ba9e84c8bc Jacqueline f
     5ee9feff-1265-424a-9d7f-8e4d431a12c7 Ronald m
     694f9389-aac1-45b6-b726-9d9369183238 Sarah f
     efa653e5-314d-46ca-9f90-70ac7d6ca71e Kurt m
     f6ff7c0c-e396-40a9-a70b-f7607edb6937 Emma f
     d46abd1d-2d02-43e8-819f-51fb652c1c61 Grant m
     83ae58a1-7e97-4b94-b03f-e4cc0a10d8af Eden n`,
    LANGUAGES.filter((language) => !OWN_VOICES.includes(language)),
  ),
  ...voicesFrom(
    `5c5ad5e7-1020-476b-8b91-fdcbe9cc313c Daniela f
     15d0c2e2-8d29-44c3-be23-d585d5f154a1 Pedro m
     c0c374aa-09be-42d9-9828-4d2d7df86962 Isabel f
     948196a7-fe02-417b-9b6d-c45ee0803565 Manuel m`,
    ["es"],
  ),
  ...voicesFrom(
    `700d1ee3-a641-4018-ba6e-899dcadc9e2b Luana f
     616c64d7-f541-436b-9b8d-e79cfbe19ef9 Felipe m
     9904416a-0831-44ea-b8ee-5f145e8f9bbf Alice f
     28a942b5-74f3-47bb-9b56-4c3f2562d3ba Gustavo m`,
    ["pt"],
  ),
];

/** How Cartesia is reached. */
export interface CartesiaSpeaking extends VendorAccess {
  /** How long it may send nothing, in ms. */
  readonly patience?: number;
}

/**
 * Creates the speaker `cartesia`: its endpoint that streams the bytes of a whole transcript (`POST /tts/bytes`), as raw
 * samples at the rate that is wanted. Any voice of the account can be named by its id; what was said before cannot be
 * told there.
 */
export function createCartesiaSpeaker(access: CartesiaSpeaking): TextToSpeech {
  const { apiKey, baseUrl = "https://api.cartesia.ai", patience } = access;
  const ask = createSpeakingClient({
    vendor: {
      name: "cartesia",
      apiKey,
      keyHint: "Check CARTESIA_API_KEY.",
      notFoundHint: "Check the voice's id, and CARTESIA_BASE_URL.",
    },
    baseUrl,
    headers: { "x-api-key": apiKey, "cartesia-version": VERSION },
    patience,
  });
  return {
    name: "cartesia",
    voices: VOICES,
    speak: (request) => {
      const { text, voiceId, language, sampleRateHz } = request;
      const body = {
        model_id: MODEL,
        transcript: text,
        voice: { mode: "id", id: voiceId },
        output_format: { container: "raw", encoding: "pcm_s16le", sample_rate: sampleRateHz },
        ...(LANGUAGES.includes(language) ? { language } : {}),
      };
      return ask(request, { path: "/tts/bytes", body, sampleRateHz });
    },
  };
}
