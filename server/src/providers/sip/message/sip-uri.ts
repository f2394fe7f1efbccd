import { percentDecoded } from "../../../lib/percent.ts";
import { type Parameters, readParameters } from "./quoted-text.ts";

/** An address of SIP (RFC 3261, section 19.1). */
export interface SipUri {
  readonly scheme: "sip" | "sips";
  /** As it is written, with its percent signs; null when there is none. */
  readonly user: string | null;
  readonly password: string | null;
  /** In lower case; an IPv6 address without its brackets. */
  readonly host: string;
  readonly port: number | null;
  readonly parameters: Parameters;
  /** What follows the question mark, as it is written; null when there is none. */
  readonly headers: string | null;
}

const HOST = /^(?:\[([0-9a-fA-F:.]{2,45})\]|([A-Za-z0-9](?:[A-Za-z0-9._-]{0,253}[A-Za-z0-9.])?))(?::([0-9]{1,5}))?$/;
/** RFC 3261, section 25.1, `user` and `password`; more than it allows, but nothing that ends an address. */
const USER_PART = /^(?:[A-Za-z0-9\-_.!~*'()&=+$,;?/#[\]^`{|}\\:@\u0080-\u{10ffff}]|%[0-9a-fA-F]{2})*$/u;

/** A host as it is written, and its port. */
export interface HostPort {
  readonly host: string;
  readonly port: number | null;
}

/** Reads `host`, `host:port`, `[IPv6]` or `[IPv6]:port`; null when it is none. */
export function readHostPort(text: string): HostPort | null {
  const match = HOST.exec(text);
  const host = match?.[1] ?? match?.[2];
  if (host === undefined) return null;
  const port = match?.[3] === undefined ? null : Number(match[3]);
  if (port !== null && (port === 0 || port > 65_535)) return null;
  return { host: host.toLowerCase(), port };
}

/** Writes a host and port, an IPv6 address in brackets. */
export function writeHostPort(host: string, port: number | null): string {
  const name = host.includes(":") ? `[${host}]` : host;
  return port === null ? name : `${name}:${port}`;
}

/** Returns the scheme of an address in lower case; null when it has none. */
export function schemeOf(text: string): string | null {
  return /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(text)?.[1]?.toLowerCase() ?? null;
}

/** Reads an address of the schemes `sip` and `sips`; null when it is none. */
export function readSipUri(text: string): SipUri | null {
  const scheme = schemeOf(text);
  if (scheme !== "sip" && scheme !== "sips") return null;
  const rest = text.slice(scheme.length + 1);
  if (/[\s<>"\0]/.test(rest)) return null;
  return readAfterScheme(scheme, rest);
}

function readAfterScheme(scheme: "sip" | "sips", rest: string): SipUri | null {
  // The user part may hold `;` and `?`, so that the last `@` before anything else decides.
  const at = rest.lastIndexOf("@");
  const userPart = at < 0 ? null : rest.slice(0, at);
  if (userPart === "" || !USER_PART.test(userPart ?? "")) return null;
  const [beforeHeaders = "", ...headers] = rest.slice(at + 1).split("?");
  const [hostPort = "", ...parameters] = beforeHeaders.split(";");
  const place = readHostPort(hostPort);
  const read = readParameters(parameters);
  if (place === null || read === null) return null;
  return {
    scheme,
    ...userOf(userPart),
    ...place,
    parameters: read,
    headers: headers.length > 0 ? headers.join("?") : null,
  };
}

function userOf(userPart: string | null): Pick<SipUri, "user" | "password"> {
  if (userPart === null) return { user: null, password: null };
  const colon = userPart.indexOf(":");
  return colon < 0
    ? { user: userPart, password: null }
    : { user: userPart.slice(0, colon), password: userPart.slice(colon + 1) };
}

/**
 * Returns who an address of `sip`, `sips` or `tel` (RFC 3966) names: the user part without its parameters, or the
 * number, a local one after the `+…` of its `phone-context`. Null when it names nobody.
 */
export function userOfAddress(text: string): string | null {
  if (schemeOf(text) === "tel") return numberOfTel(text.slice(4));
  const user = readSipUri(text)?.user ?? null;
  if (user === null) return null;
  const [name = "", ...parameters] = user.split(";");
  return name === "" ? null : withContext(percentDecoded(name), parameters);
}

function numberOfTel(text: string): string | null {
  const [number = "", ...parameters] = text.split(";");
  return /^\+?[0-9A-Fa-f*#().-]+$/.test(number) ? withContext(number, parameters) : null;
}

function withContext(number: string, parameters: readonly string[]): string {
  const context = readParameters(parameters.filter((part) => part !== ""))?.get("phone-context") ?? "";
  return /^\+[0-9]+$/.test(context) && /^[0-9]/.test(number) ? `${context}${number}` : number;
}
