/** Bytes that Web Crypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

/** Encodes text as UTF-8. */
export function utf8(text: string): Bytes {
  return encoder.encode(text);
}

/** Puts pieces after each other. */
export function join(...pieces: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** Reads lower-case hex; null if the text is none. */
export function fromHex(text: string): Bytes | null {
  if (!/^([0-9a-f]{2})*$/.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Reads base64 with its padding; null if the text is none. */
export function fromBase64(text: string): Bytes | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

const HMAC = { name: "HMAC", hash: "SHA-256" } as const;

/** Tells whether `signature` is the HMAC-SHA256 of `content` under `key`; Web Crypto compares in constant time. */
export async function isHmac(key: Bytes, signature: Bytes, content: Bytes): Promise<boolean> {
  const imported = await crypto.subtle.importKey("raw", key, HMAC, false, ["verify"]);
  return crypto.subtle.verify("HMAC", imported, signature, content);
}
