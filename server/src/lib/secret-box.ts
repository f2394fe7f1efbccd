import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** Encrypts short secrets so that they can lie in a database. */
export interface SecretBox {
  /**
   * Encrypts a text under the current key. `place` says where it will lie (`tools/book/headers`): moved to another
   * place it no longer opens.
   */
  seal(text: string, place: string): string;
  /** Decrypts what `seal` made at the same place. Throws `SealedSecretError` when that cannot be done. */
  open(sealed: string, place: string): string;
  /** Names the current key, under which everything is sealed. */
  readonly keyId: string;
}

/** A sealed secret was sealed under a key that this box does not have, lay elsewhere, or was altered. */
export class SealedSecretError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "SealedSecretError";
  }
}

/** The size of a box's keys in bytes: AES-256. */
export const KEY_BYTES = 32;

const IV_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^sealed\.1\.([0-9a-f]{16})\.([A-Za-z0-9_-]+)$/;

/**
 * Makes a box from its keys, the current one first; the others only open what was sealed before. AES-256-GCM with a
 * random 96-bit IV (NIST SP 800-38D); the text reads `sealed.1.<id of the key>.<IV, ciphertext and tag in base64url>`.
 *
 * @throws TypeError for a key that has not 32 bytes.
 */
export function createSecretBox(keys: readonly [Buffer, ...Buffer[]]): SecretBox {
  for (const key of keys) if (key.length !== KEY_BYTES) throw new TypeError("A secret box takes keys of 32 bytes.");
  const byId = new Map(keys.map((key) => [keyId(key), key]));
  const [current] = keys;
  const currentId = keyId(current);
  return {
    keyId: currentId,
    seal: (text, place) => `${sealedPrefix(currentId)}${encrypt(current, text, place).toString("base64url")}`,
    open: (sealed, place) => {
      const [, id, content] = SEALED.exec(sealed) ?? [];
      if (id === undefined || content === undefined) throw new SealedSecretError("This is not a sealed secret.");
      const key = byId.get(id);
      if (!key) throw new SealedSecretError(`The secret was sealed under the key ${id}, which is not at hand.`);
      return decrypt(key, Buffer.from(content, "base64url"), place);
    },
  };
}

/** How every text begins that is sealed under the key of that name. */
export function sealedPrefix(keyId: string): string {
  return `sealed.1.${keyId}.`;
}

/** Reads the name of the key out of a sealed text, or out of its beginning; null for a text that no box made. */
export function keyIdOf(sealed: string): string | null {
  return /^sealed\.1\.([0-9a-f]{16})\./.exec(sealed)?.[1] ?? null;
}

/** Names a key without giving it away. */
export function keyId(key: Buffer): string {
  return createHash("sha256").update("operator secret box key").update(key).digest("hex").slice(0, 16);
}

function encrypt(key: Buffer, text: string, place: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(place, "utf8"));
  return Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, content: Buffer, place: string): string {
  const iv = content.subarray(0, IV_BYTES);
  const tag = content.subarray(-TAG_BYTES);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(place, "utf8")).setAuthTag(tag);
    const text = decipher.update(content.subarray(IV_BYTES, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new SealedSecretError("The sealed secret was altered, or lay at another place.", cause);
  }
}
