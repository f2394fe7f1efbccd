import { createHash } from "node:crypto";
import { type Parameters, quote, splitList, unquote } from "../message/quoted-text.ts";

/** The hashes of RFC 8760, strongest first. */
const HASHES = [
  { name: "SHA-512-256", hash: "sha512-256" },
  { name: "SHA-256", hash: "sha256" },
  { name: "MD5", hash: "md5" },
] as const;

/** What opens an account. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** What a digest is made over beside the credentials (RFC 7616, section 3.4). */
export interface DigestInput {
  readonly algorithm: string;
  readonly realm: string;
  readonly nonce: string;
  readonly method: string;
  readonly uri: string;
  /** Null for a challenge by RFC 2069, which names no quality of protection. */
  readonly protection: { readonly qop: string; readonly count: string; readonly clientNonce: string } | null;
}

/** Reads the parameters of `Digest name="value", …`; null when it is none of the scheme Digest. */
export function readDigest(text: string): Parameters | null {
  const match = /^digest\s+(.+)$/is.exec(text.trim());
  if (match === null) return null;
  const parameters = new Map<string, string>();
  for (const part of splitList(match[1] as string)) {
    const equals = part.indexOf("=");
    if (equals <= 0) return null;
    const name = part.slice(0, equals).trim().toLowerCase();
    if (!parameters.has(name)) parameters.set(name, unquote(part.slice(equals + 1).trim()));
  }
  return parameters;
}

function hashOf(algorithm: string): (typeof HASHES)[number] | null {
  const name = algorithm.toUpperCase().replace(/-SESS$/, "");
  return HASHES.find((each) => each.name === name) ?? null;
}

/** Returns the digest's `response` in hexadecimal digits. Throws for an algorithm that is not known. */
export function digestOf({ username, password }: Credentials, input: DigestInput): string {
  const known = hashOf(input.algorithm);
  if (known === null) throw new Error(`${input.algorithm} is no algorithm of digests that is known.`);
  const hash = (text: string) => createHash(known.hash).update(text).digest("hex");
  const { realm, nonce, protection } = input;
  const secret = hash(`${username}:${realm}:${password}`);
  const isSession = /-sess$/i.test(input.algorithm);
  const key = isSession ? hash(`${secret}:${nonce}:${protection?.clientNonce ?? ""}`) : secret;
  const what = hash(`${input.method}:${input.uri}`);
  if (protection === null) return hash(`${key}:${nonce}:${what}`);
  return hash(`${key}:${nonce}:${protection.count}:${protection.clientNonce}:${protection.qop}:${what}`);
}

/** Picks the strongest of several challenges that can be answered (RFC 8760, section 2.4); null for none. */
export function strongest(challenges: readonly Parameters[]): Parameters | null {
  const answerable = challenges.filter((challenge) => {
    const qop = challenge.get("qop");
    return challenge.has("nonce") && (qop === undefined || qopOf(qop) !== null);
  });
  const ranked = HASHES.map(({ name }) => answerable.find((each) => hashOf(algorithmOf(each))?.name === name));
  return ranked.find((challenge) => challenge !== undefined) ?? null;
}

/** Returns the algorithm that a challenge or an answer names. */
export function algorithmOf(parameters: Parameters): string {
  return parameters.get("algorithm") ?? "MD5";
}

function qopOf(offered: string): "auth" | null {
  return offered.split(",").some((each) => each.trim().toLowerCase() === "auth") ? "auth" : null;
}

/** What a challenge is answered for. */
export interface DigestRequest {
  readonly method: string;
  readonly uri: string;
  /** How often the nonce was answered, this time included. */
  readonly count: number;
  readonly clientNonce: string;
}

/** Writes the answer to a challenge, the value of Authorization or Proxy-Authorization. */
export function answerTo(challenge: Parameters, credentials: Credentials, request: DigestRequest): string {
  const { method, uri, clientNonce } = request;
  const [realm = "", nonce = ""] = [challenge.get("realm"), challenge.get("nonce")];
  const qop = challenge.has("qop") ? "auth" : null;
  const count = request.count.toString(16).padStart(8, "0");
  const protection = qop === null ? null : { qop, count, clientNonce };
  const algorithm = algorithmOf(challenge);
  const response = digestOf(credentials, { algorithm, realm, nonce, method, uri, protection });
  const opaque = challenge.get("opaque");
  return [
    `Digest username=${quote(credentials.username)}`,
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(uri)}`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    ...(qop === null ? [] : [`qop=${qop}`, `nc=${count}`, `cnonce="${clientNonce}"`]),
    ...(opaque === undefined ? [] : [`opaque=${quote(opaque)}`]),
  ].join(", ");
}
