import { z } from "zod";
import { canonicalJson } from "../lib/canonical-json.ts";
import { isJsonObject, type JsonObject } from "../lib/json.ts";
import { toolSchema } from "./tool.ts";

/** The names by which the protocol knows tools (MCP revision 2025-11-25, "Tool Names"); a first letter or digit. */
export const MCP_TOOL_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const LONGEST_DESCRIPTION = 10_000;
const LONGEST_TITLE = 200;
const LARGEST_SCHEMA = 64 * 1024;
const LONGEST_NAME_SHOWN = 80;

/** Returns the name by which configurations enable a server's tool. */
export function fullToolName(server: string, tool: string): string {
  return `${server}/${tool}`;
}

const hint = (description: string) => z.boolean().nullable().describe(`${description} Null when it does not say.`);

const annotationsSchema = z.object({
  title: z.string().nullable().describe("What people call it."),
  read_only: hint("Whether it changes nothing, so that a call without an answer has simply failed."),
  destructive: hint("Whether it may destroy something."),
  idempotent: hint("Whether calling it again with the same arguments changes nothing more."),
  open_world: hint("Whether it reaches beyond a closed domain, as a web search does."),
});

const { runs_in_background, on_interrupt, used_by } = toolSchema.shape;
const timeLimit = z
  .number()
  .min(0.1)
  .max(300)
  .nullable()
  .describe("How long a turn waits for an answer, in seconds; null takes the server's limit.");

/** A tool of an MCP server as answered. */
export const mcpToolSchema = z
  .object({
    name: z.string().describe("The server's own name of it."),
    full_name: z.string().describe("The name by which agents enable it, `server/tool`."),
    description: z.string().describe("What the server says that it does; the model reads it."),
    input_schema: z.record(z.string(), z.unknown()).describe("JSON Schema of the arguments, checked before a call."),
    output_schema: z.record(z.string(), z.unknown()).nullable().describe("JSON Schema of the result, or null."),
    annotations: annotationsSchema.describe("What the server says of its nature; nothing proves that it is true."),
    time_limit_sec: timeLimit,
    runs_in_background,
    on_interrupt,
    is_enabled: z.boolean().describe("False when it is among the server's `disabled_tools`."),
    is_available: z.boolean().describe("False when the server no longer has it, and an agent still names it."),
    used_by,
  })
  .meta({ id: "McpTool", description: "A tool of an MCP server." });

/** The body that changes how a tool of an MCP server is used. */
export const mcpToolChangeSchema = z
  .strictObject({
    time_limit_sec: timeLimit.optional(),
    runs_in_background: runs_in_background.optional(),
    on_interrupt: on_interrupt.optional(),
  })
  .meta({ id: "McpToolChange", description: "How a tool is to be used; what is absent stays as it is." });

/** A tool of an MCP server as answered. */
export type McpTool = z.output<typeof mcpToolSchema>;

/** How a tool of an MCP server is to be used. */
export type McpToolChange = z.output<typeof mcpToolChangeSchema>;

/** What a server says of the nature of a tool. */
export type McpAnnotations = z.output<typeof annotationsSchema>;

/** A tool as a server describes it, of bounded size. */
export interface DiscoveredTool {
  readonly name: string;
  readonly description: string;
  readonly input_schema: JsonObject;
  readonly output_schema: JsonObject | null;
  readonly annotations: McpAnnotations;
}

/** A tool that can be used, with what was left out of it; or the reason why it cannot. */
export type ReadTool =
  | { readonly tool: DiscoveredTool; readonly notes: readonly string[] }
  | { readonly name: string | null; readonly problem: string };

/**
 * Reads what a server says of one of its tools. Nothing in it is trusted: what is too long is cut or left out, and said
 * so. The input schema is not compiled here.
 */
export function readTool(raw: unknown): ReadTool {
  const name = isJsonObject(raw) && typeof raw["name"] === "string" ? raw["name"] : null;
  if (!isJsonObject(raw) || name === null) return { name: null, problem: "It has no name." };
  const shown = name.length > LONGEST_NAME_SHOWN ? `${name.slice(0, LONGEST_NAME_SHOWN)}…` : name;
  if (!MCP_TOOL_NAME.test(name)) {
    return {
      name: shown,
      problem: "Its name is not 1 to 128 of A-Z, a-z, 0-9, _, - and ., with a letter, digit or _ first.",
    };
  }
  const inputSchema = readInputSchema(raw["inputSchema"]);
  if ("problem" in inputSchema) return { name: shown, problem: inputSchema.problem };
  if (isJsonObject(raw["execution"]) && raw["execution"]["taskSupport"] === "required") {
    return { name: shown, problem: "It can only be run as a task of the protocol, which is not spoken here." };
  }
  const notes: string[] = [];
  const annotations = readAnnotations(raw);
  const tool = {
    name,
    description: readDescription(raw["description"], annotations.title, notes),
    input_schema: inputSchema.schema,
    output_schema: readOutputSchema(raw["outputSchema"], notes),
    annotations,
  };
  return { tool, notes };
}

function readInputSchema(value: unknown): { schema: JsonObject } | { problem: string } {
  const schema = value ?? {};
  if (!isJsonObject(schema)) return { problem: "Its input schema is not a JSON object." };
  const { type = "object" } = schema;
  if (type !== "object") return { problem: 'Its input schema is not of the type "object".' };
  const size = JSON.stringify(schema).length;
  if (size > LARGEST_SCHEMA) {
    return { problem: `Its input schema has ${size} characters; the limit is ${LARGEST_SCHEMA}.` };
  }
  return { schema: { ...schema, type } };
}

function readOutputSchema(value: unknown, notes: string[]): JsonObject | null {
  if (value === undefined || value === null) return null;
  if (isJsonObject(value) && JSON.stringify(value).length <= LARGEST_SCHEMA) return value;
  notes.push(`Its output schema is not a JSON object of at most ${LARGEST_SCHEMA} characters, and was left out.`);
  return null;
}

function readDescription(value: unknown, title: string | null, notes: string[]): string {
  const text = typeof value === "string" && value.trim() !== "" ? value : (title ?? "");
  if (text.length <= LONGEST_DESCRIPTION) return text;
  notes.push(`Its description has ${text.length} characters, and was cut to ${LONGEST_DESCRIPTION}.`);
  return text.slice(0, LONGEST_DESCRIPTION).toWellFormed();
}

function readAnnotations(raw: JsonObject): McpAnnotations {
  const said = isJsonObject(raw["annotations"]) ? raw["annotations"] : {};
  const title = [raw["title"], said["title"]].find((text) => typeof text === "string" && text.trim() !== "");
  const flag = (value: unknown) => (typeof value === "boolean" ? value : null);
  return {
    title: typeof title === "string" ? title.slice(0, LONGEST_TITLE).toWellFormed() : null,
    read_only: flag(said["readOnlyHint"]),
    destructive: flag(said["destructiveHint"]),
    idempotent: flag(said["idempotentHint"]),
    open_world: flag(said["openWorldHint"]),
  };
}

/** What became of a server's tools since they were looked at last, by name. */
export interface ToolChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** Compares the tools that a server has with those that it had; one that was not available is new when it is back. */
export function compareTools(
  before: readonly (DiscoveredTool & { readonly is_available: boolean })[],
  now: readonly DiscoveredTool[],
): ToolChanges {
  const had = new Map(before.filter((tool) => tool.is_available).map((tool) => [tool.name, tool]));
  const has = new Set(now.map((tool) => tool.name));
  const changed = now.filter((tool) => {
    const former = had.get(tool.name);
    return former !== undefined && textOf(former) !== textOf(tool);
  });
  return {
    added: now.filter((tool) => !had.has(tool.name)).map((tool) => tool.name),
    changed: changed.map((tool) => tool.name),
    removed: [...had.keys()].filter((name) => !has.has(name)),
  };
}

function textOf({ description, input_schema, output_schema, annotations }: DiscoveredTool): string {
  return canonicalJson([description, input_schema, output_schema, annotations]);
}
