import { z } from "zod";
import { wavFile } from "../../lib/wav.ts";
import type { SpeechToText } from "../../ports/speech-to-text.ts";
import { keywordPrompt } from "../keyword-prompt.ts";
import type { FailingVendor } from "../model-failure.ts";
import { openSegmentedTranscripts, type SpeechSegment } from "../segmented-transcripts.ts";
import { brokenSpeech, refusedSpeech, unreachableSpeech } from "../speech-failure.ts";
import { parsedText, speechUrl } from "../speech-socket.ts";
import { type HeardSegment, languageCode } from "../transcript-draft.ts";

/** A server with OpenAI's endpoint `/audio/transcriptions`: OpenAI itself, or a Whisper of one's own. */
export interface TranscriptionServer {
  /** The listener's name on this installation. */
  readonly name: string;
  /** The address before `/audio/transcriptions`, usually ending in `/v1`. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  readonly model: string;
  /** How long a transcription may take; ten seconds when it is left out. */
  readonly answerWithin?: number | undefined;
}

/** Transcripts are short; what is longer is no transcript. */
const MOST_ANSWER_BYTES = 1024 * 1024;

const transcriptSchema = z.looseObject({ text: z.string(), language: z.string().nullable().catch(null) });

/**
 * Creates a listener of a server that transcribes recordings (OpenAI's API reference, Create transcription). Keywords go
 * into the prompt; the language is told when only one may be spoken, and found by the model otherwise.
 */
export function createOpenAiListener(server: TranscriptionServer): SpeechToText {
  const isOpenAi = server.name === "openai";
  const vendor = {
    name: server.name,
    apiKey: server.apiKey,
    keyHint: isOpenAi ? "Check OPENAI_API_KEY." : `Check the key of ${server.name} in OPERATOR_SPEECH_SERVERS.`,
    notFoundHint: "Check the model's name, and the server's base URL, which usually ends in /v1.",
  };
  const url = speechUrl(server.baseUrl, "/audio/transcriptions");
  const headers = headersFor(server, url);
  // An address with a name and a password in it is none that `fetch` takes.
  url.username = "";
  url.password = "";
  const transcribe = (segment: SpeechSegment) => ask({ server, vendor, url, headers }, segment);
  return {
    name: server.name,
    open: (request) => openSegmentedTranscripts(request, { vendor, answerWithin: server.answerWithin, transcribe }),
  };
}

interface Endpoint {
  readonly server: TranscriptionServer;
  readonly vendor: FailingVendor;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

function headersFor({ apiKey }: TranscriptionServer, url: URL): Record<string, string> {
  if (apiKey) return { authorization: `Bearer ${apiKey}` };
  if (url.username === "") return {};
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` };
}

async function ask(endpoint: Endpoint, segment: SpeechSegment): Promise<HeardSegment> {
  const { vendor } = endpoint;
  const response = await send(endpoint, segment);
  const text = await readText(response, vendor, segment.signal);
  const body = parsedText(text);
  if (!response.ok) throw refusedSpeech(vendor, response.status, body);
  const { languages } = segment.request;
  const only = languages.length === 1 ? (languages[0] ?? null) : null;
  // Some servers answer with the text alone, whatever they are asked for.
  if (!(response.headers.get("content-type") ?? "").includes("json") && typeof body === "string")
    return { text: body, language: only, confidence: null };
  const transcript = transcriptSchema.safeParse(body);
  if (!transcript.success) throw brokenSpeech(vendor, "its answer is no transcript");
  return { text: transcript.data.text, language: only ?? languageCode(transcript.data.language), confidence: null };
}

async function send({ server, vendor, url, headers }: Endpoint, segment: SpeechSegment): Promise<Response> {
  const { signal } = segment;
  try {
    // A redirect would be given the key, too.
    return await fetch(url, { method: "POST", headers, body: formOf(server, segment), redirect: "manual", signal });
  } catch (error) {
    signal.throwIfAborted();
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw unreachableSpeech(vendor, `${url.origin}${url.pathname}`, cause);
  }
}

function formOf(server: TranscriptionServer, { samples, request }: SpeechSegment): FormData {
  const form = new FormData();
  const wav = wavFile(samples, request.sampleRateHz);
  form.set("file", new Blob([new Uint8Array(wav)], { type: "audio/wav" }), "speech.wav");
  form.set("model", server.model);
  form.set("response_format", "json");
  const [language] = request.languages;
  if (request.languages.length === 1 && language !== undefined) form.set("language", language);
  const prompt = keywordPrompt(request.keywords);
  if (prompt !== "") form.set("prompt", prompt);
  return form;
}

async function readText(response: Response, vendor: FailingVendor, signal: AbortSignal): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      if (bytes > MOST_ANSWER_BYTES) throw new Error(`its answer is longer than ${MOST_ANSWER_BYTES} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    signal.throwIfAborted();
    // The status of a refusal is known already, so a body that breaks is no matter.
    if (response.ok) throw brokenSpeech(vendor, `it broke off its answer: ${reason(error)}`, error);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
