import { randomBytes } from "node:crypto";
import type { SrtpKeys } from "../../../lib/srtp.ts";

/** One `a=crypto` line: how one side protects what it sends (RFC 4568). */
export interface CryptoLine {
  /** By which the answer names the line of the offer. */
  readonly tag: number;
  readonly suite: CryptoSuite;
  readonly keys: SrtpKeys;
}

/** The suites that are spoken, and the bytes of their tags, by preference. */
const TAG_BYTES = { AES_CM_128_HMAC_SHA1_80: 10, AES_CM_128_HMAC_SHA1_32: 4 } as const;

/** The name of a suite of RFC 4568. */
export type CryptoSuite = keyof typeof TAG_BYTES;

const KEY_BYTES = 16;
const SALT_BYTES = 14;
/** Key and salt, and for how many packets: that is never reached. Names of keys (MKI) and several keys are not taken. */
const LINE = /^(\d{1,9}) (\w{1,64}) inline:([A-Za-z\d+/]{40})(?:\|(?:2\^)?\d{1,20})?((?: .*)?)$/;

/** Reads an `a=crypto` attribute; null for one that we do not speak, such as one that leaves something unprotected. */
export function readCrypto(value: string): CryptoLine | null {
  const [, tag = "", suite = "", inline = "", parameters = ""] = LINE.exec(value.trim()) ?? [];
  if (!isSuite(suite)) return null;
  // How many packets may be reordered is ours to say; every other parameter changes how packets are protected.
  if (parameters.split(" ").some((each) => each !== "" && !/^WSH=\d{1,5}$/.test(each))) return null;
  const bytes = Buffer.from(inline, "base64");
  const keys = { key: bytes.subarray(0, KEY_BYTES), salt: bytes.subarray(KEY_BYTES), tagBytes: TAG_BYTES[suite] };
  return { tag: Number(tag), suite, keys };
}

/** Writes an `a=crypto` attribute. */
export function writeCrypto({ tag, suite, keys }: CryptoLine): string {
  return `${tag} ${suite} inline:${Buffer.concat([keys.key, keys.salt]).toString("base64")}`;
}

/** Makes new keys of a suite. */
export function newCrypto(tag: number, suite: CryptoSuite): CryptoLine {
  const bytes = randomBytes(KEY_BYTES + SALT_BYTES);
  const keys = { key: bytes.subarray(0, KEY_BYTES), salt: bytes.subarray(KEY_BYTES), tagBytes: TAG_BYTES[suite] };
  return { tag, suite, keys };
}

/** Makes the lines of an offer: one of each suite, by preference. */
export function offeredCrypto(): CryptoLine[] {
  return Object.keys(TAG_BYTES).flatMap((suite, place) => (isSuite(suite) ? [newCrypto(place + 1, suite)] : []));
}

function isSuite(name: string): name is CryptoSuite {
  return Object.hasOwn(TAG_BYTES, name);
}
