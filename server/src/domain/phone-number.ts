const E164 = /^\+[1-9][0-9]{6,14}$/;
/** What people put between digits: blanks, brackets, dots, slashes, and every kind of dash. */
const BETWEEN_DIGITS = /[\s().·/\\\p{Pd}\u200B-\u200F\u202A-\u202E\u2060]/gu;

/**
 * Writes a telephone number in E.164 form (ITU-T E.164: `+`, country code, at most 15 digits) as far as that can be
 * told without knowing the country: `0041 44 668 18 00` and `+44 (0)20 7946 0018` can be read, a national number such as
 * `044 668 18 00`, a short code or a sender's name is returned as it is, without blanks at its ends.
 */
export function normalisePhoneNumber(text: string): string {
  const plain = text.normalize("NFKC").trim();
  const digits = plain.replace(/^tel:/i, "").replace(/\(0\)/g, "").replace(BETWEEN_DIGITS, "").replace(/^00/, "+");
  return E164.test(digits) ? digits : plain;
}
