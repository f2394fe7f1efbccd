import type { Client } from "@operator/sdk";
import type { Command } from "commander";
import { CliError, EXIT } from "../cli-error.ts";
import { completesIds } from "../completion/ids.ts";
import type { CliContext } from "../context.ts";
import { type BodyOption, column, resource, type Verb, whole } from "./resource.ts";

const SECTION = "Agents and what they can do:";

type AgentGroup = "conversationalAgents" | "proceduralAgents";

const VERSION_COLUMNS = [whole("version_id"), column("version_status", "status"), column("name"), column("updated_at")];

const NAMING: readonly BodyOption[] = [
  { flags: "--name <name>", about: "What people call it.", field: "name" },
  { flags: "--description <text>", about: "What it is for.", field: "description" },
];

/** Both kinds of agents have the same calls. */
const VERBS = [
  {
    kind: "list",
    name: "list",
    aliases: ["ls"],
    method: "list",
    about: "Lists agents, each with its latest version.",
    columns: [
      whole("id"),
      column("name"),
      column("version_id", "latest"),
      column("version_status", "status"),
      column("updated_at"),
    ],
  },
  { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows a version; of a bare id the latest." },
  { kind: "send", name: "create", method: "create", about: "Makes an agent, as a draft.", options: NAMING },
  {
    kind: "send",
    name: "update",
    method: "update",
    about: "Changes an agent's draft; opens one where there is none.",
    options: NAMING,
  },
  {
    kind: "delete",
    name: "delete",
    aliases: ["rm"],
    method: "delete",
    about: "Deletes an agent with all its versions.",
  },
  {
    kind: "array",
    name: "versions",
    method: "versions",
    about: "Lists an agent's versions.",
    columns: VERSION_COLUMNS,
  },
  {
    kind: "act",
    name: "release",
    method: "release",
    ids: ["version_id"],
    about: "Releases a version: new conversations take it.",
  },
] as const satisfies readonly Verb<AgentGroup>[];

/** Adds `rollback`, which releases again what was released before. */
function addRollback(group: AgentGroup): (command: Command, context: CliContext) => void {
  return (parent, context) => {
    const command = parent
      .command("rollback")
      .description("Releases the version again that was released before the present one.")
      .argument("<id>")
      .option("--to <version>", "The version to go back to, ca_…@v2 or v2.")
      .action(async (id: string, { to }: { to?: string }) => {
        const agents: Client[AgentGroup] = context.client()[group];
        const target = to === undefined ? await before(agents, id, context) : versionOf(id, to);
        const released = await agents.release(target, { signal: context.signal });
        if (context.isJson) context.out.json(released);
        else context.out.line(`${released.version_id} is released.`);
      });
    completesIds(command, group === "conversationalAgents" ? "agents" : "procedural-agents");
  };
}

/** Finds the newest version that was released once and is older than the released one. */
async function before(agents: Client[AgentGroup], id: string, { signal }: CliContext): Promise<string> {
  const versions = await agents.versions(id, { signal });
  const released = versions.find(({ version_status }) => version_status === "released");
  if (released === undefined) throw new CliError(`${id} was never released, so there is nothing to go back to.`);
  const current = numberOf(released.version_id);
  const older = versions.filter(
    (version) => version.version_status === "archived" && numberOf(version.version_id) < current,
  );
  const [target] = older.sort((one, other) => numberOf(other.version_id) - numberOf(one.version_id));
  if (target !== undefined) return target.version_id;
  const message = `${released.version_id} is the first that was released. Name another version with --to.`;
  throw new CliError(message, { exitCode: EXIT.conflict });
}

function versionOf(id: string, to: string): string {
  return to.includes("@") ? to : `${id.split("@")[0]}@${to.startsWith("v") ? to : `v${to}`}`;
}

function numberOf(versionId: string): number {
  return Number(versionId.split("@v")[1]);
}

/** Agents of both kinds, and their tools. */
export const AGENTS = [
  resource({
    name: "agents",
    aliases: ["agent", "conversational-agents"],
    group: "conversationalAgents",
    about: "Agents that talk with people.",
    idField: "id",
    section: SECTION,
    verbs: VERBS,
    extra: addRollback("conversationalAgents"),
  }),
  resource({
    name: "procedural-agents",
    aliases: ["procedural-agent"],
    group: "proceduralAgents",
    about: "Agents that work when nobody talks.",
    idField: "id",
    section: SECTION,
    verbs: VERBS,
    extra: addRollback("proceduralAgents"),
  }),
  resource({
    name: "tools",
    aliases: ["tool"],
    group: "tools",
    about: "The registry of tools that agents can call.",
    idField: "name",
    section: SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists tools.",
        columns: [whole("name"), column("type"), column("method"), column("url"), column("description")],
        filters: [{ name: "type", about: "Of this type.", choices: ["http", "client"] }],
      },
      { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows a tool." },
      { kind: "send", name: "create", method: "create", about: "Makes a tool." },
      { kind: "send", name: "replace", method: "update", about: "Puts a new whole in a tool's place." },
      { kind: "send", name: "change", method: "change", about: "Changes those settings of a tool that are given." },
      { kind: "delete", name: "delete", aliases: ["rm"], method: "delete", about: "Deletes a tool." },
      { kind: "send", name: "try", method: "try", about: "Calls a tool to see how it goes." },
    ],
  }),
  resource({
    name: "tool-calls",
    aliases: ["tool-call"],
    group: "toolCalls",
    about: "The ledger of calls that agents made.",
    idField: "call_id",
    section: SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists calls of tools, newest first.",
        columns: [
          whole("call_id"),
          column("name"),
          column("status"),
          column("created_at"),
          column("arguments"),
          column("conversation_id"),
        ],
        filters: [
          { name: "conversation_id", about: "Made in this conversation." },
          { name: "procedure_id", about: "Made in this run of a procedural agent." },
          { name: "name", about: "Of this tool." },
          { name: "status", about: "In this state.", choices: ["started", "succeeded", "failed", "unknown"] },
        ],
      },
      { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows a call with its answer." },
    ],
  }),
  resource({
    name: "mcp-servers",
    aliases: ["mcp-server"],
    group: "mcpServers",
    about: "Servers of the Model Context Protocol, whose tools agents can call.",
    idField: "id",
    section: SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists MCP servers.",
        columns: [
          whole("id"),
          column("name"),
          column("status"),
          column("is_enabled", "enabled"),
          column("tool_count", "tools"),
          column("synced_at"),
        ],
      },
      { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows a server with its tools." },
      { kind: "send", name: "create", method: "create", about: "Adds a server." },
      { kind: "send", name: "replace", method: "update", about: "Puts a new whole in a server's place." },
      { kind: "send", name: "change", method: "change", about: "Changes those settings of a server that are given." },
      { kind: "delete", name: "delete", aliases: ["rm"], method: "delete", about: "Removes a server." },
      { kind: "act", name: "sync", method: "sync", about: "Reads a server's tools anew." },
      {
        kind: "send",
        name: "change-tool",
        method: "changeTool",
        ids: ["id", "tool"],
        about: "Changes how one tool of a server is offered.",
      },
      {
        kind: "send",
        name: "try-tool",
        method: "tryTool",
        ids: ["id", "tool"],
        about: "Calls one tool of a server to see how it goes.",
      },
    ],
  }),
  resource({
    name: "openapi-sources",
    aliases: ["openapi-source"],
    group: "openapiSources",
    about: "OpenAPI documents of which tools were made.",
    idField: "id",
    section: SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists the documents.",
        columns: [
          whole("id"),
          column("name"),
          column("title"),
          column("version"),
          column("tool_count", "tools"),
          column("url"),
        ],
      },
      { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows a document with its tools." },
      { kind: "send", name: "create", method: "create", about: "Imports a document." },
      {
        kind: "delete",
        name: "delete",
        aliases: ["rm"],
        method: "delete",
        about: "Forgets a document.",
        filters: [{ name: "tools", about: "What becomes of its tools.", choices: ["keep", "delete"] }],
      },
      { kind: "send", name: "preview", method: "preview", ids: [], about: "Shows what a document would give." },
      { kind: "send", name: "compare", method: "compare", about: "Shows how a document has changed." },
      { kind: "send", name: "import", method: "import", about: "Takes over what has changed." },
    ],
  }),
];
