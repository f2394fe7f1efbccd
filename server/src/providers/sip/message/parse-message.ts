import { isBalanced } from "./quoted-text.ts";
import { SipHeaders, headerKey } from "./sip-headers.ts";
import type { SipMessage } from "./sip-message.ts";

/** The largest message that is read, in bytes. */
export const LARGEST_MESSAGE = 65_535;
/** The largest start line and headers, in bytes. */
export const LARGEST_HEAD = 32_768;
const MOST_HEADERS = 256;
/** Of a header with the lines that go on with it; the longest of RFC 4475 has a few hundred characters. */
const LONGEST_LINE = 8_192;

/** What bytes hold: a message, one to be refused with a status (if it is a request), or nothing that can be answered. */
export type Parsed =
  | { readonly kind: "message"; readonly message: SipMessage }
  | { readonly kind: "malformed"; readonly status: number; readonly reason: string; readonly message: SipMessage }
  | { readonly kind: "rubbish"; readonly reason: string };

type Start =
  | { readonly kind: "request"; readonly method: string; readonly uri: string; readonly problem: Problem | null }
  | { readonly kind: "response"; readonly status: number; readonly reason: string; readonly problem: null };

interface Problem {
  readonly status: number;
  readonly reason: string;
}

const METHOD = /^[A-Za-z0-9\-.!%*_+`'~]{1,64}$/;
const HEADER = /^([A-Za-z0-9\-.!%*_+`'~]{1,128})[ \t]*:[ \t]*(.*)$/s;
const EMPTY = Buffer.alloc(0);

/**
 * Reads one message (RFC 3261, section 7). Of a datagram, which holds a `whole` message, what follows the body is left
 * out, and a body that is shorter than it says is malformed (section 18.3); of a stream the body has the length that is
 * given. Never throws, whatever the bytes.
 */
export function parseMessage(bytes: Buffer, bodyLength: "whole" | number = "whole"): Parsed {
  if (bytes.length > LARGEST_MESSAGE) return rubbish("the message is too large");
  const end = endOfHead(bytes);
  if (end === null) return rubbish("the headers do not end");
  if (end.head > LARGEST_HEAD) return rubbish("the headers are too large");
  const lines = unfolded(bytes.toString("latin1", 0, end.head));
  const start = readStart(lines[0] ?? "");
  if (start === null) return rubbish("the start line is none of SIP");
  if (lines.length - 1 > MOST_HEADERS) return rubbish("there are too many headers");
  if (lines.some((line) => line.length > LONGEST_LINE)) return rubbish("a header is too long");
  return readRest({ start, lines: lines.slice(1), rest: bytes.subarray(end.body), bodyLength });
}

function readRest(parts: { start: Start; lines: string[]; rest: Buffer; bodyLength: "whole" | number }): Parsed {
  const { start, lines, rest, bodyLength } = parts;
  const { headers, problem } = readHeaders(lines);
  const { bytes, problem: missing } = bodyOf(rest, headers, bodyLength);
  const message = messageOf(start, headers, bytes);
  const wrong = start.problem ?? problem ?? missing;
  return wrong === null ? { kind: "message", message } : { kind: "malformed", ...wrong, message };
}

function rubbish(reason: string): Parsed {
  return { kind: "rubbish", reason };
}

function bad(reason: string): Problem {
  return { status: 400, reason };
}

/** Finds the blank line after the headers; a datagram may end without one. A lone LF counts as the end of a line. */
function endOfHead(bytes: Buffer): { head: number; body: number } | null {
  const crlf = bytes.indexOf("\r\n\r\n");
  const lf = bytes.indexOf("\n\n");
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return { head: crlf, body: crlf + 4 };
  if (lf >= 0) return { head: lf, body: lf + 2 };
  return bytes.at(-1) === 0x0a ? { head: bytes.length, body: bytes.length } : null;
}

/** Takes the head apart into lines, each with those that go on with it (section 7.3.1). */
function unfolded(head: string): string[] {
  const lines: string[] = [];
  for (const line of head.replace(/^(?:\r?\n)+/, "").split(/\r?\n/)) {
    if (/^[ \t]/.test(line) && lines.length > 1) lines.push(`${lines.pop()} ${line.trim()}`);
    else if (line !== "" || lines.length === 0) lines.push(line);
  }
  return lines;
}

function readStart(line: string): Start | null {
  const response = /^SIP\/2\.0 ([0-9]{1,20}) ?(.*)$/i.exec(line);
  if (response !== null) return readStatus(response[1] as string, response[2] as string);
  return readRequestLine(line);
}

/** With blanks where they do not belong it is a request all the same, to be refused as one (RFC 4475, 3.1.2.7 ff.). */
function readRequestLine(line: string): Start | null {
  const first = line.indexOf(" ");
  const last = line.toUpperCase().lastIndexOf(" SIP/");
  const method = line.slice(0, Math.max(first, 0));
  const version = /^[0-9]{1,9}\.[0-9]{1,9}/.exec(line.slice(last + 5))?.[0];
  if (first < 0 || last <= first || version === undefined || !METHOD.test(method)) return null;
  if (line.slice(last + 5 + version.length).trim() !== "") return null;
  const uri = line.slice(first, last).trim();
  if (uri === "") return null;
  const problem = problemOfStart(line, uri, version);
  return { kind: "request", method, uri: problem === null ? uri : uri.replace(/\s/g, ""), problem };
}

function readStatus(digits: string, reason: string): Start | null {
  const status = Number(digits);
  return digits.length === 3 && status >= 100 && status < 700
    ? { kind: "response", status, reason, problem: null }
    : null;
}

function problemOfStart(line: string, uri: string, version: string): Problem | null {
  if (version !== "2.0") return { status: 505, reason: "Version Not Supported" };
  if (/[\s<>"]/.test(uri)) return bad("Malformed Request-URI");
  return line.split(" ").length === 3 && !/\s$/.test(line) ? null : bad("Blanks in the Request Line");
}

function readHeaders(lines: readonly string[]): { headers: SipHeaders; problem: Problem | null } {
  const headers = new SipHeaders();
  let problem: Problem | null = null;
  for (const line of lines) {
    const match = HEADER.exec(line);
    if (match === null) {
      problem ??= bad("Malformed Header");
      continue;
    }
    const [, name = "", value = ""] = match;
    headers.add(name, value.trim());
    if (value.includes('"') && ADDRESSES.has(headerKey(name)) && !isBalanced(value))
      problem ??= bad(`Malformed ${name}`);
  }
  return { headers, problem };
}

const ADDRESSES = new Set(["from", "to", "contact", "route", "record-route", "via"]);

function bodyOf(
  rest: Buffer,
  headers: SipHeaders,
  bodyLength: "whole" | number,
): { bytes: Buffer; problem: Problem | null } {
  const length = contentLength(headers);
  if (length === "malformed") return { bytes: EMPTY, problem: bad("Malformed Content-Length") };
  const wanted = bodyLength === "whole" ? (length ?? rest.length) : bodyLength;
  if (wanted > rest.length) return { bytes: EMPTY, problem: bad("Content-Length Beyond the Message") };
  return { bytes: rest.subarray(0, wanted), problem: null };
}

/** Returns how long a message says its body is; null when it says nothing. Several must agree. */
export function contentLength(headers: SipHeaders): number | null | "malformed" {
  const lengths = new Set(headers.lines("content-length"));
  if (lengths.size === 0) return null;
  const [length = ""] = lengths;
  return lengths.size === 1 && /^[0-9]{1,9}$/.test(length) ? Number(length) : "malformed";
}

function messageOf(start: Start, headers: SipHeaders, body: Buffer): SipMessage {
  if (start.kind === "response") {
    return { kind: "response", status: start.status, reason: start.reason, headers, body };
  }
  return { kind: "request", method: start.method, uri: start.uri, headers, body };
}
