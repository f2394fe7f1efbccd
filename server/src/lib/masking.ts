/** What stands in the place of a secret. */
export const SECRET = "[secret]";

/** What stands in the place of something personal. */
export const PERSONAL = "[personal]";

/** The platform's own keys and tokens. */
const OWN_KEYS: readonly RegExp[] = [
  /(\bop_(?:prod|test|sign)_)[0-9A-Za-z_-]{8,}/g,
  /(\bwhsec_)[0-9A-Za-z+/_-]{8,}={0,2}/g,
  /(\bot_)[0-9A-Za-z_-]{40,}/g,
];

/**
 * Secrets that are known by their shape, wherever they stand in a text. Each keeps its telling beginning (`$1`). None
 * can match across a quotation mark or a backslash, so that JSON text stays JSON text.
 */
const SHAPES: readonly RegExp[] = [
  /(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[^"]*?(?=-----END|"|$)/g,
  // Header lines and assignments, JSON escaped any number of times included; up to the end of the line or the text.
  /((?:proxy-)?authorization\\*["']?\s{0,5}[:=]\s{0,5}\\*["']?)[^"'\\\r\n,;{}[\]]{4,2000}/gi,
  /((?:[?&#]|\b)(?:token|access_token|refresh_token|id_token|client_secret|secret|password|passwd|api[_-]?key|signature|sig|sign-in)=)[^&\s"'\\#;,[]{4,}/gi,
  /(\b(?:x-)?(?:api[_-]?key|api-token|auth-token|access[_-]token|client[_-]secret|password|passwd|secret|set-cookie|cookie)\\*["']?\s{0,5}[:=]\s{0,5}\\*["']?)[^"'\\\r\n,{}[\]]{4,2000}/gi,
  /(\bbearer\s{1,5})[^\s"'\\,;)`[]{8,}/gi,
  /(\b[Bb]asic\s{1,5})(?=[A-Za-z+/]{0,200}[0-9=])[A-Za-z0-9+/_-]{8,}={0,2}/g,
  ...OWN_KEYS,
  /(\bsk-)[0-9A-Za-z_-]{16,}/g,
  /(\bAIza)[0-9A-Za-z_-]{20,}/g,
  /(\b(?:gh[pousr]|xox[abeprs]|glpat|npm)[_-])[0-9A-Za-z-]{16,}/g,
  /(\bAKIA)[0-9A-Z]{16}\b/g,
  /(\beyJ)[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{8,}(?:\.[0-9A-Za-z_-]*)?/g,
  // The name and password of an address, https://name:password@host/.
  /(:\/\/)[^\s/?#@"'\\]{1,200}(?=@)/g,
];

/** What every text has that one of the shapes is in, so that most texts are looked at only once. */
const MAYBE =
  /authorization|(?:token|secret|password|passwd|api[_-]?key|signature|sig|sign-in|cookie)\\*["']?\s{0,5}[:=]|bearer\s|basic\s|op_(?:prod|test|sign)_|whsec_|\bot_|sk-|AIza|gh[pousr]_|xox[abeprs]-|glpat-|npm_|AKIA|eyJ|PRIVATE KEY|:\/\/[^\s/?#@"'\\]{1,200}@/i;

/** Masks the secrets that a text holds as far as they are known by their shape. Leaves JSON text JSON text. */
export function maskSecrets(text: string): string {
  return MAYBE.test(text) ? masked(text, SHAPES) : text;
}

/** Masks the platform's own keys and tokens in a text, and nothing else. */
export function maskOwnKeys(text: string): string {
  return masked(text, OWN_KEYS);
}

function masked(text: string, shapes: readonly RegExp[]): string {
  return shapes.reduce((rest, shape) => rest.replace(shape, `$1${SECRET}`), text);
}

const SECRET_NAME =
  /authori[sz]ation|passw|passphrase|secret|apikey|privatekey|accesskey|signingkey|masterkey|cookie|signature|credential|token$|bearer|^(jwt|pin|otp|cvv|cvc)$/;

/** Tells whether a field of that name holds a secret, by the name alone: `Authorization`, `api_key`, `clientSecret`. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.toLowerCase().replace(/[-_. ]/g, ""));
}
