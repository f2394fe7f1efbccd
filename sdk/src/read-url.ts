/**
 * Reads an absolute URL; null for anything else. `URL.canParse` of Node 20 is not used: once it has been called so often that
 * it is compiled, it refuses addresses with letters such as ä.
 */
export function readUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
