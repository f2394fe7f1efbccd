import type { Schemas } from "@operator/sdk";
import { type Secret, secretsByName, secretsOf, secretsText } from "./secrets.ts";

/** An MCP server as lists show it. */
export type McpServer = Schemas["McpServer"];

/** An MCP server as its form holds it. */
export interface McpDraft {
  name: string;
  type: "http" | "stdio";
  url: string;
  headers: Secret[];
  program: string;
  /** One on each line. */
  arguments: string[];
  environment: Secret[];
  time_limit_sec: number;
}

/** What a new server begins with. */
export const NEW_SERVER: McpDraft = {
  name: "",
  type: "http",
  url: "",
  headers: [],
  program: "",
  arguments: [],
  environment: [],
  time_limit_sec: 15,
};

/** Makes a form of a server. */
export function mcpDraftOf({ name, transport, time_limit_sec }: McpServer): McpDraft {
  const common = { ...NEW_SERVER, name, time_limit_sec, type: transport.type };
  if (transport.type === "http") return { ...common, url: transport.url, headers: secretsOf(transport.headers) };
  const { program, arguments: given, environment } = transport;
  return { ...common, program, arguments: [...given], environment: secretsOf(environment) };
}

/** Makes of a form what the API takes, for a new server as for a change. */
export function mcpServerOf(draft: McpDraft) {
  return { name: draft.name.trim(), time_limit_sec: draft.time_limit_sec, transport: transportOf(draft) };
}

function transportOf(draft: McpDraft): Schemas["NewMcpTransport"] {
  const { type, url, headers, program, environment } = draft;
  if (type === "http") return { type, url: url.trim(), headers: secretsByName(headers) };
  return { type, program: program.trim(), arguments: draft.arguments, environment: secretsByName(environment) };
}

/** Writes how two people have set one server. */
export function mcpDifferences(theirs: McpDraft, yours: McpDraft) {
  const [one, other] = [partsOf(theirs), partsOf(yours)];
  return Object.keys(one).map((name) => ({ name, theirs: one[name] ?? "", yours: other[name] ?? "" }));
}

function partsOf(draft: McpDraft): Record<string, string> {
  return {
    Name: draft.name,
    Address: draft.url,
    Headers: secretsText(draft.headers),
    Program: [draft.program, ...draft.arguments].join(" "),
    Environment: secretsText(draft.environment),
    "Time limit": `${draft.time_limit_sec} s`,
  };
}
