import { z } from "zod";
import { requestMappingSchema } from "./tool-request.ts";

/** Who carries a tool of the registry out: an HTTP endpoint of the business, or the client that holds the session. */
export const TOOL_TYPES = ["http", "client"] as const;

/** The methods that a tool's endpoint may be called with. */
export const TOOL_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** What becomes of a call under way when the user interrupts. */
const ON_INTERRUPT = ["finish", "cancel"] as const;

/** The names that a tool may have. */
export const TOOL_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

const jsonSchema = z.record(z.string(), z.unknown());
const type = z
  .enum(TOOL_TYPES)
  .describe("`http`: an endpoint of yours, called signed. `client`: carried out by whoever holds the session.");
const name = z
  .string()
  .regex(TOOL_NAME, "must begin with a letter and have at most 64 letters, digits, _ and -")
  .describe("The tool's unique name, which agents enable and the model calls; it never changes.");
const description = z
  .string()
  .min(1)
  .max(10_000)
  .describe("What it does and when to use it: all that the model knows of it beside the schema.");
const method = z.enum(TOOL_METHODS).nullable().describe("The HTTP method; null for a `client` tool.");
const url = z
  .string()
  .max(4_096)
  .nullable()
  .describe("The endpoint; `{name}` after the host stands for that argument. Null for a `client` tool.");
const inputSchema = jsonSchema.describe(
  "JSON Schema of the arguments, of type object; checked before anything is sent. OpenAPI 3.0 and 3.1 are understood.",
);
const outputSchema = jsonSchema.nullable().describe("JSON Schema of the result; null when any will do.");
const timeLimit = z
  .number()
  .min(0.1)
  .max(300)
  .describe("How long a turn waits for an answer, in seconds, with all attempts.");
const inBackground = z
  .boolean()
  .describe("Whether the agent goes on talking while it runs, and is told of the answer when it is there.");
const onInterrupt = z
  .enum(ON_INTERRUPT)
  .describe("When the user interrupts: `finish` the call and tell the agent, or `cancel` it if nothing was sent yet.");
const request = requestMappingSchema
  .nullable()
  .describe(
    "Where each argument goes. Null: placeholders of the URL first, the rest in the query of a GET or DELETE, else as a JSON body.",
  );
const headers = z.record(z.string(), z.string().nullable());
const moment = z.iso.datetime();

/** What GET answers beside the settings, which may be sent back unchanged. */
const readOnly = {
  used_by: z.unknown().optional().describe("Ignored: it may be sent back as it was read."),
  created_at: z.unknown().optional().describe("Ignored: it may be sent back as it was read."),
  updated_at: z.unknown().optional().describe("Ignored: it may be sent back as it was read."),
};

const settings = {
  description,
  method: method.default(null),
  url: url.default(null),
  input_schema: inputSchema,
  output_schema: outputSchema.default(null),
  time_limit_sec: timeLimit.default(15),
  runs_in_background: inBackground.default(false),
  on_interrupt: onInterrupt.default("finish"),
  request: request.default(null),
};

const NEW_HEADERS = "Headers of each request, by name. Every value is kept as a secret and never shown again.";

/** The body that makes a tool. */
export const newToolSchema = z
  .strictObject({
    type: type.default("http"),
    name,
    ...settings,
    headers: z.record(z.string(), z.string()).default({}).describe(NEW_HEADERS),
  })
  .meta({ id: "NewTool", description: "A tool to be made." });

/** A tool to be made. */
export type NewTool = z.output<typeof newToolSchema>;

const KEPT_HEADERS = "A null keeps the value that is stored; a header left out of a given object is dropped.";

/** The body that replaces a tool. */
export const toolReplacementSchema = z
  .strictObject({
    type: type.optional().describe("As it is: the type never changes."),
    name: name.optional().describe("As it is: the name never changes."),
    ...settings,
    headers: headers.default({}).describe(`${NEW_HEADERS} ${KEPT_HEADERS}`),
    ...readOnly,
  })
  .meta({
    id: "ToolReplacement",
    description: "A tool as it is to be from now on; what is left out gets its default.",
  });

/** A tool as it is to be from now on. */
export type ToolReplacement = z.output<typeof toolReplacementSchema>;

/** The body that changes a tool. */
export const toolChangeSchema = z
  .strictObject({
    type: type.optional().describe("As it is: the type never changes."),
    name: name.optional().describe("As it is: the name never changes."),
    description: description.optional(),
    method: method.optional(),
    url: url.optional(),
    input_schema: inputSchema.optional(),
    output_schema: outputSchema.optional(),
    headers: headers.optional().describe(`${NEW_HEADERS} ${KEPT_HEADERS}`),
    time_limit_sec: timeLimit.optional(),
    runs_in_background: inBackground.optional(),
    on_interrupt: onInterrupt.optional(),
    request: request.optional(),
    ...readOnly,
  })
  .meta({ id: "ToolChange", description: "What to change of a tool; what is absent stays as it is." });

/** What to change of a tool. */
export type ToolChange = z.output<typeof toolChangeSchema>;

const userSchema = z.object({
  id: z.string().describe("The agent, `ca_…`."),
  name: z.string().describe("The agent's name in that version."),
  version_id: z.string().describe("The released or draft version that enables the tool, `ca_…@vN`."),
});

/** A tool as answered. */
export const toolSchema = z
  .object({
    type,
    name,
    description,
    method,
    url,
    input_schema: inputSchema,
    output_schema: outputSchema,
    headers: z
      .record(z.string(), z.null())
      .describe("The names of the headers that are sent. Their values are secrets, and shown as null."),
    time_limit_sec: timeLimit,
    runs_in_background: inBackground,
    on_interrupt: onInterrupt,
    request,
    used_by: z.array(userSchema).describe("The agents whose released or draft version enables the tool."),
    created_at: moment.describe("When it was made, ISO 8601 in UTC."),
    updated_at: moment.describe("When it was last changed, ISO 8601 in UTC."),
  })
  .meta({ id: "Tool", description: "A tool that agents can be given." });

/** A tool as answered. */
export type Tool = z.output<typeof toolSchema>;

/** Everything that is set of a tool but the values of its headers, every default in place. */
export type ToolSettings = Omit<NewTool, "headers">;
