import { type Parameters, readParameters, splitParameters } from "./quoted-text.ts";
import { readHostPort, writeHostPort } from "./sip-uri.ts";

/** One place on a request's way (RFC 3261, section 20.42). */
export interface Via {
  /** In upper case: `UDP`, `TCP`, `TLS` … */
  readonly transport: string;
  readonly host: string;
  readonly port: number | null;
  readonly parameters: Parameters;
}

/** What begins a branch by RFC 3261; another is by RFC 2543 and says nothing of the transaction. */
export const MAGIC_COOKIE = "z9hG4bK";

/** Reads one value of Via; null when it is none. */
export function readVia(text: string): Via | null {
  const [sentBy = "", ...rest] = splitParameters(text);
  const match = /^SIP\s*\/\s*2\.0\s*\/\s*([A-Za-z0-9\-.!%*_+`'~]+)\s+(.+)$/is.exec(sentBy);
  const parameters = readParameters(rest);
  const place = readHostPort((match?.[2] ?? "").replace(/\s+/g, ""));
  if (match === null || parameters === null || place === null) return null;
  return { transport: (match[1] as string).toUpperCase(), ...place, parameters };
}

/** Returns `host:port` of a Via in one form, with the port of its transport when it names none. */
export function sentByOf(via: Via): string {
  return writeHostPort(via.host, via.port ?? (via.transport === "TLS" ? 5061 : 5060));
}

/**
 * Writes a Via with where its request really came from: `received` when that is not the address it names, and the port
 * when it asks for it (section 18.2.1; RFC 3581, section 4).
 */
export function markVia(text: string, from: { readonly address: string; readonly port: number }): string {
  const via = readVia(text);
  if (via === null) return text;
  const asks = via.parameters.get("rport") === "";
  const received = asks || via.host !== from.address ? `;received=${from.address}` : "";
  const bare = text.replace(/;\s*received\s*=[^;,]*/i, "");
  const marked = asks ? bare.replace(/;\s*rport\s*(?:=\s*)?(?=;|$)/i, `;rport=${from.port}`) : bare;
  return `${marked}${received}`;
}

/**
 * Returns the port that the response to a request goes to, whose top Via that is: where the request came from if it asks
 * for that (RFC 3581), else the one that it names (RFC 3261, section 18.2.2).
 */
export function replyPort(text: string, cameFrom: number): number {
  const via = readVia(text);
  return via === null || via.parameters.has("rport") ? cameFrom : (via.port ?? 5060);
}
