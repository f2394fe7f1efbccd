/** So many keys at most are one entry: a caller who leans on them must come to an end. */
const MOST_KEYS = 32;

/** Says whether keys that were pressed are one entry, though no pause has shown it. */
export function isEntryWhole(keys: string): boolean {
  return keys.endsWith("#") || keys.length >= MOST_KEYS;
}

/** Writes keys that were pressed as a message of the user. */
export function keysMessage(keys: string): string {
  return `[keys pressed: ${keys}]`;
}
