import type { components } from "./generated/rest.ts";

type ServerErrorType = components["schemas"]["Error"]["error"]["type"];

/**
 * What kind of fault a call met: one of the server's, `unreachable` when there was no connection, `timeout` when no
 * answer came in time, `unknown` when the answer was not one of ours, as of a proxy in between.
 */
export type ApiErrorType = ServerErrorType | "precondition_failed" | "unreachable" | "timeout" | "unknown";

/** Which type a status means, for answers that do not say it themselves. */
const TYPE_OF_STATUS: Readonly<Record<number, ServerErrorType | "precondition_failed">> = {
  400: "invalid_request",
  401: "authentication",
  403: "permission",
  404: "not_found",
  409: "conflict",
  412: "precondition_failed",
  413: "too_large",
  416: "range_not_satisfiable",
  429: "rate_limited",
  500: "internal",
  503: "unavailable",
};
const SERVER_TYPES: ReadonlySet<string> = new Set(Object.values(TYPE_OF_STATUS));

/** One of several wrong places of a request. */
export interface Problem {
  param: string;
  message: string;
}

/** What the server says went wrong, as its `error` object; nothing of it is sure to be there. */
interface ErrorBody {
  type?: unknown;
  code?: unknown;
  message?: unknown;
  param?: unknown;
  details?: unknown;
  request_id?: unknown;
}

interface ErrorFields {
  status: number | null;
  type: ApiErrorType;
  code: string;
  param?: string | null;
  details?: readonly Problem[];
  requestId?: string | null;
  retryAfterSeconds?: number | null;
  cause?: unknown;
}

/**
 * A call that the server refused, or that never reached it. `message` says what to do, and names the request. Tell one
 * from another by `type`, which is a closed set, or more finely by `code`.
 */
export class OperatorApiError extends Error {
  /** The HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** The kind of the fault, e.g. `not_found`, `rate_limited` or `unreachable`. */
  readonly type: ApiErrorType;
  /** The fault's stable name, e.g. `missing_field` or `etag_mismatch`; there may be new ones. */
  readonly code: string;
  /** The place in the request that is wrong, as a dotted path; null when no single place is. */
  readonly param: string | null;
  /** All wrong places, when there are several. */
  readonly details: readonly Problem[];
  /** The id under which the server logged the call. */
  readonly requestId: string | null;
  /** When another try may succeed, in seconds from now; null when the server does not say. */
  readonly retryAfterSeconds: number | null;

  constructor(message: string, fields: ErrorFields) {
    super(message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.name = "OperatorApiError";
    this.status = fields.status;
    this.type = fields.type;
    this.code = fields.code;
    this.param = fields.param ?? null;
    this.details = fields.details ?? [];
    this.requestId = fields.requestId ?? null;
    this.retryAfterSeconds = fields.retryAfterSeconds ?? null;
  }
}

/** Reads a refusal. A body that is not ours, say of a proxy in between, still gives an error that names the status. */
export function errorFromAnswer(response: Response, body: unknown): OperatorApiError {
  const { type, code, message, param, details, request_id } = errorBody(body);
  const requestId = textOf(request_id) ?? response.headers.get("x-request-id");
  const said = textOf(message) ?? `The server answered ${response.status} ${response.statusText}`.trim();
  return new OperatorApiError(requestId === null ? said : `${said} (${requestId})`, {
    status: response.status,
    type: typeOf(type, response.status),
    code: textOf(code) ?? `http_${response.status}`,
    param: textOf(param),
    details: Array.isArray(details) ? details.filter(isProblem) : [],
    requestId,
    retryAfterSeconds: retryAfterOf(response, Date.now()),
  });
}

/** Says that an answer of success cannot be read. */
export function unreadable(response: Response, what: string): OperatorApiError {
  const message = `The server answered ${response.status} with ${what}. Is there a proxy in between?`;
  const requestId = response.headers.get("x-request-id");
  return new OperatorApiError(message, {
    status: response.status,
    type: "unknown",
    code: "unreadable_answer",
    requestId,
  });
}

/** Wraps a failure of the network. */
export function unreachable(host: string, cause: unknown): OperatorApiError {
  return new OperatorApiError(`No answer from ${host}. Is the server running there?`, {
    status: null,
    type: "unreachable",
    code: "unreachable",
    cause,
  });
}

/** Says that no answer came within `timeout` ms. */
export function timedOut(host: string, timeout: number): OperatorApiError {
  const message = `${host} did not answer within ${timeout} ms. Try again, or allow more with \`timeout\`.`;
  return new OperatorApiError(message, { status: null, type: "timeout", code: "timeout" });
}

function errorBody(body: unknown): ErrorBody {
  if (typeof body !== "object" || body === null || !("error" in body)) return {};
  return typeof body.error === "object" && body.error !== null ? body.error : {};
}

function typeOf(said: unknown, status: number): ApiErrorType {
  if (typeof said === "string" && SERVER_TYPES.has(said)) return said as ApiErrorType;
  return TYPE_OF_STATUS[status] ?? "unknown";
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function isProblem(value: unknown): value is Problem {
  const { param, message } = (value ?? {}) as Partial<Problem>;
  return typeof param === "string" && typeof message === "string";
}

/** Reads `Retry-After` (RFC 9110, section 10.2.3: seconds, or a date) as seconds from now. */
function retryAfterOf(response: Response, now: number): number | null {
  const said = response.headers.get("retry-after")?.trim() ?? "";
  if (/^\d+$/.test(said)) return Number(said);
  const date = Date.parse(said);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1_000));
}
