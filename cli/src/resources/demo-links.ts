import { column, resource, whole } from "./resource.ts";

const SECTION = "Agents and what they can do:";

/** Public links to agents, for those who make them and for those who have one. */
export const DEMO_LINKS = [
  resource({
    name: "demo-links",
    aliases: ["demo-link"],
    group: "demoLinks",
    about: "Public links to talk with an agent, on a page or in the widget.",
    idField: "id",
    section: SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists the links.",
        columns: [
          whole("id"),
          column("name"),
          column("agent_id", "agent"),
          column("usage.open", "open"),
          column("usage.last_day", "last day"),
          whole("url"),
        ],
        filters: [{ name: "agent_id", about: "To this agent, ca_…." }],
      },
      { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows a link." },
      {
        kind: "send",
        name: "create",
        method: "create",
        about: "Makes a link.",
        options: [
          { flags: "--agent <id>", about: "Who talks.", field: "agent_id" },
          { flags: "--name <name>", about: "What people call the link.", field: "name" },
        ],
      },
      { kind: "send", name: "change", method: "change", about: "Changes those settings of a link that are given." },
      { kind: "delete", name: "delete", aliases: ["rm"], method: "delete", about: "Withdraws a link." },
    ],
  }),
  resource({
    name: "demos",
    aliases: ["demo"],
    group: "demos",
    about: "Where public links lead.",
    idField: "id",
    section: SECTION,
    verbs: [
      { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Says where a link leads." },
      { kind: "send", name: "begin", method: "begin", about: "Begins a conversation by a link.", base: {} },
    ],
  }),
];
