import { z } from "zod";
import type { JsonObject } from "../../lib/json.ts";
import type { ListenRequest, SpeechToText } from "../../ports/speech-to-text.ts";
import { pcmBytes } from "../audio-gatherer.ts";
import type { FailingVendor } from "../model-failure.ts";
import { reportedSpeechFault } from "../speech-failure.ts";
import { speechUrl } from "../speech-socket.ts";
import { type Ears, type ListenTiming, streamingListener, type TranscriptDialect } from "../streamed-transcripts.ts";
import { languageCode } from "../transcript-draft.ts";
import type { VendorAccess } from "../vendor-access.ts";

const BASE_URL = "https://api.cartesia.ai";
const VERSION = "2026-03-01";
/** Ink 2 is the quicker one, and knows English alone; Ink Whisper knows the others. */
const ENGLISH_MODEL = "ink-2";
const OTHER_MODEL = "ink-whisper";

const transcriptSchema = z.looseObject({
  type: z.literal("transcript"),
  text: z.string(),
  is_final: z.boolean().catch(false),
  language: z.string().nullable().catch(null),
});
const errorSchema = z.looseObject({ type: z.literal("error"), status_code: z.number().int().nullable().catch(null) });

/**
 * Creates a listener of Cartesia's Ink (its API reference, Realtime Speech-to-Text with manual finalization). It takes
 * no keywords, and one language: the likeliest.
 */
export function createCartesiaListener(access: VendorAccess & ListenTiming): SpeechToText {
  return streamingListener("cartesia", access, dialectOf);
}

function dialectOf({ apiKey, baseUrl = BASE_URL }: VendorAccess, request: ListenRequest): TranscriptDialect {
  const vendor = {
    name: "cartesia",
    apiKey,
    keyHint: "Check CARTESIA_API_KEY.",
    notFoundHint: "Check CARTESIA_BASE_URL.",
  };
  const [spoken = "en"] = request.languages;
  return {
    endpoint: {
      vendor,
      url: speechUrl(baseUrl, "/stt/websocket", [
        ["model", spoken === "en" ? ENGLISH_MODEL : OTHER_MODEL],
        ["language", spoken],
        ["encoding", "pcm_s16le"],
        ["sample_rate", String(request.sampleRateHz)],
      ]),
      headers: { "x-api-key": apiKey, "cartesia-version": VERSION },
    },
    chunkMs: 0,
    isPadded: false,
    // Each final carries the spaces that belong to it.
    joiner: "",
    finalize: "finalize",
    farewell: "close",
    unansweredAfter: null,
    encode: pcmBytes,
    read: (message, ears) => readMessage(message, ears, { vendor, spoken }),
  };
}

function readMessage(
  message: JsonObject,
  ears: Ears,
  { vendor, spoken }: { vendor: FailingVendor; spoken: string },
): void {
  if (message["type"] === "flush_done") return ears.answered();
  const fault = errorSchema.safeParse(message);
  if (fault.success) {
    const status = fault.data.status_code ?? 500;
    const isRetryable = status >= 500 || status === 429 || status === 408;
    return ears.fail(reportedSpeechFault(vendor, message, { isRetryable, status }));
  }
  const transcript = transcriptSchema.safeParse(message);
  if (!transcript.success) return;
  const { text, is_final: isFinal, language: tag } = transcript.data;
  const language = languageCode(tag) ?? spoken;
  if (isFinal) ears.segment({ text, language, confidence: null });
  else ears.partial(text, language);
}
