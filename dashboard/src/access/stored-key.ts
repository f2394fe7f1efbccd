const NAME = "operator.api_key";

/** Reads the API key that this browser keeps; null when it keeps none. */
export function readStoredKey(): string | null {
  return withStorage((storage) => storage.getItem(NAME)) ?? null;
}

/** Keeps the API key in this browser, until it is forgotten. */
export function storeKey(key: string): void {
  withStorage((storage) => storage.setItem(NAME, key));
}

/** Forgets the API key. */
export function forgetStoredKey(): void {
  withStorage((storage) => storage.removeItem(NAME));
}

/** A browser that keeps nothing for this site forbids even to ask; the key then lasts as long as the page. */
function withStorage<Result>(use: (storage: Storage) => Result): Result | undefined {
  try {
    return use(localStorage);
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
