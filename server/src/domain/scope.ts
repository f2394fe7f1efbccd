/** What a scope can open: the resources of the API, several of which may go together. */
export const SCOPED_RESOURCES = [
  "agents",
  "conversations",
  "campaigns",
  "procedures",
  "customers",
  "channels",
  "tools",
  "webhooks",
  "keys",
  "logs",
  "metrics",
  "installation",
  "members",
  "organization",
] as const;

/** The name of what a scope opens. */
export type ScopedResource = (typeof SCOPED_RESOURCES)[number];

/** To listen to calls that are under way, and to take them over. */
export const SUPERVISE = "calls:supervise";

/** One thing that an API key may do: read a resource, or change it. Changing does not include reading. */
export type Scope = `${ScopedResource}:${"read" | "write"}` | typeof SUPERVISE;

/** Every scope. */
export const SCOPES: readonly Scope[] = [
  ...SCOPED_RESOURCES.flatMap((resource) => [`${resource}:read` as const, `${resource}:write` as const]),
  SUPERVISE,
];

/** What a key may do; null is everything, and what will be added too. */
export type Scopes = readonly Scope[] | null;

/** Tells whether scopes include one. */
export function includesScope(scopes: Scopes, scope: Scope): boolean {
  return scopes === null || scopes.includes(scope);
}

/**
 * Lists what others would open that these scopes do not; empty when nothing is. Everything (null) is more than any
 * list, and is named "everything".
 */
export function beyond(scopes: Scopes, others: Scopes): string[] {
  if (scopes === null) return [];
  return others === null ? ["everything"] : others.filter((scope) => !scopes.includes(scope));
}
