import { readParameters, splitParameters } from "./quoted-text.ts";
import type { SipHeaders } from "./sip-headers.ts";

/** A request of SIP (RFC 3261, section 7.1). */
export interface SipRequest {
  readonly kind: "request";
  readonly method: string;
  readonly uri: string;
  readonly headers: SipHeaders;
  readonly body: Buffer;
}

/** A response of SIP (RFC 3261, section 7.2). */
export interface SipResponse {
  readonly kind: "response";
  readonly status: number;
  readonly reason: string;
  readonly headers: SipHeaders;
  readonly body: Buffer;
}

/** A message of SIP. Its start line and headers hold bytes as characters of Latin 1, so that they go back as they came. */
export type SipMessage = SipRequest | SipResponse;

/** Writes a message, with the length of its body. */
export function writeMessage(message: SipMessage): Buffer {
  const start =
    message.kind === "request"
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${message.reason}`;
  const lines = [start];
  for (const { key, name, value } of message.headers) if (key !== "content-length") lines.push(`${name}: ${value}`);
  lines.push(`Content-Length: ${message.body.length}`, "", "");
  const head = Buffer.from(lines.join("\r\n"), "latin1");
  return message.body.length === 0 ? head : Buffer.concat([head, message.body]);
}

/** The sequence number of a request and its method, as its CSeq has them. */
export interface Sequence {
  readonly number: number;
  readonly method: string;
}

const LARGEST_SEQUENCE = 2 ** 31;

/** Reads a CSeq; null when it is none, or larger than RFC 3261, section 8.1.1.5, allows. */
export function readSequence(text: string | null): Sequence | null {
  const match = /^([0-9]{1,20})\s+([A-Za-z0-9\-.!%*_+`'~]+)$/.exec(text ?? "");
  const number = Number(match?.[1]);
  return match === null || number >= LARGEST_SEQUENCE ? null : { number, method: match[2] as string };
}

/** Returns the tag of a From or To; empty when it has none. */
export function tagOf(text: string | null): string {
  const [, ...parameters] = splitParameters(text ?? "");
  return readParameters(parameters)?.get("tag") ?? "";
}

const REASONS: Readonly<Record<number, string>> = {
  100: "Trying",
  180: "Ringing",
  183: "Session Progress",
  200: "OK",
  202: "Accepted",
  302: "Moved Temporarily",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  408: "Request Timeout",
  413: "Request Entity Too Large",
  415: "Unsupported Media Type",
  416: "Unsupported URI Scheme",
  420: "Bad Extension",
  421: "Extension Required",
  422: "Session Interval Too Small",
  480: "Temporarily Unavailable",
  481: "Call/Transaction Does Not Exist",
  482: "Loop Detected",
  483: "Too Many Hops",
  486: "Busy Here",
  487: "Request Terminated",
  488: "Not Acceptable Here",
  489: "Bad Event",
  491: "Request Pending",
  500: "Server Internal Error",
  501: "Not Implemented",
  503: "Service Unavailable",
  504: "Server Time-out",
  505: "Version Not Supported",
  603: "Decline",
};

/** Returns the words that go with a status. */
export function reasonOf(status: number): string {
  return REASONS[status] ?? "Unknown";
}
