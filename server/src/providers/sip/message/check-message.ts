import { readNameAddress } from "./name-address.ts";
import { readSequence, type SipRequest, type SipResponse } from "./sip-message.ts";
import { readSipUri, schemeOf } from "./sip-uri.ts";
import { readVia } from "./via.ts";

/** Why a request is refused: the status and the words that go with it. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
}

/** Each stands in a message exactly once (RFC 3261, section 8.1.1; RFC 4475, section 3.3.8). */
const ONCE = ["Call-ID", "CSeq", "From", "To"] as const;
/** Each stands there once at most. */
const AT_MOST_ONCE = [
  "Max-Forwards",
  "Content-Type",
  "Expires",
  "Session-Expires",
  "Min-SE",
  "RSeq",
  "RAck",
  "Replaces",
] as const;

function bad(reason: string): Refusal {
  return { status: 400, reason };
}

/** Says why a message that was parsed is none that can be worked with; null when it is. */
function problemOfHeaders({ headers }: SipRequest | SipResponse): Refusal | null {
  for (const name of ONCE) {
    const lines = headers.lines(name);
    if (lines.length !== 1 || lines[0] === "")
      return bad(lines.length > 1 ? `Multiple ${name} Headers` : `Missing ${name} Header`);
  }
  const doubled = AT_MOST_ONCE.find((name) => headers.lines(name).length > 1);
  if (doubled !== undefined) return bad(`Multiple ${doubled} Headers`);
  const vias = headers.values("via");
  if (vias.length === 0) return bad("Missing Via Header");
  if (readVia(vias[0] as string) === null) return bad("Malformed Via Header");
  if (readSequence(headers.get("cseq")) === null) return bad("Malformed CSeq Header");
  return problemOfAddresses(headers.get("from"), headers.get("to"));
}

function problemOfAddresses(from: string | null, to: string | null): Refusal | null {
  if (readNameAddress(from ?? "") === null) return bad("Malformed From Header");
  return readNameAddress(to ?? "") === null ? bad("Malformed To Header") : null;
}

/** Says with which status a request is to be refused whoever sent it and whatever it wants; null for none. */
export function problemOfRequest(request: SipRequest): Refusal | null {
  const { headers, method, uri } = request;
  const problem = problemOfHeaders(request);
  if (problem !== null) return problem;
  if (readSequence(headers.get("cseq"))?.method !== method) return bad("CSeq Method Differs");
  // RFC 3891, section 3.
  if (method !== "INVITE" && headers.get("replaces") !== null) return bad("Replaces Outside INVITE");
  return problemOfUri(uri) ?? problemOfNumbers(request) ?? problemOfContact(request);
}

function problemOfUri(uri: string): Refusal | null {
  const scheme = schemeOf(uri);
  if (scheme === "tel") return null;
  if (scheme !== "sip" && scheme !== "sips") return { status: 416, reason: "Unsupported URI Scheme" };
  const read = readSipUri(uri);
  // Headers have no place in a Request-URI (RFC 3261, section 19.1.1; RFC 4475, section 3.1.2.11).
  return read === null || read.headers !== null ? bad("Malformed Request-URI") : null;
}

const LARGEST_EXPIRES = 2 ** 32;

function problemOfNumbers({ headers }: SipRequest): Refusal | null {
  const hops = headers.get("max-forwards");
  if (hops !== null && (!/^[0-9]{1,10}$/.test(hops) || Number(hops) > 255)) return bad("Malformed Max-Forwards Header");
  const expires = headers.get("expires");
  if (expires === null) return null;
  return /^[0-9]{1,10}$/.test(expires) && Number(expires) < LARGEST_EXPIRES ? null : bad("Malformed Expires Header");
}

function problemOfContact({ headers, method }: SipRequest): Refusal | null {
  const contacts = headers.values("contact");
  const isMalformed = contacts.some((contact) => contact !== "*" && readNameAddress(contact) === null);
  if (isMalformed || headers.values("warning").some(isMalformedWarning)) return bad("Malformed Header");
  return method === "INVITE" && contacts.length > 1 ? bad("Multiple Contact Headers") : null;
}

function isMalformedWarning(warning: string): boolean {
  return !/^[0-9]{3}\s/.test(warning);
}

/** Tells whether a response can be worked with. */
export function isSoundResponse(response: SipResponse): boolean {
  return problemOfHeaders(response) === null;
}
