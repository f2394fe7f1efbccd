/** Decodes what is percent-encoded in a text; a text that is not well encoded is returned as it is. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Whoever wrote it did not mean `%` as the sign of an encoding.
    return text;
  }
}
