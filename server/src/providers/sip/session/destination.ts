import { normalisePhoneNumber } from "../../../domain/phone-number.ts";
import { readSipUri } from "../message/sip-uri.ts";
import { encodeUser, type Trunk } from "../trunk.ts";

/** Writes where a number (RFC 3261, section 19.1.6) or SIP address is called by a trunk; null when it is neither. */
export function destinationUri(destination: string, trunk: Trunk): string | null {
  const text = destination.trim();
  if (/^sips?:/i.test(text)) {
    const uri = readSipUri(text);
    // Headers in an address would become headers of ours (RFC 3261, section 19.1.5).
    return uri === null || uri.user === null || uri.headers !== null ? null : text;
  }
  const number = normalisePhoneNumber(text);
  return /^\+?[0-9*#]{1,32}$/.test(number) ? `sip:${encodeUser(number)}@${trunk.domain};user=phone` : null;
}
