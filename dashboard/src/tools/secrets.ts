/** One value that is kept as a secret: null keeps what is stored. */
export interface Secret {
  name: string;
  value: string | null;
}

/** Makes a form of secrets whose values are not shown. */
export function secretsOf(shown: Readonly<Record<string, unknown>>): Secret[] {
  return Object.keys(shown).map((name) => ({ name, value: null }));
}

/** Makes of a form what the API takes; lines without a name are left out. */
export function secretsByName(secrets: readonly Secret[]): Record<string, string | null> {
  return Object.fromEntries(
    secrets.map(({ name, value }) => [name.trim(), value] as const).filter(([name]) => name !== ""),
  );
}

/** The same for what is new, of which nothing is stored. */
export function newSecretsByName(secrets: readonly Secret[]): Record<string, string> {
  return Object.fromEntries(Object.entries(secretsByName(secrets)).map(([name, value]) => [name, value ?? ""]));
}

/** Writes secrets for people: their names, and which of them are new. */
export function secretsText(secrets: readonly Secret[]): string {
  return secrets.map(({ name, value }) => (value === null ? name : `${name} (a new value)`)).join(", ");
}
