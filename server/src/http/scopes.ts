import { type Scope, type ScopedResource, SUPERVISE } from "../domain/scope.ts";

/** Which scope a route belongs to, by the first part of its path. Every route that a key opens has its line here. */
const RESOURCES: Readonly<Record<string, ScopedResource>> = {
  conversational_agents: "agents",
  procedural_agents: "agents",
  voices: "agents",
  sounds: "agents",
  demo_links: "agents",
  procedures: "procedures",
  conversations: "conversations",
  customers: "customers",
  campaigns: "campaigns",
  messages: "conversations",
  follow_ups: "conversations",
  statistics: "conversations",
  phone_numbers: "channels",
  mailboxes: "channels",
  transfers: "channels",
  procedure_schedules: "procedures",
  procedure_batches: "procedures",
  tools: "tools",
  tool_calls: "tools",
  mcp_servers: "tools",
  openapi_sources: "tools",
  signing_key: "tools",
  webhook_endpoints: "webhooks",
  webhook_deliveries: "webhooks",
  webhook_events: "webhooks",
  api_keys: "keys",
  test_addresses: "keys",
  do_not_call: "channels",
  logs: "logs",
  metrics: "metrics",
  installation: "installation",
  members: "members",
  invitations: "members",
  organization: "organization",
};

/** What can be done with what it shows, so that seeing it takes the scope of changing. */
const SEEN_BY_WRITERS = ["signing_key", "demo_links"];

/** Names the scope that a call needs, by its method and the path of its route; null for a path without a line. */
export function scopeOf(method: string, path: string): Scope | null {
  const [, part = "", ...rest] = path.split("/");
  const resource = Object.hasOwn(RESOURCES, part) ? RESOURCES[part] : undefined;
  if (resource === undefined) return null;
  if (part === "conversations" && rest.includes("supervision")) return SUPERVISE;
  const reads = ["GET", "HEAD"].includes(method) && ![part, ...rest].some((name) => SEEN_BY_WRITERS.includes(name));
  return `${resource}:${reads ? "read" : "write"}`;
}
