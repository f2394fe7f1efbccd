import { isJsonObject } from "../lib/json.ts";
import { ModelError } from "../ports/language-model.ts";

/** A vendor as its failures name it. */
export interface FailingVendor {
  name: string;
  /** Never to be shown in a message. */
  apiKey?: string | undefined;
  /** What to look at when the vendor does not accept the key: `Check OPENAI_API_KEY.` */
  keyHint: string;
  /** What to look at when the vendor does not know what was asked for. */
  notFoundHint: string;
}

const MAX_MESSAGE = 400;
/** Request timeout, conflict, too early, too many requests: the same request may pass a little later. */
const RETRYABLE = new Set([408, 409, 425, 429]);
/** Account states that come with a retryable status but do not pass by themselves. */
const LASTING = /insufficient_quota|billing|credit balance/i;
/** Faults of the request named in the error's type where the error comes without a status, in mid-stream. */
const CALLERS_FAULT = /invalid|authentication|permission|not_found|billing|insufficient_quota|too_large/i;

/** What a vendor says of a refusal, wherever in the body its dialect has it. */
export interface VendorError {
  message: string;
  /** The vendor's type and code of the error, joined; empty without any. */
  kind: string;
  /** A status that the error itself names, in a stream that began with 200. */
  status: number | null;
}

/** Builds the error for an HTTP status other than success. */
export function refused(vendor: FailingVendor, status: number, error: VendorError): ModelError {
  const isRetryable = (RETRYABLE.has(status) || status >= 500) && !LASTING.test(`${error.kind} ${error.message}`);
  const said = shown(vendor, error.message);
  const message = [`${vendor.name} answered ${status}${said === "" ? "." : `: ${said}`}`, hint(vendor, status)];
  return new ModelError(message.filter((part) => part !== "").join(" "), { isRetryable, status });
}

function hint(vendor: FailingVendor, status: number): string {
  if (status === 401 || status === 403) return vendor.keyHint;
  return status === 404 || (status >= 300 && status < 400) ? vendor.notFoundHint : "";
}

/** Builds the error for a fault that a vendor reports within a stream that had begun well. */
export function failedMidStream(vendor: FailingVendor, error: VendorError): ModelError {
  if (error.status !== null) return refused(vendor, error.status, error);
  const said = shown(vendor, error.message);
  return new ModelError(`${vendor.name} gave up its answer: ${said === "" ? "it did not say why." : said}`, {
    isRetryable: !CALLERS_FAULT.test(error.kind),
  });
}

/** Builds the error for a connection that could not be made; `where` is the address without credentials. */
export function unreachable(vendor: FailingVendor, where: string, cause: unknown): ModelError {
  const message = `${vendor.name} cannot be reached at ${where}: ${shown(vendor, reasonOf(cause))}`;
  return new ModelError(message, { isRetryable: true, cause });
}

/** Builds the error for an answer that ended before it was complete, or that nobody can read. */
export function brokenOff(vendor: FailingVendor, how: string, cause?: unknown): ModelError {
  return new ModelError(`${vendor.name} broke off its answer: ${shown(vendor, how)}`, { isRetryable: true, cause });
}

/** Puts what a failed connection says of itself in one sentence. */
export function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  // Node tries every address of a name and collects the failures, with an empty message of its own.
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error ? first.message : cause.message;
}

/** Reads `{"error": {"message": …}}`, `{"error": "…"}`, `{"message": …}`, `{"detail": …}`, or any other text. */
export function readVendorError(body: unknown): VendorError {
  if (typeof body === "string") return { message: body, kind: "", status: null };
  const first: unknown = Array.isArray(body) ? body[0] : body;
  if (!isJsonObject(first)) return { message: "", kind: "", status: null };
  if (typeof first["error"] === "string") return { message: first["error"], kind: "", status: null };
  const error = isJsonObject(first["error"]) ? first["error"] : first;
  const message = [error["message"], error["detail"]].find((text) => typeof text === "string" && text !== "");
  const kinds = [error["type"], error["code"], error["status"]].filter((kind) => typeof kind === "string");
  return {
    message: typeof message === "string" ? message : Object.keys(error).length > 0 ? JSON.stringify(error) : "",
    kind: kinds.join(" "),
    status: [error["code"], error["status"], error["status_code"]].find(isErrorStatus) ?? null,
  };
}

function isErrorStatus(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 400 && value < 600;
}

/** Makes a vendor's words fit to be shown: one line, of bounded length, without the key or a masked form of it. */
function shown(vendor: FailingVendor, text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const withoutKey = vendor.apiKey ? line.replaceAll(vendor.apiKey, "(key)") : line;
  const masked = withoutKey.replace(/\S*\*{3,}[^\s.,;:]*/g, "(key)");
  const short = masked.length > MAX_MESSAGE ? `${masked.slice(0, MAX_MESSAGE)}…` : masked;
  return short === "" || /[.!?…]$/.test(short) ? short : `${short}.`;
}
