/**
 * Tells whether a text is a URL, against `base` where it is a relative one. `URL.canParse` of Node 20 is not used: once it
 * has been called so often that it is compiled, it refuses addresses with letters such as ä.
 */
export function canParseUrl(text: string, base?: string | URL): boolean {
  try {
    new URL(text, base);
    return true;
  } catch {
    return false;
  }
}
