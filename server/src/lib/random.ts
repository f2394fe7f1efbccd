import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const POOL_BYTES = 8192;
/** Bytes from here on are dropped, so that every character is equally likely. */
const UNBIASED_BELOW = 256 - (256 % ALPHABET.length);

let pool = randomBytes(POOL_BYTES);
let used = 0;

/** Returns `length` random characters of `[0-9A-Za-z]` from the system's cryptographic source. */
export function randomBase62(length: number): string {
  let text = "";
  while (text.length < length) {
    if (used === POOL_BYTES) {
      pool = randomBytes(POOL_BYTES);
      used = 0;
    }
    const byte = pool[used++] as number;
    if (byte < UNBIASED_BELOW) text += ALPHABET[byte % ALPHABET.length];
  }
  return text;
}

/** Writes a whole number `0 ≤ value < 62^length` in exactly `length` base-62 digits, most significant first. */
export function toBase62(value: number, length: number): string {
  let text = "";
  let rest = value;
  for (let digit = 0; digit < length; digit++) {
    text = ALPHABET[rest % ALPHABET.length] + text;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return text;
}

/** Reads what `toBase62` wrote; `null` when a character is not a base-62 digit. */
export function fromBase62(text: string): number | null {
  let value = 0;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) return null;
    value = value * ALPHABET.length + digit;
  }
  return value;
}
