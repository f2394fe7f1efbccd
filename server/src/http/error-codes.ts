import type { ErrorCode } from "../domain/error.ts";

/** The classes of refusals and their HTTP statuses. */
export const ERROR_TYPES = {
  invalid_request: 400,
  authentication: 401,
  permission: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 412,
  too_large: 413,
  range_not_satisfiable: 416,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

/** The class of a refusal. */
export type ErrorType = keyof typeof ERROR_TYPES;

/** What a code means over HTTP. */
interface ErrorMeaning {
  type: ErrorType;
  /** One line for the documents: what happened and what to do. */
  meaning: string;
}

/** Every code, its class and its meaning. A code that is forgotten here does not compile. */
export const ERROR_CODES: Record<ErrorCode, ErrorMeaning> = {
  missing_field: { type: "invalid_request", meaning: "A required field is absent; `param` names it." },
  invalid_field: { type: "invalid_request", meaning: "A field has a value that is not allowed; `param` names it." },
  malformed_json: { type: "invalid_request", meaning: "The body is not valid JSON." },
  unsupported_media_type: {
    type: "invalid_request",
    meaning: "The body is not JSON: send `Content-Type: application/json`.",
  },
  unsupported_version: {
    type: "invalid_request",
    meaning: "The `Operator-Version` header is missing or names a version this server does not speak.",
  },
  invalid_cursor: {
    type: "invalid_request",
    meaning: "The cursor was not given out by a list. Leave it out to begin at the newest.",
  },
  unknown_reference: { type: "invalid_request", meaning: "The request names something that does not exist." },
  model_unavailable: {
    type: "invalid_request",
    meaning: "The agent's model cannot be used on this installation; the message says how to configure it.",
  },
  missing_variables: {
    type: "invalid_request",
    meaning: "The agent's prompt needs variables that have no value and no default.",
  },
  channel_unavailable: {
    type: "invalid_request",
    meaning: "The installation does not offer this type of channel; the message lists those it does.",
  },
  invalid_config: {
    type: "invalid_request",
    meaning: "The configuration contradicts itself or names what the installation does not have.",
  },
  invalid_document: {
    type: "invalid_request",
    meaning: "A document in the request, e.g. an OpenAPI description, cannot be read; the message says where.",
  },
  unreachable: {
    type: "invalid_request",
    meaning: "An address named in the request did not answer as it should, or may not be called from here.",
  },
  missing_key: { type: "authentication", meaning: "No API key was sent: use `Authorization: Bearer op_…`." },
  invalid_key: {
    type: "authentication",
    meaning: "The API key, or the sign-in code, is malformed, unknown or revoked.",
  },
  wrong_credentials: { type: "authentication", meaning: "The address or the password is wrong." },
  invalid_token: {
    type: "authentication",
    meaning: "The token is not the conversation's active one: it is another's, was refreshed, or has expired.",
  },
  not_allowed: {
    type: "permission",
    meaning: "The key may not do this: it lacks the scope, or is a test key and this is live or the installation's.",
  },
  not_a_test_address: {
    type: "permission",
    meaning: "Test mode reaches only the numbers and addresses that are listed as test addresses.",
  },
  not_found: { type: "not_found", meaning: "There is no such thing, or it is not the caller's to see." },
  not_released: { type: "conflict", meaning: "The agent has no released version: release one or name one, `ca_…@vN`." },
  name_taken: { type: "conflict", meaning: "There is one of that name already: choose another, or change that one." },
  in_use: { type: "conflict", meaning: "Something needs it: the message names what, and what to do first." },
  campaign_status: {
    type: "conflict",
    meaning: "The campaign stands where this cannot be done; the message says what to do first.",
  },
  conversation_active: {
    type: "conflict",
    meaning: "A conversation forbids it: it is open, or it is live and not merely queued.",
  },
  conversation_not_active: {
    type: "conflict",
    meaning: "The conversation is not in progress: it has not started, or has ended.",
  },
  call_over: { type: "conflict", meaning: "The call has not been answered, or is over." },
  transfer_failed: {
    type: "conflict",
    meaning: "The call could not be handed over, and goes on; the message says why.",
  },
  etag_mismatch: {
    type: "precondition_failed",
    meaning: "The thing was changed since it was read: its `ETag` is none of those in `If-Match`. Read it again.",
  },
  idempotency_conflict: {
    type: "conflict",
    meaning: "The `Idempotency-Key` was used with another request, or its first request has no answer yet.",
  },
  too_large: {
    type: "too_large",
    meaning:
      "The body is larger than 1 MiB, of rows of a campaign as CSV 8 MiB, of calls that take an OpenAPI document 32 MiB.",
  },
  range_not_satisfiable: {
    type: "range_not_satisfiable",
    meaning: "The `Range` lies behind the end of what is there; `Content-Range` says how long that is.",
  },
  rate_limited: { type: "rate_limited", meaning: "Too many requests: wait the seconds that `Retry-After` says." },
  unavailable: {
    type: "unavailable",
    meaning:
      "The server is starting, restarting or without its database, or a speech provider fails. Try again; with a POST, " +
      "under the same key.",
  },
  internal: { type: "internal", meaning: "A fault of ours. Give its `request_id` when you report it." },
};

/** Returns the HTTP status of a code. */
export function statusOf(code: ErrorCode): number {
  return ERROR_TYPES[ERROR_CODES[code].type];
}
