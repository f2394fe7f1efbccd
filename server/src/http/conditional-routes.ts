/** What callers configure, by the first part of its path, and the actions that change it. */
const CONFIGURATION: Readonly<Record<string, readonly string[]>> = {
  conversational_agents: ["release"],
  procedural_agents: ["release"],
  procedure_schedules: [],
  campaigns: ["start", "pause", "resume", "cancel"],
  customers: ["merge"],
  phone_numbers: [],
  mailboxes: [],
  transfers: [],
  demo_links: [],
  tools: [],
  mcp_servers: ["tools"],
  openapi_sources: ["import"],
  webhook_endpoints: ["rotate_signing_key"],
  api_keys: ["rotate"],
  members: [],
};

/** Of these there is one alone, which has no id. */
const SINGLE = new Set(["organization"]);

/** How a route deals with entity tags. */
export interface Conditions {
  /** Whether its answer names the tag of the thing as it is then. */
  showsTag: boolean;
  /** Whether it changes the thing only as it was read, if `If-Match` says so. */
  takesIfMatch: boolean;
  /** Whether it answers 304 to whoever has the thing already, by `If-None-Match`. */
  takesIfNoneMatch: boolean;
}

const NONE: Conditions = { showsTag: false, takesIfMatch: false, takesIfNoneMatch: false };

/** Says how a route deals with entity tags, by its method and the path that it was declared with. */
export function conditionsOf(method: string, path: string): Conditions {
  const [, name = "", id, action, , deed] = path.split("/");
  if (SINGLE.has(name)) return conditionsOfThing(method);
  const actions = Object.hasOwn(CONFIGURATION, name) ? CONFIGURATION[name] : undefined;
  if (actions === undefined) return NONE;
  if (id === undefined) return { ...NONE, showsTag: method === "POST" };
  if (!id.startsWith(":")) return NONE;
  if (action === undefined) return conditionsOfThing(method);
  // What is done with a part of a thing, such as a trial of a tool, does not change it.
  const changes = actions.includes(action) && deed === undefined && !isRead(method);
  return { ...NONE, showsTag: changes, takesIfMatch: changes };
}

function conditionsOfThing(method: string): Conditions {
  return { showsTag: method !== "DELETE", takesIfMatch: !isRead(method), takesIfNoneMatch: isRead(method) };
}

function isRead(method: string): boolean {
  return method === "GET" || method === "HEAD";
}
