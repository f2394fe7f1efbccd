import { createHash } from "node:crypto";

/** Hashes a random secret for being stored and found by, in hexadecimal. Passwords need more: `password-hash.ts`. */
export function hashOfSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
