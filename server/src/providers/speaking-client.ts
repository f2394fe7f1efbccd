import type { IncomingMessage } from "node:http";
import type { AudioChunk } from "../domain/audio.ts";
import { linkedAbort } from "../lib/linked-abort.ts";
import { SpeechError } from "../ports/speech-error.ts";
import type { SpeakRequest } from "../ports/text-to-speech.ts";
import type { FailingVendor } from "./model-failure.ts";
import { createPost, type Post } from "./openai-compatible/keep-alive-post.ts";
import { PcmReader } from "./pcm-reader.ts";
import { readRefusal } from "./refusal-body.ts";
import { brokenSpeech, refusedSpeech, sentenceOf, unreachableSpeech } from "./speech-failure.ts";
import { parsedText } from "./speech-socket.ts";

/** Where a vendor speaks, and how it is to be addressed. */
export interface SpeakingEndpoint {
  readonly vendor: FailingVendor;
  /** The address before the path of each request. */
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** How long it may send nothing before it counts as stalled, in ms; ten seconds without it. */
  readonly patience?: number | undefined;
}

/** One sentence as the vendor is to be asked for it. */
export interface SpeakingCall {
  /** The path behind the base's own, with its query. */
  readonly path: string;
  readonly body: object;
  /** The rate of the raw samples that are asked for. */
  readonly sampleRateHz: number;
}

const PATIENCE = 10_000;
/** A minute of speech is 2 to 6 MB; whoever sends this much does not send a sentence. */
const MOST_BYTES = 64 * 1024 * 1024;
const TEXT = /^(text\/|application\/([a-z.]+\+)?json)/i;
const COMPRESSED = /^audio\/(mpeg|mp3|ogg|opus|webm|aac|mp4|flac)\b/i;
const HAS_WORDS = /[\p{L}\p{N}]/u;

/**
 * Creates a client that asks a vendor over HTTP for one sentence at a time and passes on its samples while they come,
 * over connections that stay open. Throws a TypeError for a base URL that is none.
 */
export function createSpeakingClient(endpoint: SpeakingEndpoint) {
  const url = new URL(endpoint.baseUrl);
  const base = url.pathname.replace(/\/+$/, "");
  const headers = { "content-type": "application/json", ...endpoint.headers };
  const client: Client = {
    vendor: endpoint.vendor,
    post: createPost(url, headers),
    where: `${url.origin}${base}`,
    base,
    patience: endpoint.patience ?? PATIENCE,
  };
  return (request: SpeakRequest, call: SpeakingCall) => speakOver(client, request, call);
}

interface Client {
  readonly vendor: FailingVendor;
  readonly post: Post;
  /** The address as it may be shown. */
  readonly where: string;
  readonly base: string;
  readonly patience: number;
}

async function* speakOver(
  client: Client,
  { signal, text }: SpeakRequest,
  call: SpeakingCall,
): AsyncGenerator<AudioChunk, void> {
  const { vendor } = client;
  const response = await ask(client, call, signal);
  const reader = new PcmReader(rateIn(response) ?? call.sampleRateHz);
  const read = (bytes: Uint8Array | null) => {
    try {
      return bytes === null ? reader.end() : reader.take(bytes);
    } catch (error) {
      throw unreadable(vendor, error);
    }
  };
  for await (const bytes of bytesOf(client, response, signal)) {
    const chunk = read(bytes);
    if (chunk !== null) yield chunk;
    signal.throwIfAborted();
  }
  const rest = read(null);
  if (rest !== null) yield rest;
  if (!reader.hasSound && HAS_WORDS.test(text)) throw brokenSpeech(vendor, "It answered without any sound.");
}

/** Asks, and waits for the head of an answer that is sound. */
async function ask(client: Client, call: SpeakingCall, signal: AbortSignal): Promise<IncomingMessage> {
  const { vendor, patience } = client;
  const { controller, release } = linkedAbort(signal);
  const either = controller.signal;
  const timer = setTimeout(() => controller.abort(), patience);
  try {
    const response = await client.post(JSON.stringify(call.body), either, `${client.base}${call.path}`);
    const status = response.statusCode ?? 0;
    if (status < 200 || status >= 300)
      throw refusedSpeech(vendor, status, parsedText(await readRefusal(response, either)));
    const type = response.headers["content-type"] ?? "";
    if (TEXT.test(type))
      throw brokenSpeech(
        vendor,
        `It answered with text: ${sentenceOf(parsedText(await readRefusal(response, either)))}`,
      );
    if (!COMPRESSED.test(type)) return response;
    response.destroy();
    throw compressed(vendor, type);
  } catch (error) {
    signal.throwIfAborted();
    if (either.aborted) throw stalled(client);
    throw error instanceof SpeechError ? error : unreachableSpeech(vendor, client.where, error);
  } finally {
    clearTimeout(timer);
    release();
  }
}

/** Gives an answer's bytes as they come. Throws when it breaks off, and when nothing comes for too long. */
async function* bytesOf(
  client: Client,
  response: IncomingMessage,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const { vendor, patience } = client;
  const incoming = response[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  let isLate = false;
  let isRead = false;
  let total = 0;
  const stop = () => response.destroy();
  const giveUp = () => {
    isLate = true;
    stop();
  };
  signal.addEventListener("abort", stop, { once: true });
  try {
    for (;;) {
      signal.throwIfAborted();
      // The reader's own pauses do not count.
      const timer = setTimeout(giveUp, patience);
      const next = await incoming.next().finally(() => clearTimeout(timer));
      if (next.done) {
        isRead = true;
        return;
      }
      total += next.value.length;
      if (total > MOST_BYTES) throw brokenSpeech(vendor, "It sends sound without an end.");
      yield next.value;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (isLate) throw stalled(client);
    throw error instanceof SpeechError ? error : brokenSpeech(vendor, "It broke off in mid-sentence.", error);
  } finally {
    signal.removeEventListener("abort", stop);
    if (!isRead) response.destroy();
  }
}

function stalled({ vendor, patience }: Client): SpeechError {
  return brokenSpeech(vendor, `It sent nothing for ${patience / 1000} s.`);
}

/** What cannot be read now cannot be read the next time either: it is how the server is set up. */
function unreadable(vendor: FailingVendor, error: unknown): SpeechError {
  const { message } = brokenSpeech(vendor, error instanceof Error ? error.message : String(error));
  return new SpeechError(message, { isRetryable: false, cause: error });
}

function compressed(vendor: FailingVendor, type: string): SpeechError {
  return unreadable(vendor, new Error(`It sent ${type} where raw samples of 16 bits, or a WAV file, were asked for.`));
}

/** A rate that stands in the content type, as in `audio/pcm;rate=24000`, is truer than the one that was asked for. */
function rateIn(response: IncomingMessage): number | null {
  const [, rate = ""] = /;\s*rate="?(\d{4,6})\b/i.exec(response.headers["content-type"] ?? "") ?? [];
  return rate === "" ? null : Number(rate);
}
