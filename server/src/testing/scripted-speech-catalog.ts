import type { SpeechCatalog } from "../ports/speech-catalog.ts";
import type { SpeechToText } from "../ports/speech-to-text.ts";
import type { TextToSpeech } from "../ports/text-to-speech.ts";
import { createSpeechCatalog } from "../providers/speech-catalog.ts";

/** Creates a catalog of doubles, each list in its order; without any it is an installation that only writes. */
export function scriptedSpeechCatalog(
  doubles: { readonly listeners?: readonly SpeechToText[]; readonly speakers?: readonly TextToSpeech[] } = {},
): SpeechCatalog {
  return createSpeechCatalog({ listeners: doubles.listeners ?? [], speakers: doubles.speakers ?? [] });
}
