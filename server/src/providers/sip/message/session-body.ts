import { readParameters, splitParameters } from "./quoted-text.ts";
import { SipHeaders } from "./sip-headers.ts";
import type { SipRequest, SipResponse } from "./sip-message.ts";

/** The media type of a description of media. */
export const SDP = "application/sdp";

/** What a message's body says about its media. */
export type SessionBody =
  | { readonly kind: "none" }
  | { readonly kind: "sdp"; readonly sdp: string }
  /** A body of another kind, which an INVITE is refused for with 415. */
  | { readonly kind: "other" };

/** Returns the description of media in a message: its body, or the part of a multipart body (RFC 5621). */
export function sessionBodyOf(message: SipRequest | SipResponse): SessionBody {
  const { headers, body } = message;
  if (body.length === 0) return { kind: "none" };
  if (headers.values("content-encoding").some((coding) => coding.toLowerCase() !== "identity"))
    return { kind: "other" };
  const [type = "", ...rest] = splitParameters(headers.get("content-type") ?? SDP);
  const lower = type.toLowerCase();
  if (lower === SDP) return { kind: "sdp", sdp: body.toString("utf8") };
  return lower.startsWith("multipart/")
    ? partsOf(body, readParameters(rest)?.get("boundary") ?? "")
    : { kind: "other" };
}

function partsOf(body: Buffer, boundary: string): SessionBody {
  const part = boundary === "" ? null : partOf(body.toString("latin1"), boundary);
  return part === null ? { kind: "other" } : { kind: "sdp", sdp: Buffer.from(part, "latin1").toString("utf8") };
}

const MOST_PARTS = 16;

/** Finds the first part that describes media. */
function partOf(body: string, boundary: string): string | null {
  for (const part of `\r\n${body}`.split(`\r\n--${boundary}`, MOST_PARTS).slice(1)) {
    const end = part.indexOf("\r\n\r\n");
    if (part.startsWith("--") || end < 0) continue;
    const headers = new SipHeaders();
    for (const line of part.slice(0, end).split("\r\n")) {
      const colon = line.indexOf(":");
      if (colon > 0) headers.add(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
    }
    if (splitParameters(headers.get("content-type") ?? "")[0]?.toLowerCase() === SDP) return part.slice(end + 4);
  }
  return null;
}
