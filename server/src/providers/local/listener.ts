import { accessSync, constants } from "node:fs";
import { availableParallelism } from "node:os";
import { delimiter, join } from "node:path";
import { createResampler } from "../../lib/resampler.ts";
import { wavFile } from "../../lib/wav.ts";
import { SpeechError } from "../../ports/speech-error.ts";
import type { ListenRequest, SpeechToText } from "../../ports/speech-to-text.ts";
import { pcmBytes } from "../audio-gatherer.ts";
import { keywordPrompt } from "../keyword-prompt.ts";
import { openSegmentedTranscripts, type SpeechSegment } from "../segmented-transcripts.ts";
import { brokenSpeech } from "../speech-failure.ts";
import type { HeardSegment } from "../transcript-draft.ts";
import { runProgram } from "./program-run.ts";
import { Slots } from "./slots.ts";

/** A program of this machine that transcribes. */
export type LocalListenerOptions = LocalLimits &
  (
    | { readonly engine: "pocketsphinx"; readonly program: string }
    | { readonly engine: "whisper"; readonly program: string; readonly model: string }
  );

/** How much of the machine it may take. */
interface LocalLimits {
  /** How long a transcription may take, waiting for its turn included; 30 seconds when it is left out. */
  readonly answerWithin?: number | undefined;
  /** How many may run at once; as many as the machine has processors for when it is left out. */
  readonly processes?: number | undefined;
}

/** What `findLocalListener` looks for. */
export interface LocalSearch {
  /** whisper.cpp's program, by its name or its place. */
  readonly whisperProgram: string;
  /** Its model file; without one pocketsphinx listens. */
  readonly whisperModel?: string | undefined;
  /** The directories of programs, as in `PATH`. */
  readonly path: string;
}

const POCKETSPHINX = "pocketsphinx_continuous";
/** Where Debian's package pocketsphinx-en-us has the model that the program takes by itself. */
const ENGLISH_MODEL = "/usr/share/pocketsphinx/model/en-us/en-us/mdef";
/** The rate at which the models of both were trained. */
const MODEL_RATE_HZ = 16_000;
const ANSWER_WITHIN = 30_000;
/** More threads make one transcription of Whisper no quicker. */
const MOST_THREADS = 4;
/** What Whisper writes of what is no speech: `[BLANK_AUDIO]`, `(door creaks)`. */
const NO_SPEECH = /\[[^\]]*\]|\([^)]*\)/g;

/**
 * Finds out who can listen on this machine: whisper.cpp when a model is named, pocketsphinx with its English model
 * otherwise. Null when nothing is installed.
 */
export function findLocalListener(search: LocalSearch): LocalListenerOptions | null {
  const { whisperModel: model } = search;
  if (model !== undefined) {
    const program = findProgram(search.whisperProgram, search.path);
    return program !== null && isThere(model, constants.R_OK) ? { engine: "whisper", program, model } : null;
  }
  const program = findProgram(POCKETSPHINX, search.path);
  return program !== null && isThere(ENGLISH_MODEL, constants.R_OK) ? { engine: "pocketsphinx", program } : null;
}

/** A program on a machine that has other things to do may be slow; what it understood late is better than nothing. */
const FINAL_WITHIN = 20_000;

/**
 * Creates the listener `local`, which runs a program of this machine for each piece of speech, at most so many at once:
 * guesses of what is still spoken are left out while all are busy.
 * Pocketsphinx understands English only.
 */
export function createLocalListener(options: LocalListenerOptions): SpeechToText {
  const slots = new Slots(options.processes ?? usualProcesses(options));
  const vendor = { name: "local", keyHint: "", notFoundHint: "" };
  const transcribe = async (segment: SpeechSegment): Promise<HeardSegment | null> => {
    if (segment.isInterim && !slots.isFree) return null;
    try {
      return await slots.use(segment.signal, () => understand(options, segment));
    } catch (error) {
      segment.signal.throwIfAborted();
      throw brokenSpeech(vendor, error instanceof Error ? error.message : String(error), error);
    }
  };
  return {
    name: "local",
    finalWithin: FINAL_WITHIN,
    open(request) {
      const transcriber = { vendor, answerWithin: options.answerWithin ?? ANSWER_WITHIN, transcribe };
      if (options.engine === "whisper" || request.languages.includes("en"))
        return openSegmentedTranscripts(request, transcriber);
      return openSegmentedTranscripts(request, { ...transcriber, transcribe: () => refuseLanguage(request) });
    },
  };
}

function refuseLanguage({ languages }: ListenRequest): Promise<never> {
  const message =
    `local listens with pocketsphinx, which understands English only and not ${languages.join(", ")}. ` +
    `Set OPERATOR_WHISPER_MODEL to a model of whisper.cpp, or the key of a speech provider.`;
  return Promise.reject(new SpeechError(message, { isRetryable: false }));
}

async function understand(options: LocalListenerOptions, segment: SpeechSegment): Promise<HeardSegment> {
  const { samples, request, signal } = segment;
  if (options.engine === "pocketsphinx") {
    const audio = request.sampleRateHz === MODEL_RATE_HZ ? samples : widened(samples);
    const run = ["-infile", "/dev/stdin", "-samprate", String(MODEL_RATE_HZ), "-logfn", "/dev/null"];
    const text = await runProgram({ program: options.program, arguments: run, input: pcmBytes(audio), signal });
    return { text: text.replace(/\s+/g, " ").trim(), language: "en", confidence: null };
  }
  const only = request.languages.length === 1 ? (request.languages[0] ?? null) : null;
  const prompt = keywordPrompt(request.keywords);
  const run = ["-m", options.model, "-f", "-", "-nt", "-np", "-t", String(threads()), "-l", only ?? "auto"];
  const text = await runProgram({
    program: options.program,
    arguments: prompt === "" ? run : [...run, "--prompt", prompt],
    input: wavFile(createResampler(request.sampleRateHz, MODEL_RATE_HZ)(samples), MODEL_RATE_HZ),
    signal,
  });
  return { text: text.replace(NO_SPEECH, " ").replace(/\s+/g, " ").trim(), language: only, confidence: null };
}

/**
 * Doubles the rate by holding each sample, which mirrors what lies under 4 kHz above it. Pocketsphinx' model knows wide
 * speech alone: of four sentences in three voices it understood 27 % of the words over a telephone line with nothing up
 * there, and 91 % with the mirror.
 */
function widened(samples: Int16Array): Int16Array {
  const wide = new Int16Array(samples.length * 2);
  for (let place = 0; place < wide.length; place++) wide[place] = samples[place >> 1] ?? 0;
  return wide;
}

function usualProcesses({ engine }: LocalListenerOptions): number {
  const processors = availableParallelism();
  return engine === "whisper" ? Math.max(1, Math.floor(processors / MOST_THREADS)) : Math.max(1, processors);
}

function threads(): number {
  return Math.min(MOST_THREADS, availableParallelism());
}

function findProgram(program: string, path: string): string | null {
  const places = program.includes("/")
    ? [program]
    : path
        .split(delimiter)
        .filter(Boolean)
        .map((directory) => join(directory, program));
  return places.find((place) => isThere(place, constants.X_OK)) ?? null;
}

function isThere(place: string, mode: number): boolean {
  try {
    accessSync(place, mode);
    return true;
  } catch {
    // It is not there, or not for us.
    return false;
  }
}
