import { SipHeaders } from "./sip-headers.ts";
import { reasonOf, type SipRequest, type SipResponse, tagOf } from "./sip-message.ts";

/** What a response has beside what its request gives it. */
export interface ResponseParts {
  readonly reason?: string;
  /** The tag of our end, when the request names none. */
  readonly tag?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: { readonly type: string; readonly content: string };
}

const NOTHING = Buffer.alloc(0);

/** Makes a response to a request (RFC 3261, section 8.2.6). */
export function responseTo(request: SipRequest, status: number, parts: ResponseParts = {}): SipResponse {
  const headers = new SipHeaders();
  headers.addAll("Via", request.headers.values("via"));
  // What makes a dialog says which way its requests go (section 12.1.1).
  if (status > 100 && status < 300) headers.addAll("Record-Route", request.headers.values("record-route"));
  for (const name of ["From", "To", "Call-ID", "CSeq"]) {
    const value = request.headers.get(name);
    if (value !== null) headers.add(name, name === "To" ? taggedTo(value, status, parts.tag) : value);
  }
  const timestamp = request.headers.get("timestamp");
  if (timestamp !== null) headers.add("Timestamp", timestamp);
  for (const [name, value] of parts.headers ?? []) headers.add(name, value);
  if (parts.body !== undefined) headers.add("Content-Type", parts.body.type);
  const body = parts.body === undefined ? NOTHING : Buffer.from(parts.body.content);
  return { kind: "response", status, reason: parts.reason ?? reasonOf(status), headers, body };
}

function taggedTo(to: string, status: number, tag: string | undefined): string {
  return tagOf(to) !== "" || tag === undefined || status === 100 ? to : `${to};tag=${tag}`;
}
