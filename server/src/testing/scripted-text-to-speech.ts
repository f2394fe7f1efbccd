import { setTimeout as wait } from "node:timers/promises";
import type { AudioChunk } from "../domain/audio.ts";
import { SpeechError } from "../ports/speech-error.ts";
import type { SpeakRequest, SpeechVoice, TextToSpeech } from "../ports/text-to-speech.ts";

/** One thing that a scripted sentence does. */
export type ScriptedSound =
  /** Gives so much of the text's tone, from where it stands: 1 is all of it. */
  | { speaks: number }
  /** Gives these pieces as they are. */
  | { gives: readonly AudioChunk[] }
  /** Breaks off with this error. */
  | { fails: Error }
  /** Gives nothing more until the request is aborted. */
  | { stalls: true }
  /** Goes on when the promise is settled. */
  | { waitsFor: Promise<unknown> };

/** What one call does, in order. A function sees the request first. */
export type ScriptedSentence = readonly ScriptedSound[] | ((request: SpeakRequest) => readonly ScriptedSound[]);

/** How a double speaks. */
export interface ScriptedSpeaking {
  /** Its name; `scripted` without one. */
  readonly name?: string;
  readonly voices?: readonly SpeechVoice[];
  /** What each call does; without a script every text is spoken whole. */
  readonly script?: readonly ScriptedSentence[];
  /** How long a character of the text sounds, in ms; 60 without it. */
  readonly perCharacter?: number;
  /** How long a piece is, in ms; 100 without it. */
  readonly chunkLength?: number;
  /** How many times faster than it is heard the audio comes; at once without it. */
  readonly pace?: number;
  /** How long the first piece is waited for, in ms; not at all without it. */
  readonly delay?: number;
  /** The rate of what it says; the one that is wanted without it. */
  readonly sampleRateHz?: number;
}

/** A speaker that answers with tones, plays a script when it has one, and refuses what is not in it. */
export interface ScriptedTextToSpeech extends TextToSpeech {
  /** Every request so far. */
  readonly requests: readonly SpeakRequest[];
  /** How many requests are being answered right now. */
  readonly open: number;
  /** Throws when sentences of the script are left over, or when more was asked for than it had. */
  assertFinished(): void;
}

/** Two voices of each gender that speak every language. */
export const SCRIPTED_VOICES: readonly SpeechVoice[] = [
  { id: "ada", name: "Ada", gender: "female", languages: [] },
  { id: "ben", name: "Ben", gender: "male", languages: [] },
  { id: "cleo", name: "Cleo", gender: "female", languages: [] },
  { id: "dan", name: "Dan", gender: "male", languages: [] },
];

const WHOLE: ScriptedSentence = [{ speaks: 1 }];
const TONE_HZ = 200;
const AMPLITUDE = 8_000;
const tones = new Map<number, Int16Array>();

/**
 * Creates a speaker that costs next to nothing: its audio is cut out of one tone, which nobody may change. Asked once
 * more than its script has sentences it throws, and `assertFinished` throws again.
 */
export function scriptedTextToSpeech(speaking: ScriptedSpeaking = {}): ScriptedTextToSpeech {
  const { name = "scripted", voices = SCRIPTED_VOICES, script } = speaking;
  const requests: SpeakRequest[] = [];
  let open = 0;
  async function* speak(request: SpeakRequest): AsyncGenerator<AudioChunk, void> {
    request.signal.throwIfAborted();
    const sentence = script
      ? (script[requests.length] ?? offScript(requests.length + 1, script.length, request))
      : WHOLE;
    requests.push(request);
    open += 1;
    try {
      yield* play(sentence, request, speaking);
    } finally {
      open -= 1;
    }
  }
  return {
    name,
    voices,
    speak,
    get requests() {
      return requests;
    },
    get open() {
      return open;
    },
    assertFinished() {
      if (script === undefined || requests.length === script.length) return;
      throw new Error(`The script has ${script.length} sentences; ${requests.length} were asked for.`);
    },
  };
}

/** Returns the error of a provider whose connection closed in mid-sentence. */
export function closedInMidSentence(name = "scripted"): SpeechError {
  return new SpeechError(`${name} broke off in mid-sentence: the connection was closed.`, { isRetryable: true });
}

/** Returns how many ms a text sounds that is spoken by a double without a pace of its own. */
export function scriptedLength(text: string, perCharacter = 60): number {
  return text.length * perCharacter;
}

function offScript(asked: number, scripted: number, { text }: SpeakRequest): ScriptedSentence {
  const what = `The scripted speaker was asked for sentence ${asked} of ${scripted}: ${JSON.stringify(text)}.`;
  return [{ fails: new Error(what) }];
}

async function* play(
  sentence: ScriptedSentence,
  request: SpeakRequest,
  speaking: ScriptedSpeaking,
): AsyncGenerator<AudioChunk, void> {
  const { signal } = request;
  if (speaking.delay !== undefined)
    await wait(speaking.delay, undefined, { signal }).catch(() => signal.throwIfAborted());
  const voice = toneOf(request, speaking);
  for (const sound of typeof sentence === "function" ? sentence(request) : sentence) {
    signal.throwIfAborted();
    if ("fails" in sound) throw sound.fails;
    if ("stalls" in sound) await aborted(signal);
    if ("waitsFor" in sound) await Promise.race([sound.waitsFor, aborted(signal)]);
    signal.throwIfAborted();
    if ("gives" in sound) yield* sound.gives;
    if ("speaks" in sound) yield* voice(sound.speaks);
  }
}

/** Returns what gives the next part of a text's tone, piece by piece, at the double's pace. */
function toneOf(request: SpeakRequest, speaking: ScriptedSpeaking) {
  const { text, signal } = request;
  const { perCharacter, chunkLength = 100, pace, sampleRateHz = request.sampleRateHz } = speaking;
  const inSamples = (ms: number) => Math.round((ms * sampleRateHz) / 1000);
  const total = inSamples(scriptedLength(text, perCharacter));
  const tone = second(sampleRateHz);
  const step = Math.min(inSamples(chunkLength), tone.length);
  let at = 0;
  return async function* (share: number): AsyncGenerator<AudioChunk, void> {
    const end = Math.min(total, at + Math.round(total * share));
    while (at < end) {
      const start = at % tone.length;
      const samples = tone.subarray(start, Math.min(start + step, start + end - at, tone.length));
      yield { samples, sampleRateHz };
      at += samples.length;
      const heard = (samples.length / sampleRateHz) * 1000;
      if (pace !== undefined) await wait(heard / pace, undefined, { signal }).catch(() => signal.throwIfAborted());
      signal.throwIfAborted();
    }
  };
}

function second(sampleRateHz: number): Int16Array {
  const known = tones.get(sampleRateHz);
  if (known) return known;
  const tone = Int16Array.from({ length: sampleRateHz }, (_, index) =>
    Math.round(AMPLITUDE * Math.sin((2 * Math.PI * TONE_HZ * index) / sampleRateHz)),
  );
  tones.set(sampleRateHz, tone);
  return tone;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
