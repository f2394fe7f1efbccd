import { isOperatorVoice, OPERATOR, OPERATOR_VOICES, voicesLike } from "../domain/operator-voices.ts";
import { closest } from "../lib/closest.ts";
import type { CatalogVoice, SpeechCatalog, VoiceChoice } from "../ports/speech-catalog.ts";
import type { SpeechToText } from "../ports/speech-to-text.ts";
import type { TextToSpeech } from "../ports/text-to-speech.ts";

/** Who listens and who speaks on an installation, each in its order: the first choice first. */
export interface SpeechSettings {
  readonly listeners: readonly SpeechToText[];
  readonly speakers: readonly TextToSpeech[];
}

/** What is to be done so that a provider can be used. */
interface Ways {
  readonly listens: string | null;
  readonly speaks: string | null;
}

/** The speech providers that the platform comes with. */
const BUILT_IN: Readonly<Record<string, Ways>> = {
  openai: waysOf("Set OPENAI_API_KEY."),
  deepgram: waysOf("Set DEEPGRAM_API_KEY."),
  elevenlabs: waysOf("Set ELEVENLABS_API_KEY."),
  cartesia: waysOf("Set CARTESIA_API_KEY."),
  assemblyai: { listens: "Set ASSEMBLYAI_API_KEY.", speaks: null },
  local: {
    listens:
      "Install pocketsphinx (apt-get install pocketsphinx pocketsphinx-en-us), or set OPERATOR_WHISPER_MODEL to a model of whisper.cpp.",
    speaks: "Install flite or espeak-ng (apt-get install flite espeak-ng).",
  },
};
/** Whose voices are all listed; anybody else's may be a user's own. */
const LISTED_IN_FULL = ["local"];
const SERVERS_HINT =
  "For any server with OpenAI's speech endpoints set OPERATOR_SPEECH_SERVERS=name=url?stt=MODEL&tts=MODEL&voices=ID.";
const MOST_LISTED = 20;
/** In which language one of the platform's voices is looked for when the question is who speaks it at all. */
const USUAL_LANGUAGE = "en";

function waysOf(way: string): Ways {
  return { listens: way, speaks: way };
}

/** Creates the catalog of all who listen and speak on this installation. Nothing is connected to until they are asked. */
export function createSpeechCatalog(settings: SpeechSettings): SpeechCatalog {
  const { listeners, speakers } = settings;
  return {
    listeners: (preferred) => [
      ...listeners.filter(({ name }) => name === preferred),
      ...listeners.filter(({ name }) => name !== preferred),
    ],
    speakers: (voice, language) => voicesLike(voice, language, speakers).flatMap((name) => choiceOf(name, speakers)),
    voices: () => [...ownVoices(speakers), ...speakers.flatMap(voicesOf)],
    problem: () => problemOf(settings),
    problemOfVoice: (voice) =>
      voice.provider === OPERATOR ? ownVoiceProblem(voice.id) : voiceProblem(voice, speakers),
    problemOfListener: (name) =>
      listeners.some((listener) => listener.name === name)
        ? null
        : unusable(name, { does: "listens", names: listeners.map((listener) => listener.name) }),
  };
}

/**
 * Puts those who were made in the order of a variable: those it names, first choice first; all of them, as they come,
 * when it names none. Returns a text instead that says which name stands for nobody, and what to do.
 */
export function inChosenOrder<Named extends { readonly name: string }>(
  made: readonly Named[],
  chosen: readonly string[],
  does: "listens" | "speaks",
): readonly Named[] | string {
  if (chosen.length === 0) return made;
  const names = made.map(({ name }) => name);
  const wrong = chosen.find((name) => !names.includes(name));
  if (wrong !== undefined) return unusable(wrong, { does, names });
  return [...new Set(chosen)].flatMap((name) => made.filter((one) => one.name === name));
}

function choiceOf(voice: { provider: string; id: string }, speakers: readonly TextToSpeech[]): VoiceChoice[] {
  const provider = speakers.find(({ name }) => name === voice.provider);
  return provider ? [{ provider, voiceId: voice.id }] : [];
}

/** Lists the platform's own voices; they are there where nobody speaks, too, so that a configuration may name them. */
function ownVoices(speakers: readonly TextToSpeech[]): CatalogVoice[] {
  return OPERATOR_VOICES.map((voice) => {
    const [spokenBy = null] = voicesLike({ provider: OPERATOR, id: voice.id }, USUAL_LANGUAGE, speakers);
    return { ...voice, provider: OPERATOR, languages: [], spokenBy };
  });
}

function voicesOf({ name, voices }: TextToSpeech): CatalogVoice[] {
  return voices.map((voice) => ({ ...voice, provider: name, spokenBy: null }));
}

function problemOf({ listeners, speakers }: SpeechSettings): string | null {
  const missing = [
    listeners.length === 0 ? `Nobody listens: ${BUILT_IN["local"]?.listens}` : "",
    speakers.length === 0 ? `Nobody speaks: ${BUILT_IN["local"]?.speaks}` : "",
  ].filter(Boolean);
  if (missing.length === 0) return null;
  return (
    `This installation cannot hold conversations by voice. ${missing.join(" ")} Or set the key of a speech provider ` +
    `that does both: DEEPGRAM_API_KEY, OPENAI_API_KEY, ELEVENLABS_API_KEY or CARTESIA_API_KEY.`
  );
}

function ownVoiceProblem(id: string): string | null {
  if (isOperatorVoice(id)) return null;
  const names = OPERATOR_VOICES.map((voice) => voice.id);
  return `The platform has no voice "${shorten(id)}".${didYouMean(closest(id, names))} Its own voices are ${names.join(", ")}.`;
}

function voiceProblem(
  { provider, id }: { readonly provider: string; readonly id: string },
  speakers: readonly TextToSpeech[],
): string | null {
  const speaker = speakers.find(({ name }) => name === provider);
  if (speaker === undefined) return unusable(provider, { does: "speaks", names: speakers.map(({ name }) => name) });
  if (!LISTED_IN_FULL.includes(provider) || speaker.voices.some((voice) => voice.id === id)) return null;
  const ids = speaker.voices.map((voice) => voice.id);
  const more = ids.length > MOST_LISTED ? " … (GET /voices lists all)" : "";
  return `${provider} has no voice "${shorten(id)}".${didYouMean(closest(id, ids))} It has ${ids.slice(0, MOST_LISTED).join(", ")}${more}.`;
}

/** Says why a provider neither listens nor speaks here; `names` are those that do. */
function unusable(name: string, { does, names }: { does: keyof Ways; names: readonly string[] }): string {
  const ways = Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined;
  const able = names.length === 0 ? `Nobody ${does} on this installation.` : `Who ${does} here: ${names.join(", ")}.`;
  const way = ways?.[does];
  if (way) return `${name} is not set up on this installation. ${way} ${able}`;
  if (ways) return `${name} only ${does === "speaks" ? "listens" : "speaks"}. ${able}`;
  const guess = didYouMean(closest(name, [...names, ...Object.keys(BUILT_IN)]));
  return `No speech provider "${shorten(name)}" ${does} on this installation.${guess} ${able} ${SERVERS_HINT}`;
}

function didYouMean(guess: string | null): string {
  return guess === null ? "" : ` Did you mean "${guess}"?`;
}

function shorten(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}
