/**
 * Reads a URL, against `base` where it is a relative one; null for what is none. `URL.canParse` of Node 20 is not used: once
 * it has been called so often that it is compiled, it refuses addresses with letters such as ä.
 */
export function readUrl(text: string, base?: string | URL): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
