/** What the server says went wrong, as its `error` object. */
interface ErrorBody {
  type?: string;
  code?: string;
  message?: string;
  param?: string | null;
  request_id?: string;
}

interface ErrorFields {
  status: number | null;
  type: string;
  code: string;
  param?: string | null;
  requestId?: string | null;
  retryAfterSeconds?: number | null;
  cause?: unknown;
}

/** A call that the server refused, or that never reached it. `message` says what to do. */
export class OperatorApiError extends Error {
  /** The HTTP status; null when the server was not reached. */
  readonly status: number | null;
  /** The family of the fault, e.g. `invalid_request`; `unreachable` when the server was not reached. */
  readonly type: string;
  /** The fault's stable name, e.g. `missing_field`. */
  readonly code: string;
  /** The place in the request that is wrong, as a dotted path; null when no single place is. */
  readonly param: string | null;
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
    this.requestId = fields.requestId ?? null;
    this.retryAfterSeconds = fields.retryAfterSeconds ?? null;
  }
}

/** Reads a refusal. A body that is not ours, say of a proxy in between, still gives an error that names the status. */
export function errorFromAnswer(response: Response, body: unknown): OperatorApiError {
  const { type, code, message, param, request_id } = errorBody(body);
  const retryAfter = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  return new OperatorApiError(message ?? `The server answered ${response.status} ${response.statusText}`.trim(), {
    status: response.status,
    type: type ?? "unknown",
    code: code ?? `http_${response.status}`,
    param: param ?? null,
    requestId: request_id ?? response.headers.get("x-request-id"),
    retryAfterSeconds: Number.isNaN(retryAfter) ? null : retryAfter,
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

function errorBody(body: unknown): ErrorBody {
  if (typeof body !== "object" || body === null || !("error" in body)) return {};
  return typeof body.error === "object" && body.error !== null ? body.error : {};
}
