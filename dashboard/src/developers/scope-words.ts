import type { Scope } from "../data/account.tsx";

/** What one resource of the API is, and which scopes open it. */
export interface ScopedResource {
  title: string;
  /** What is in it, in a few words. */
  about: string;
  read: Scope | null;
  write: Scope | null;
}

const resource = (name: string, title: string, about: string): ScopedResource => ({
  title,
  about,
  read: `${name}:read` as Scope,
  write: `${name}:write` as Scope,
});

/** Everything that scopes open, in the order in which it is shown. */
export const SCOPED: readonly ScopedResource[] = [
  resource("agents", "Agents", "conversational and procedural ones, voices"),
  resource("conversations", "Conversations", "with messages and follow-ups"),
  { title: "Calls under way", about: "to listen, whisper and take over", read: null, write: "calls:supervise" },
  resource("campaigns", "Campaigns", "and their rows"),
  resource("procedures", "Procedures", "runs, batches, schedules"),
  resource("customers", "Customers", "and their history"),
  resource("channels", "Channels", "numbers, mailboxes, transfers, do not call"),
  resource("tools", "Tools", "MCP servers, imports, the signing key"),
  resource("webhooks", "Webhooks", "endpoints and deliveries"),
  resource("keys", "API keys", "and test addresses"),
  resource("logs", "Logs", "what was done, by whom"),
  resource("metrics", "Metrics", "for a monitoring system"),
  resource("installation", "Installation", "its settings and state"),
  resource("members", "Members", "and invitations"),
  resource("organization", "Organization", "name, time zone, retention"),
];

/** Says in a line what scopes open. */
export function scopesText(scopes: readonly Scope[] | null): string {
  if (scopes === null) return "Everything";
  if (scopes.every((scope) => scope.endsWith(":read"))) return scopes.length > 3 ? "Reads only" : scopes.join(", ");
  return scopes.length > 3 ? `${scopes.slice(0, 2).join(", ")} and ${scopes.length - 2} more` : scopes.join(", ");
}

/** Adds a scope to others, or takes it away. */
export function withScope(scopes: readonly Scope[], scope: Scope, isIn: boolean): Scope[] {
  const others = scopes.filter((each) => each !== scope);
  return isIn ? [...others, scope] : others;
}
