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
  for (const name of ["From", "Call-ID", "CSeq"]) headers.addAll(name, request.headers.lines(name).slice(0, 1));
  const to = request.headers.get("to");
  if (to !== null) headers.add("To", taggedTo(to, status, parts.tag));
  headers.addAll("Timestamp", request.headers.lines("timestamp").slice(0, 1));
  for (const [name, value] of parts.headers ?? []) headers.add(name, value);
  const reason = parts.reason ?? reasonOf(status);
  if (parts.body === undefined) return { kind: "response", status, reason, headers, body: NOTHING };
  headers.add("Content-Type", parts.body.type);
  return { kind: "response", status, reason, headers, body: Buffer.from(parts.body.content) };
}

function taggedTo(to: string, status: number, tag: string | undefined): string {
  return tagOf(to) !== "" || tag === undefined || status === 100 ? to : `${to};tag=${tag}`;
}
