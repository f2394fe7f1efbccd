import { normalisePhoneNumber } from "../../domain/phone-number.ts";
import { readNameAddress } from "./message/name-address.ts";
import type { SipRequest } from "./message/sip-message.ts";
import { readSipUri, userOfAddress } from "./message/sip-uri.ts";
import type { Trunk } from "./trunk.ts";

/**
 * Says who calls: who the trunk asserts (P-Asserted-Identity, RFC 3325), else who the caller says it is. Null for one who
 * does not show who it is: who asks for privacy (RFC 3323), or comes as anonymous.
 */
export function callerOf(request: SipRequest, trunk: Trunk): string | null {
  const { headers } = request;
  const privacy = headers.values("privacy").flatMap((value) => value.toLowerCase().split(";"));
  if (privacy.some((kind) => ["id", "user", "header"].includes(kind.trim()))) return null;
  const from = headers.get("from") ?? "";
  if (isAnonymous(from)) return null;
  const asserted = headers.values("p-asserted-identity").flatMap((value) => numberOf(value, trunk) ?? []);
  const written = numberOf(from, trunk);
  return asserted.find((number) => number.startsWith("+")) ?? asserted[0] ?? written;
}

/** Says what was dialled: the Request-URI, or To where that only names our account. */
export function calleeOf(request: SipRequest, trunk: Trunk): string {
  const dialled = numberIn(request.uri, trunk);
  const to = numberOf(request.headers.get("to") ?? "", trunk);
  const isAccount = dialled === null || dialled === trunk.settings.username || dialled === trunk.user;
  const candidates = isAccount ? [to, dialled] : [dialled, to];
  const own = candidates.find((number) => number !== null && trunk.settings.numbers.includes(number));
  return own ?? candidates.find((number) => number !== null) ?? "unknown";
}

const LONGEST_NAME = 128;

function isAnonymous(value: string): boolean {
  const uri = readNameAddress(value)?.uri ?? "";
  const { user = null, host = "" } = readSipUri(uri) ?? {};
  return host === "anonymous.invalid" || /^(?:anonymous|restricted|private|unavailable|unknown)$/i.test(user ?? "");
}

function numberOf(value: string, trunk: Trunk): string | null {
  const address = readNameAddress(value);
  return address === null ? null : numberIn(address.uri, trunk);
}

function numberIn(uri: string, trunk: Trunk): string | null {
  const user = userOfAddress(uri);
  return user === null ? null : inE164(user.slice(0, LONGEST_NAME), trunk);
}

/** Writes a number in E.164 as far as it can be told from what the trunk says of its country and its numbers. */
function inE164(user: string, { settings }: Trunk): string {
  const number = normalisePhoneNumber(user);
  if (!/^[0-9]{6,15}$/.test(number)) return number;
  if (settings.numbers.includes(`+${number}`)) return `+${number}`;
  const country = settings.country_code;
  if (country === undefined) return number;
  if (number.startsWith("0")) return `+${country}${number.slice(1)}`;
  return number.startsWith(country) && number.length > 9 ? `+${number}` : number;
}
