/**
 * Every way in which the platform refuses a caller. The set is closed: each edge (REST, WebSocket) owns a table from
 * these codes to its own language, and a code missing there does not compile.
 */
export type ErrorCode =
  | "missing_field"
  | "invalid_field"
  | "malformed_json"
  | "unsupported_media_type"
  | "unsupported_version"
  | "invalid_cursor"
  | "unknown_reference"
  | "model_unavailable"
  | "missing_variables"
  | "channel_unavailable"
  | "invalid_config"
  | "invalid_document"
  | "unreachable"
  | "missing_key"
  | "invalid_key"
  | "wrong_credentials"
  | "invalid_token"
  | "not_allowed"
  | "not_a_test_address"
  | "not_found"
  | "not_released"
  | "name_taken"
  | "in_use"
  | "campaign_status"
  | "conversation_active"
  | "conversation_not_active"
  | "call_over"
  | "transfer_failed"
  | "etag_mismatch"
  | "idempotency_conflict"
  | "too_large"
  | "range_not_satisfiable"
  | "rate_limited"
  | "unavailable"
  | "internal";

/** One wrong place in a caller's input: where it is (`config.runtime.model`) and what is wrong with it. */
export interface Problem {
  param: string;
  message: string;
}

interface ErrorDetails {
  /** The place in the caller's input, as a dotted path. */
  param?: string;
  /** All wrong places, when there is more than one. */
  problems?: Problem[];
  /** When another try may succeed, in seconds from now. */
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** A caller's mistake, or a state that forbids what was asked. The message names the thing and the way out. */
export class OperatorError extends Error {
  readonly code: ErrorCode;
  readonly param: string | null;
  readonly problems: Problem[];
  readonly retryAfterSeconds: number | null;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "OperatorError";
    this.code = code;
    this.param = details.param ?? null;
    this.problems = details.problems ?? [];
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
  }
}

/** Tells whether an error is a refusal with one of those codes. */
export function isRefusal(error: unknown, ...codes: readonly ErrorCode[]): boolean {
  return error instanceof OperatorError && codes.includes(error.code);
}

/** Tells whether what was refused may be granted in a moment. */
export function isPassing({ code }: OperatorError): boolean {
  return code === "unavailable" || code === "internal" || code === "rate_limited";
}

/** Says why something failed, as it is kept. */
export function reasonOf({ code, message }: OperatorError): { code: string; message: string } {
  return { code, message };
}

/** Builds the answer for a thing that does not exist, or is not the caller's to see. */
export function notFound(what: string, id: string): OperatorError {
  return new OperatorError("not_found", `There is no ${what} ${id}.`);
}

/** Builds the refusal of input from all that is wrong with it. Each message is a sentence that names its place. */
export function invalidFields(problems: readonly Problem[]): OperatorError {
  const [first] = problems as [Problem];
  const others = problems.length > 1 ? ` (and ${problems.length - 1} more, see details)` : "";
  return new OperatorError("invalid_field", `${first.message}${others}`, {
    param: first.param,
    problems: [...problems],
  });
}

/** Builds the refusal of what only a conversation in progress can do; `what` completes "you cannot …". */
export function notActive(id: string, status: string, what: string): OperatorError {
  const message =
    status === "queued"
      ? `Conversation ${id} has not started: send conversation.start over its session before you ${what}.`
      : `Conversation ${id} has ended, so you cannot ${what}. Create a new conversation.`;
  return new OperatorError("conversation_not_active", message);
}
