import { z } from "zod";
import type { ListenRequest, SpeechToText } from "../../ports/speech-to-text.ts";
import { pcmBytes } from "../audio-gatherer.ts";
import { reportedSpeechFault } from "../speech-failure.ts";
import { speechUrl } from "../speech-socket.ts";
import { type Ears, type ListenTiming, streamingListener, type TranscriptDialect } from "../streamed-transcripts.ts";
import { languageCode } from "../transcript-draft.ts";
import type { VendorAccess } from "../vendor-access.ts";

const BASE_URL = "https://streaming.assemblyai.com";
const ENGLISH_MODEL = "universal-streaming-english";
const OTHER_MODEL = "universal-streaming-multilingual";
/** AssemblyAI refuses pieces shorter than 50 ms or longer than a second. */
const CHUNK_MS = 60;
/** `ForceEndpoint` ends a turn; where none was begun nothing is said. */
const UNANSWERED_AFTER = 800;
/** It takes so many terms, of so many characters. */
const MOST_KEYTERMS = 100;
const LONGEST_KEYTERM = 50;
/** Codes of its errors that blame the request or the account: unauthorized, invalid message, too much audio. */
const LASTING_CODES = [1008, 3006, 3007];

const turnSchema = z.looseObject({
  type: z.literal("Turn"),
  end_of_turn: z.boolean().catch(false),
  transcript: z.string().catch(""),
  end_of_turn_confidence: z.number().nullable().catch(null),
  language_code: z.string().nullable().catch(null),
  words: z
    .array(
      z.looseObject({
        text: z.string(),
        confidence: z.number().nullable().catch(null),
        word_is_final: z.boolean().catch(true),
      }),
    )
    .catch([]),
});
type Turn = z.output<typeof turnSchema>;
const errorSchema = z.looseObject({ type: z.literal("Error"), error_code: z.number().int().nullable().catch(null) });

/**
 * Creates a listener of AssemblyAI's Universal-Streaming (its streaming API, version 3). Its confidence that the turn
 * is over is passed on as a hint; the turn itself is ended by `ForceEndpoint`. Turns are not formatted, which its guide
 * to voice agents advises against for the delay.
 */
export function createAssemblyAiListener(access: VendorAccess & ListenTiming): SpeechToText {
  return streamingListener("assemblyai", access, dialectOf);
}

function dialectOf({ apiKey, baseUrl = BASE_URL }: VendorAccess, request: ListenRequest): TranscriptDialect {
  const vendor = {
    name: "assemblyai",
    apiKey,
    keyHint: "Check ASSEMBLYAI_API_KEY.",
    notFoundHint: "Check ASSEMBLYAI_BASE_URL.",
  };
  const only = request.languages.length === 1 ? (request.languages[0] ?? null) : null;
  return {
    endpoint: { vendor, url: speechUrl(baseUrl, "/v3/ws", queryOf(request)), headers: { authorization: apiKey } },
    chunkMs: CHUNK_MS,
    isPadded: true,
    joiner: " ",
    finalize: JSON.stringify({ type: "ForceEndpoint" }),
    farewell: JSON.stringify({ type: "Terminate" }),
    unansweredAfter: UNANSWERED_AFTER,
    encode: pcmBytes,
    read(message, ears) {
      const turn = turnSchema.safeParse(message);
      if (turn.success) return readTurn(turn.data, ears, only);
      const fault = errorSchema.safeParse(message);
      if (!fault.success) return;
      const code = fault.data.error_code;
      const isRetryable = code === null || !LASTING_CODES.includes(code);
      ears.fail(reportedSpeechFault(vendor, message, { isRetryable, ...(code !== null && { status: code }) }));
    },
  };
}

function readTurn(turn: Turn, ears: Ears, only: string | null): void {
  const language = only ?? languageCode(turn.language_code);
  if (turn.end_of_turn) {
    ears.segment({ text: turn.transcript, language, confidence: confidenceOf(turn) });
    return ears.answered();
  }
  // The transcript holds the words that are final; those that may still change follow it.
  const guessed = turn.words.filter((word) => !word.word_is_final).map(({ text }) => text);
  ears.partial([turn.transcript, ...guessed].join(" "), language);
  if (turn.end_of_turn_confidence !== null) ears.endOfTurn(turn.end_of_turn_confidence);
}

function confidenceOf({ words }: Turn): number | null {
  const known = words.map(({ confidence }) => confidence).filter((confidence) => confidence !== null);
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length;
}

function queryOf({ sampleRateHz, languages, keywords }: ListenRequest): [string, string][] {
  const isEnglish = languages.every((language) => language === "en");
  const terms = keywords.filter((term) => term.length <= LONGEST_KEYTERM).slice(0, MOST_KEYTERMS);
  return [
    ["speech_model", isEnglish ? ENGLISH_MODEL : OTHER_MODEL],
    ["encoding", "pcm_s16le"],
    ["sample_rate", String(sampleRateHz)],
    ["format_turns", "false"],
    // However sure it is, where a turn ends is ours to say.
    ["end_of_turn_confidence_threshold", "1"],
    ...(isEnglish ? [] : ([["language_detection", "true"]] satisfies [string, string][])),
    ...(terms.length === 0 ? [] : ([["keyterms_prompt", JSON.stringify(terms)]] satisfies [string, string][])),
  ];
}
