/** Headers whose values are no secrets. */
const PLAIN_HEADERS = new Set(["accept", "accept-language", "content-type", "user-agent"]);

const SECRET_WORDS =
  /api[-_]?key|apikey|^key$|token|secret|passw|pwd|auth|signature|^sig$|credential|bearer|private[-_]?key|^code$/i;

/** Tells whether the value of a header is likely to be a secret: all but a few are. */
export function isSecretHeader(name: string): boolean {
  return !PLAIN_HEADERS.has(name.toLowerCase());
}

/** Tells whether a parameter or field is likely to hold a secret, by its name. */
export function isSecretField(name: string): boolean {
  return SECRET_WORDS.test(name);
}

/** Names the variable of the environment that stands in the files for a secret, e.g. `FIND_ORDER_AUTHORIZATION`. */
export function variableFor(...words: readonly string[]): string {
  const name = words
    .join("_")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return /^[A-Z]/.test(name) ? name.slice(0, 100) : `SECRET_${name}`.slice(0, 100);
}

/** Writes what stands in the files for a secret. */
export function standIn(variable: string): string {
  return `\${env:${variable}}`;
}
