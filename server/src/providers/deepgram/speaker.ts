import type { SpeechVoice, TextToSpeech } from "../../ports/text-to-speech.ts";
import { createSpeakingClient } from "../speaking-client.ts";
import type { VendorAccess } from "../vendor-access.ts";

const NAMES: Readonly<Record<string, { readonly female: string; readonly male: string }>> = {
  en: {
    female:
      "thalia andromeda helena asteria athena aurora callista cora cordelia delia electra harmonia hera iris juno luna " +
      "minerva ophelia pandora phoebe selene theia vesta amalthea",
    male: "apollo arcas aries atlas draco hermes hyperion jupiter mars neptune odysseus orion orpheus pluto saturn zeus",
  },
  es: { female: "celeste estrella carina diana selena", male: "nestor sirio alvaro aquila javier" },
  de: { female: "viktoria elara", male: "julius fabian" },
  fr: { female: "agathe", male: "hector" },
  nl: { female: "rhea", male: "sander" },
  it: { female: "livia", male: "dionisio" },
  ja: { female: "izanami", male: "fujin" },
};

/** Voices of Aura-2, Deepgram's model of seven languages, as its page "Voices and Languages" lists them. */
const VOICES: readonly SpeechVoice[] = Object.entries(NAMES).flatMap(([language, { female, male }]) => [
  ...female.split(" ").map((name) => voiceOf(name, "female", language)),
  ...male.split(" ").map((name) => voiceOf(name, "male", language)),
]);

function voiceOf(name: string, gender: "female" | "male", language: string): SpeechVoice {
  const shown = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  return { id: `aura-2-${name}-${language}`, name: shown, gender, languages: [language] };
}

/** How Deepgram is reached. */
export interface DeepgramSpeaking extends VendorAccess {
  /** How long it may send nothing, in ms. */
  readonly patience?: number;
}

/**
 * Creates the speaker `deepgram`: Deepgram's text to speech over HTTP (`POST /v1/speak`), which streams raw samples.
 * There a voice is a model, and tells the language; what was said before cannot be told.
 */
export function createDeepgramSpeaker(access: DeepgramSpeaking): TextToSpeech {
  const { apiKey, baseUrl = "https://api.deepgram.com", patience } = access;
  const ask = createSpeakingClient({
    vendor: {
      name: "deepgram",
      apiKey,
      keyHint: "Check DEEPGRAM_API_KEY.",
      notFoundHint: "Check the voice's id, e.g. aura-2-thalia-en, and DEEPGRAM_BASE_URL.",
    },
    baseUrl,
    headers: { authorization: `Token ${apiKey}` },
    patience,
  });
  return {
    name: "deepgram",
    voices: VOICES,
    speak: (request) => {
      const { text, voiceId, sampleRateHz } = request;
      const query = new URLSearchParams({
        model: voiceId,
        encoding: "linear16",
        container: "none",
        sample_rate: String(sampleRateHz),
      });
      return ask(request, { path: `/v1/speak?${query.toString()}`, body: { text }, sampleRateHz });
    },
  };
}
