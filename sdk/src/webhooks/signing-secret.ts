import { type Bytes, fromBase64, utf8 } from "./signed-bytes.ts";

/** A key that the platform signs with, in either of its forms, `op_sign_…` or `whsec_…`; or several while it is changed. */
export type Secret = string | readonly string[];

/** A secret, or what reads it whenever a request comes. */
export type SecretSource = Secret | (() => Secret | Promise<Secret>);

/** Returns the keys of a secret. Throws TypeError when there is none, or an empty one that anybody could sign with. */
export function keysOf(secret: Secret): readonly string[] {
  const keys = typeof secret === "string" ? [secret] : secret;
  if (!Array.isArray(keys) || keys.length === 0 || keys.some((key) => typeof key !== "string" || key.trim() === ""))
    throw new TypeError(
      "The secret is empty. Give the signing key: a webhook endpoint's from GET /webhook_endpoints/{id}/signing_key, " +
        "that of tools and outputs from GET /signing_key.",
    );
  return keys;
}

/** Returns the bytes that `webhook-signature` may be made with. */
export function standardKeys(key: string): Bytes[] {
  const decoded = decodedSecret(key);
  return [decoded ?? utf8(key)];
}

/** Returns the bytes that `X-Signature` may be made with: those of the text, and of the key that a `whsec_…` stands for. */
export function plainKeys(key: string): Bytes[] {
  const decoded = decodedSecret(key);
  return decoded === null ? [utf8(key)] : [utf8(key), decoded];
}

function decodedSecret(key: string): Bytes | null {
  const bytes = key.startsWith("whsec_") ? fromBase64(key.slice("whsec_".length)) : null;
  return bytes === null || bytes.length === 0 ? null : bytes;
}
