import {
  AISDKError,
  APICallError,
  InvalidResponseDataError,
  JSONParseError,
  TypeValidationError,
} from "@ai-sdk/provider";
import { ModelError } from "../../ports/language-model.ts";
import {
  brokenOff,
  type FailingVendor,
  failedMidStream,
  readVendorError,
  reasonOf,
  refused,
  unreachable,
} from "../model-failure.ts";

/**
 * Translates what the AI SDK threw. Its errors carry the request with everything people said, so they are not kept as
 * `cause`; only a network fault beneath them is.
 */
export function toModelError(vendor: FailingVendor, error: unknown): ModelError {
  if (error instanceof ModelError) return error;
  if (APICallError.isInstance(error)) return fromApiCall(vendor, error);
  if (isGarbled(error)) return brokenOff(vendor, "it sent something that cannot be read");
  if (AISDKError.isInstance(error)) {
    return new ModelError(`${vendor.name} was not asked: ${error.message}`, { isRetryable: false });
  }
  // What remains is the connection: the body's stream fails with the socket's own errors.
  const beneath = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return brokenOff(vendor, reasonOf(beneath), beneath);
}

/** Translates an error that the vendor put into its stream. */
export function fromStreamError(vendor: FailingVendor, error: unknown): ModelError {
  if (error instanceof Error) return toModelError(vendor, error);
  return failedMidStream(vendor, readVendorError(error));
}

function fromApiCall(vendor: FailingVendor, error: APICallError): ModelError {
  if (error.statusCode === undefined) {
    const { origin, pathname } = new URL(error.url);
    return unreachable(vendor, `${origin}${pathname}`, error.cause ?? new Error(error.message));
  }
  const said = readVendorError(error.data ?? error.message);
  const message = said.message === "" ? error.message : said.message;
  // A stream that began with 200 and could not be read is no refusal.
  if (error.statusCode < 300) return brokenOff(vendor, message, error.cause);
  return refused(vendor, error.statusCode, { ...said, message });
}

function isGarbled(error: unknown): boolean {
  return (
    JSONParseError.isInstance(error) ||
    TypeValidationError.isInstance(error) ||
    InvalidResponseDataError.isInstance(error)
  );
}
