import { z } from "zod";
import type { ListenRequest, SpeechToText } from "../../ports/speech-to-text.ts";
import { pcmBytes } from "../audio-gatherer.ts";
import { reportedSpeechFault } from "../speech-failure.ts";
import { speechUrl } from "../speech-socket.ts";
import { type Ears, type ListenTiming, streamingListener, type TranscriptDialect } from "../streamed-transcripts.ts";
import { languageCode } from "../transcript-draft.ts";
import type { VendorAccess } from "../vendor-access.ts";

const BASE_URL = "https://api.deepgram.com";
/** Deepgram closes a connection that carries nothing for ten seconds, and asks for a message every three to five. */
const KEEP_ALIVE_EVERY = 4_000;
/** `Finalize` is not answered for certain when there was little to transcribe. */
const UNANSWERED_AFTER = 1_000;
/** Languages that Nova-3 does not transcribe by themselves but Nova-2 does. */
const NOVA_2_LANGUAGES = ["zh", "th"];
/** Nova-3 takes keyterms of 500 tokens in all, and stops over more; a token has about three characters at the least. */
const MOST_KEYTERM_CHARACTERS = 1_200;
const MOST_KEYWORDS = 100;
/** How far a result's times may lie from ours, in seconds: they are rounded. */
const TOLERANCE = 0.05;

const resultsSchema = z.looseObject({
  type: z.literal("Results"),
  start: z.number().catch(0),
  is_final: z.boolean().catch(false),
  from_finalize: z.boolean().catch(false),
  channel: z.looseObject({
    alternatives: z.tuple(
      [
        z.looseObject({
          transcript: z.string(),
          confidence: z.number().nullable().catch(null),
          languages: z.array(z.string()).catch([]),
        }),
      ],
      z.unknown(),
    ),
  }),
});

/**
 * Creates a listener of Deepgram's live transcription (its reference, `/v1/listen`): Nova-3 in one language, or in all
 * of them when several may be spoken. Where an utterance ends is told to it by `Finalize`, so its own endpointing is off.
 */
export function createDeepgramListener(access: VendorAccess & ListenTiming): SpeechToText {
  return streamingListener("deepgram", access, dialectOf);
}

function dialectOf({ apiKey, baseUrl = BASE_URL }: VendorAccess, request: ListenRequest): TranscriptDialect {
  const vendor = {
    name: "deepgram",
    apiKey,
    keyHint: "Check DEEPGRAM_API_KEY.",
    notFoundHint: "Check DEEPGRAM_BASE_URL.",
  };
  const [language = null] = request.languages.length === 1 ? request.languages : [];
  return {
    endpoint: {
      vendor,
      url: speechUrl(baseUrl, "/v1/listen", queryOf(request)),
      headers: { authorization: `Token ${apiKey}` },
      keepAlive: { every: KEEP_ALIVE_EVERY, message: JSON.stringify({ type: "KeepAlive" }) },
    },
    chunkMs: 0,
    isPadded: false,
    joiner: " ",
    finalize: JSON.stringify({ type: "Finalize" }),
    farewell: JSON.stringify({ type: "CloseStream" }),
    unansweredAfter: UNANSWERED_AFTER,
    encode: pcmBytes,
    read(message, ears) {
      if (message["type"] === "Error")
        ears.fail(reportedSpeechFault(vendor, message, { isRetryable: message["variant"] !== "BadRequest" }));
      const results = resultsSchema.safeParse(message);
      if (results.success) readResults(results.data, ears, language);
    },
  };
}

function readResults(results: z.output<typeof resultsSchema>, ears: Ears, only: string | null): void {
  const [{ transcript: text, confidence, languages }] = results.channel.alternatives;
  const language = only ?? languageCode(languages[0]);
  // A result of later audio: what was asked for before it is all there, though Deepgram did not say so.
  ears.reached(results.start + TOLERANCE);
  if (results.is_final) ears.segment({ text, language, confidence: text === "" ? null : confidence });
  else ears.partial(text, language);
  if (results.from_finalize) ears.answered();
}

function queryOf({ sampleRateHz, languages, keywords }: ListenRequest): [string, string][] {
  const language = languages.length === 1 ? (languages[0] ?? "multi") : "multi";
  const isNova2 = NOVA_2_LANGUAGES.includes(language);
  const favoured = isNova2
    ? keywords.slice(0, MOST_KEYWORDS).map((word): [string, string] => ["keywords", word])
    : withinCharacters(keywords).map((word): [string, string] => ["keyterm", word]);
  return [
    ["model", isNova2 ? "nova-2" : "nova-3"],
    ["language", language],
    ["encoding", "linear16"],
    ["sample_rate", String(sampleRateHz)],
    ["channels", "1"],
    ["interim_results", "true"],
    ["punctuate", "true"],
    ["endpointing", "false"],
    ...favoured,
  ];
}

function withinCharacters(keywords: readonly string[]): string[] {
  let left = MOST_KEYTERM_CHARACTERS;
  return keywords.filter((word) => {
    left -= word.length;
    return left >= 0;
  });
}
