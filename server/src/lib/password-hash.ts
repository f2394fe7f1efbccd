import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** What a hash costs: 64 MiB of memory (RFC 7914; OWASP's advice for interactive sign-in is of that order). */
const COST = { N: 2 ** 16, r: 8, p: 1 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** Hashes a password with a salt of its own, as `scrypt$N$r$p$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** Tells whether a password is the one that was hashed, in a time that does not depend on how nearly it is. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [scheme, n, r, p, salt = "", kept = ""] = hash.split("$");
  if (scheme !== "scrypt") throw new Error(`A password's hash begins with "${scheme}", which is no scheme of ours.`);
  const expected = Buffer.from(kept, "base64url");
  const key = await derive(password, Buffer.from(salt, "base64url"), { N: Number(n), r: Number(r), p: Number(p) });
  return key.length === expected.length && timingSafeEqual(key, expected);
}

/** The same characters may be typed as other code points on another keyboard (NFKC, RFC 8265, section 4.1). */
function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  const options = { ...cost, maxmem: 256 * cost.N * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
