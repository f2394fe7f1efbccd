/** Makes 128 random bits as hex. `crypto.randomUUID` is no choice: browsers withhold it from pages on plain http. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
