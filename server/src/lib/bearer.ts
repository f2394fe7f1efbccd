/** Reads the secret out of an `Authorization: Bearer …` header (RFC 6750, section 2.1); null when it is malformed. */
export function bearerSecret(header: string): string | null {
  return /^Bearer +([^\s]+)$/i.exec(header)?.[1] ?? null;
}
