import { isJsonObject } from "../lib/json.ts";
import { knownSecrets } from "../lib/known-secrets.ts";
import { presenter } from "../lib/presentable.ts";
import { SpeechError } from "../ports/speech-error.ts";
import { type FailingVendor, readVendorError, reasonOf } from "./model-failure.ts";

const MAX_MESSAGE = 400;
/** Request timeout, conflict, too early, too many requests: the same may pass a little later. */
const RETRYABLE = new Set([408, 409, 425, 429]);
/** States of an account that come with a retryable status but do not pass by themselves. */
const LASTING = /insufficient|billing|credits?\b|quota/i;
/** Close codes (RFC 6455, section 7.4.1) that blame what was sent, which would be the same the next time. */
const LASTING_CLOSES = new Set([1002, 1003, 1007, 1008, 1009, 1010]);
/** Where speech vendors have the sentence for people, beside the usual places: Deepgram and AssemblyAI, Cartesia. */
const SENTENCES = ["err_msg", "description", "details", "reason", "title"];

/** Builds the error for an HTTP status other than success; `body` is what came with it, read as JSON where it is. */
export function refusedSpeech(vendor: FailingVendor, status: number, body: unknown): SpeechError {
  const said = sentenceOf(body);
  const isRetryable = (RETRYABLE.has(status) || status >= 500) && !LASTING.test(said);
  const words = shown(vendor, said);
  const parts = [`${vendor.name} answered ${status}${words === "" ? "." : `: ${words}`}`, hint(vendor, status)];
  return new SpeechError(parts.filter((part) => part !== "").join(" "), { isRetryable, status });
}

/** Builds the error for a fault that a vendor reports over a connection that had begun well. */
export function reportedSpeechFault(
  vendor: FailingVendor,
  body: unknown,
  verdict: { isRetryable: boolean; status?: number },
): SpeechError {
  const words = shown(vendor, sentenceOf(body));
  const message = `${vendor.name} gave up: ${words === "" ? "it did not say why." : words}`;
  return new SpeechError(message, verdict);
}

/** Builds the error for a socket that the vendor closed. */
export function closedSpeech(vendor: FailingVendor, code: number, reason: string): SpeechError {
  const words = shown(vendor, reason);
  const message = `${vendor.name} closed the connection (${code})${words === "" ? "." : `: ${words}`}`;
  return new SpeechError(message, { isRetryable: !LASTING_CLOSES.has(code), status: code });
}

/** Builds the error for a connection that could not be made; `where` is the address without credentials. */
export function unreachableSpeech(vendor: FailingVendor, where: string, cause: unknown): SpeechError {
  const message = `${vendor.name} cannot be reached at ${where}: ${shown(vendor, reasonOf(cause))}`;
  return new SpeechError(message, { isRetryable: true, cause });
}

/** Builds the error for an answer that broke off, that nobody can read, or that did not come in time. */
export function brokenSpeech(vendor: FailingVendor, how: string, cause?: unknown): SpeechError {
  return new SpeechError(`${vendor.name} failed: ${shown(vendor, how)}`, { isRetryable: true, cause });
}

/** Finds what a vendor says of a fault, wherever in the body its dialect has it; empty when it says nothing. */
export function sentenceOf(body: unknown): string {
  if (isJsonObject(body)) {
    // ElevenLabs tells more of itself one level further down.
    if (isJsonObject(body["detail"])) return sentenceOf(body["detail"]);
    const own = SENTENCES.map((field) => body[field]).find((text) => typeof text === "string" && text !== "");
    const usual = ["message", "error", "detail"].some((field) => body[field] !== undefined);
    if (!usual && typeof own === "string") return own;
  }
  return readVendorError(body).message;
}

function hint(vendor: FailingVendor, status: number): string {
  if (status === 401 || status === 403) return vendor.keyHint;
  return status === 404 || (status >= 300 && status < 400) ? vendor.notFoundHint : "";
}

/** Makes a vendor's words fit to be shown: one line, of bounded length, without the key in any spelling. */
function shown({ apiKey }: FailingVendor, text: string): string {
  const secrets = knownSecrets(apiKey ? [apiKey] : []);
  const mask = (line: string) => {
    const masked = secrets.mask(line);
    // Keys too short to be looked for in any text are looked for in the vendor's own words.
    return apiKey ? masked.replaceAll(apiKey, "[secret]") : masked;
  };
  const words = presenter(mask).text(text.replace(/[\s\p{Cc}]+/gu, " ").trim(), MAX_MESSAGE);
  return words === "" || /[.!?…]$/.test(words) ? words : `${words}.`;
}
