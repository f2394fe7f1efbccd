import type { Room } from "./rooms.ts";

/** Somewhere the palette leads. */
export interface Command {
  title: string;
  kind: string;
  path: string;
  /** What stands behind the `?` of the address. */
  search?: Record<string, string>;
}

/** Something that has a name and an id. */
export interface Found {
  id: string;
  name: string;
}

/** Where ids lead, by their prefixes. */
const PLACES: readonly {
  form: RegExp;
  kind: string;
  path(id: string): string;
  search?(id: string): Record<string, string>;
}[] = [
  { form: /^ca_[0-9A-Za-z]{11}(@v\d+)?$/, kind: "Agent", path: (id) => `/agents/${id.split("@")[0]}` },
  {
    form: /^pa_[0-9A-Za-z]{11}(@v\d+)?$/,
    kind: "Procedural agent",
    path: (id) => `/procedural-agents/${id.split("@")[0]}`,
  },
  { form: /^trun_[0-9A-Za-z]{11}$/, kind: "Run", path: (id) => `/procedural-agents/runs/${id}` },
  { form: /^pbat_[0-9A-Za-z]{11}$/, kind: "Bulk run", path: (id) => `/procedural-agents/batches/${id}` },
  {
    form: /^psch_[0-9A-Za-z]{11}$/,
    kind: "Schedule",
    path: () => "/procedural-agents",
    search: (id) => ({ tab: "schedules", schedule: id }),
  },
  { form: /^conv_[0-9A-Za-z]{11}$/, kind: "Conversation", path: (id) => `/conversations/${id}` },
  { form: /^cus_[0-9A-Za-z]{11}$/, kind: "Customer", path: (id) => `/customers/${id}` },
  { form: /^camp_[0-9A-Za-z]{11}$/, kind: "Campaign", path: (id) => `/campaigns/${id}` },
  { form: /^tra_[0-9A-Za-z]{11}$/, kind: "Transfer", path: (id) => `/transfers/${id}` },
  { form: /^pno_[0-9A-Za-z]{11}$/, kind: "Phone number", path: (id) => `/phone-numbers/${id}` },
  { form: /^mcp_[0-9A-Za-z]{11}$/, kind: "MCP server", path: (id) => `/tools/mcp/${id}` },
  { form: /^oas_[0-9A-Za-z]{11}$/, kind: "OpenAPI document", path: (id) => `/tools/openapi/${id}` },
  {
    form: /^req_[0-9A-Za-z]{11}$/,
    kind: "Log of a request",
    path: () => "/logs",
    search: (id) => ({ request_id: id }),
  },
];

const MOST = 12;

/** Finds where a few letters may lead: what an id names first, then rooms, then agents. */
export function commandsFor(
  text: string,
  { rooms, agents }: { rooms: readonly Room[]; agents: readonly Found[] },
): Command[] {
  const wanted = text.trim();
  const named = PLACES.filter(({ form }) => form.test(wanted)).map(({ kind, path, search }) => ({
    title: wanted,
    kind,
    path: path(wanted),
    ...(search ? { search: search(wanted) } : {}),
  }));
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (content: string) => words.every((word) => content.toLowerCase().includes(word));
  const toRooms = rooms
    .filter(({ title, words: others = "" }) => has(`${title} ${others}`))
    .map(({ title, path }) => ({ title, kind: "Room", path }));
  const toAgents = agents
    .filter(({ name, id }) => has(`${name} ${id}`))
    .map(({ name, id }) => ({ title: name, kind: "Agent", path: `/agents/${id}` }));
  return [...named, ...toRooms, ...toAgents].slice(0, MOST);
}
