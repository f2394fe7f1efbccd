import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import type { AudioChunk } from "../../domain/audio.ts";
import { languageCode, languageNames } from "../../domain/language.ts";
import type { SpeakRequest, SpeechVoice, TextToSpeech } from "../../ports/text-to-speech.ts";
import { PcmReader } from "../pcm-reader.ts";
import { brokenSpeech } from "../speech-failure.ts";
import { Slots } from "./slots.ts";
import { runSpoken } from "./spoken-program.ts";

/** A voice of a program of this machine. */
interface LocalVoice extends SpeechVoice {
  readonly engine: "flite" | "espeak-ng";
  /** The program's own name of it. */
  readonly named: string;
}

/** What is installed, and how much of the machine it may take. */
export interface LocalSpeaking {
  readonly voices: readonly LocalVoice[];
  /** What the programs are given of the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** How many may run at once; as many as the machine has processors when it is left out. */
  readonly processes?: number;
  /** How long a sentence may take, in ms; 20 seconds when it is left out. */
  readonly within?: number;
}

const VENDOR = { name: "local", keyHint: "", notFoundHint: "" };
const WITHIN = 20_000;
const DETECT_WITHIN = 5_000;
/** Samples of a piece that is handed on: about a tenth of a second. */
const PIECE = 2_048;
const HAS_WORDS = /[\p{L}\p{N}]/u;

/** The voices of Debian's flite, all of them English; `kal` and `kal16` are one man, who sounds more like a machine. */
const FLITE_VOICES: readonly (readonly [string, "female" | "male"])[] = [
  ["slt", "female"],
  ["rms", "male"],
  ["awb", "male"],
  ["kal16", "male"],
];
/** Which of espeak-ng's voices speaks a language that it calls by another name. */
const ESPEAK_NAMES: Readonly<Record<string, string>> = { en: "en-us", fr: "fr-fr", no: "nb", zh: "cmn" };
/** Of espeak-ng's variants of each voice these are the plainest. */
const ESPEAK_VARIANTS = { female: "+f3", male: "" } as const;

/**
 * Finds out who can speak on this machine, in a moment in which nothing else goes on: flite, espeak-ng, or both. Null
 * when neither is installed. `environment` is what the programs are given of it, `PATH` above all.
 */
export function findLocalSpeaker(environment: Readonly<Record<string, string>>): LocalSpeaking | null {
  const flite = answerOf("flite", "-lv", environment);
  const espeak = answerOf("espeak-ng", "--voices", environment);
  const voices = [...fliteVoices(flite), ...espeakVoices(espeak)];
  return voices.length === 0 ? null : { voices, environment };
}

/**
 * Creates the speaker `local`, which runs a program of this machine for each sentence, at most so many at once. Flite
 * speaks English, espeak-ng many languages.
 */
export function createLocalSpeaker(speaking: LocalSpeaking): TextToSpeech {
  const slots = new Slots(speaking.processes ?? availableParallelism());
  return {
    name: "local",
    voices: speaking.voices.map(({ id, name, gender, languages }) => ({ id, name, gender, languages })),
    speak: (request) => speakLocally(request, speaking, slots),
  };
}

async function* speakLocally(
  request: SpeakRequest,
  speaking: LocalSpeaking,
  slots: Slots,
): AsyncGenerator<AudioChunk, void> {
  const { signal, sampleRateHz, text, voiceId } = request;
  signal.throwIfAborted();
  const voice = speaking.voices.find(({ id }) => id === voiceId);
  if (voice === undefined)
    throw brokenSpeech(
      VENDOR,
      `No program of this machine has a voice "${voiceId}". GET /voices lists those there are.`,
    );
  const reader = new PcmReader(sampleRateHz);
  const chunks = await chunksOf(reader, request, soundOf(request, voice, { speaking, slots }));
  if (!reader.hasSound && HAS_WORDS.test(text)) throw brokenSpeech(VENDOR, `${voice.engine} made no sound.`);
  for (const chunk of chunks) if (chunk !== null) yield* piecesOf(chunk, signal);
}

async function chunksOf(
  reader: PcmReader,
  { signal }: SpeakRequest,
  sound: Promise<Buffer>,
): Promise<(AudioChunk | null)[]> {
  try {
    return [reader.take(await sound), reader.end()];
  } catch (error) {
    signal.throwIfAborted();
    throw brokenSpeech(VENDOR, error instanceof Error ? error.message : String(error), error);
  }
}

function soundOf(
  { text, signal }: SpeakRequest,
  { engine, named }: LocalVoice,
  { speaking, slots }: { speaking: LocalSpeaking; slots: Slots },
): Promise<Buffer> {
  const { environment, within = WITHIN } = speaking;
  const run = { program: engine, environment, within, signal };
  // Flite goes back in what it writes, to put the length, which it cannot in a pipe.
  const way =
    engine === "flite"
      ? {
          arguments: ["-voice", named, "-f", "/dev/stdin", "-o", "/dev/fd/3"],
          text: plain(text),
          writesTo: "file" as const,
        }
      : { arguments: ["-v", named, "-b", "1", "--stdin", "--stdout"], text, writesTo: "output" as const };
  return slots.use(signal, () => runSpoken({ ...run, ...way }));
}

function* piecesOf({ samples, sampleRateHz }: AudioChunk, signal: AbortSignal): Generator<AudioChunk, void> {
  for (let at = 0; at < samples.length; at += PIECE) {
    signal.throwIfAborted();
    yield { samples: samples.subarray(at, at + PIECE), sampleRateHz };
  }
}

/** Flite knows ASCII only: letters lose their accents, quotation marks their curls. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[‘’]/g, "'")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]/g, " ");
}

/** Asks a program what it has; empty when it is not there, or does not answer as it should. */
function answerOf(program: string, question: string, env: Readonly<Record<string, string>>): string {
  const run = spawnSync(program, [question], {
    env,
    timeout: DETECT_WITHIN,
    killSignal: "SIGKILL",
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return run.status === 0 ? run.stdout : "";
}

function fliteVoices(answer: string): LocalVoice[] {
  const installed = /Voices available:(.*)/.exec(answer)?.[1]?.trim().split(/\s+/) ?? [];
  return FLITE_VOICES.filter(([named]) => installed.includes(named)).map(([named, gender]) => ({
    engine: "flite",
    named,
    id: `flite-${named}`,
    name: `Flite ${named}`,
    gender,
    languages: ["en"],
  }));
}

function espeakVoices(answer: string): LocalVoice[] {
  const installed = answer.split("\n").map((line) => line.trim().split(/\s+/)[1] ?? "");
  return languageNames().flatMap((language) => {
    const code = languageCode(language) ?? "";
    const named = ESPEAK_NAMES[code] ?? code;
    if (!installed.includes(named)) return [];
    return (["female", "male"] as const).map(
      (gender): LocalVoice => ({
        engine: "espeak-ng",
        named: `${named}${ESPEAK_VARIANTS[gender]}`,
        id: `espeak-ng-${code}-${gender}`,
        name: `eSpeak ${language} ${gender}`,
        gender,
        languages: [code],
      }),
    );
  });
}
