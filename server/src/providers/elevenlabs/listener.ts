import { z } from "zod";
import type { ListenRequest, SpeechToText } from "../../ports/speech-to-text.ts";
import { pcmBytes } from "../audio-gatherer.ts";
import type { FailingVendor } from "../model-failure.ts";
import { reportedSpeechFault } from "../speech-failure.ts";
import { speechUrl } from "../speech-socket.ts";
import { type Ears, type ListenTiming, streamingListener, type TranscriptDialect } from "../streamed-transcripts.ts";
import { languageCode } from "../transcript-draft.ts";
import type { VendorAccess } from "../vendor-access.ts";

const BASE_URL = "https://api.elevenlabs.io";
const MODEL = "scribe_v2_realtime";
/** Each piece is a JSON message in base64, so a few frames share one. */
const CHUNK_MS = 60;
/** A commit of nothing new may be left without an answer. */
const UNANSWERED_AFTER = 1_500;
/** Scribe's realtime API takes at most so many terms, of at most so many characters and words. */
const MOST_KEYTERMS = 50;
const LONGEST_KEYTERM = 20;
const MOST_WORDS = 5;

/** What goes wrong and lasts, as opposed to what passes: a full queue, the end of a session's time. */
const LASTING = ["auth_error", "quota_exceeded", "unaccepted_terms", "input_error", "invalid_request"];
const PASSING = [
  "error",
  "rate_limited",
  "queue_overflow",
  "resource_exhausted",
  "session_time_limit_exceeded",
  "chunk_size_exceeded",
  "transcriber_error",
];
/** The HTTP status that says the same, where there is one. */
const STATUSES: Readonly<Record<string, number>> = {
  auth_error: 401,
  quota_exceeded: 402,
  rate_limited: 429,
  queue_overflow: 503,
  resource_exhausted: 503,
};

const transcriptSchema = z.looseObject({
  message_type: z.enum(["partial_transcript", "committed_transcript", "committed_transcript_with_timestamps"]),
  text: z.string(),
  language_code: z.string().nullable().catch(null),
});

/**
 * Creates a listener of ElevenLabs' Scribe v2 Realtime (its API reference, Speech to Text, Realtime). Utterances are
 * committed by hand. When several languages may be spoken, it tells which was.
 */
export function createElevenLabsListener(access: VendorAccess & ListenTiming): SpeechToText {
  return streamingListener("elevenlabs", access, dialectOf);
}

function dialectOf({ apiKey, baseUrl = BASE_URL }: VendorAccess, request: ListenRequest): TranscriptDialect {
  const vendor = {
    name: "elevenlabs",
    apiKey,
    keyHint: "Check ELEVENLABS_API_KEY.",
    notFoundHint: "Check ELEVENLABS_BASE_URL.",
  };
  const isDetecting = request.languages.length > 1;
  const chunk = (audio: string, commit: boolean) =>
    JSON.stringify({
      message_type: "input_audio_chunk",
      audio_base_64: audio,
      commit,
      sample_rate: request.sampleRateHz,
    });
  const read = { vendor, only: isDetecting ? null : (request.languages[0] ?? null), isDetecting };
  return {
    endpoint: {
      vendor,
      url: speechUrl(baseUrl, "/v1/speech-to-text/realtime", queryOf(request, isDetecting)),
      headers: { "xi-api-key": apiKey },
    },
    chunkMs: CHUNK_MS,
    isPadded: false,
    joiner: " ",
    finalize: chunk("", true),
    farewell: null,
    unansweredAfter: UNANSWERED_AFTER,
    encode: (samples) => chunk(pcmBytes(samples).toString("base64"), false),
    read(message, ears) {
      const transcript = transcriptSchema.safeParse(message);
      if (transcript.success) readTranscript(transcript.data, ears, read);
      else readNotice(message, ears, vendor);
    },
  };
}

function readTranscript(
  { message_type: type, text, language_code: tag }: z.output<typeof transcriptSchema>,
  ears: Ears,
  { only, isDetecting }: { only: string | null; isDetecting: boolean },
): void {
  const language = only ?? languageCode(tag);
  if (type === "partial_transcript") return ears.partial(text, language);
  // With timestamps on, each commit is told twice; only the second names the language.
  if ((type === "committed_transcript_with_timestamps") !== isDetecting) return;
  ears.segment({ text, language, confidence: null });
  ears.answered();
}

function readNotice(message: Record<string, unknown>, ears: Ears, vendor: FailingVendor): void {
  const type = String(message["message_type"]);
  // Too little was said since the last commit: there is nothing to transcribe.
  if (type === "commit_throttled") return ears.answered();
  const isLasting = LASTING.includes(type);
  if (!isLasting && !PASSING.includes(type)) return;
  const status = STATUSES[type];
  const said = { error: message["error"] ?? message["message"] ?? type };
  ears.fail(reportedSpeechFault(vendor, said, { isRetryable: !isLasting, ...(status !== undefined && { status }) }));
}

function queryOf({ sampleRateHz, languages, keywords }: ListenRequest, isDetecting: boolean): [string, string][] {
  const terms = keywords.filter((term) => term.length <= LONGEST_KEYTERM && term.split(/\s+/).length <= MOST_WORDS);
  return [
    ["model_id", MODEL],
    ["audio_format", `pcm_${sampleRateHz}`],
    ["commit_strategy", "manual"],
    ...(isDetecting
      ? ([
          ["include_timestamps", "true"],
          ["include_language_detection", "true"],
        ] satisfies [string, string][])
      : languages.map((language): [string, string] => ["language_code", language])),
    ...terms.slice(0, MOST_KEYTERMS).map((term): [string, string] => ["keyterms", term]),
  ];
}
