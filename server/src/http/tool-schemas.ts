import { z } from "zod";
import { newToolSchema, TOOL_TYPES, toolChangeSchema, toolReplacementSchema, toolSchema } from "../domain/tool.ts";
import { TOOL_CALL_STATUSES, toolCallSchema } from "../domain/tool-call.ts";
import { listOf, pageQuery } from "./pages.ts";
import { EXAMPLE_TOOL } from "./tool-examples.ts";
import { warnings } from "./warnings.ts";

const TAGS = ["Tools"];

const byName = z.object({ name: z.string().describe("The tool's name.") });

export const listTools = {
  operationId: "listTools",
  tags: TAGS,
  summary: "List tools",
  description: "Lists the tools of the registry: HTTP endpoints, and tools of the client.",
  querystring: pageQuery.extend({ type: z.enum(TOOL_TYPES).optional().describe("Of this type.") }),
  response: { 200: listOf(toolSchema, "The tools") },
} as const;

export const createTool = {
  operationId: "createTool",
  tags: TAGS,
  summary: "Create a tool",
  description:
    'Makes a tool. Agents enable it with `{"ns": "api", "name": "…"}`, one of the type `client` with `{"ns": "client", …}`.',
  errors: ["name_taken", "not_allowed"],
  body: newToolSchema,
  response: { 200: toolSchema },
} as const;

export const getTool = {
  operationId: "getTool",
  tags: TAGS,
  summary: "Get a tool",
  description: "Shows a tool. The values of its headers are secrets, and shown as null.",
  errors: ["not_found"],
  params: byName,
  response: { 200: toolSchema },
} as const;

export const replaceTool = {
  operationId: "replaceTool",
  tags: TAGS,
  summary: "Replace a tool",
  description:
    "Makes a tool what is given; what is left out gets its default. The answer of a GET may be sent back, changed where " +
    "you like. Conversations under way use a new address, header or limit from their next call on; what the model is " +
    "shown of the tool changes with the next conversation.",
  errors: ["not_allowed", "not_found"],
  params: byName,
  body: toolReplacementSchema,
  response: { 200: toolSchema },
} as const;

export const changeTool = {
  operationId: "changeTool",
  tags: TAGS,
  summary: "Change a tool",
  description: "Changes what is given of a tool; what is absent stays as it is.",
  errors: ["not_allowed", "not_found"],
  params: byName,
  body: toolChangeSchema,
  response: { 200: toolSchema },
} as const;

export const deleteTool = {
  operationId: "deleteTool",
  tags: TAGS,
  summary: "Delete a tool",
  description: "Deletes a tool; 409 while the released or draft version of an agent enables it.",
  errors: ["in_use", "not_allowed", "not_found"],
  params: byName,
  response: {
    200: z
      .object({
        name: z.string().describe("The name of the tool that was deleted."),
        deleted: z.literal(true).describe("Always true."),
      })
      .meta({ description: "The tool was deleted.", examples: [{ name: EXAMPLE_TOOL, deleted: true }] }),
  },
} as const;

/** The body that tries a tool. */
export const trialSchema = z
  .object({ arguments: z.unknown().optional().describe("The arguments, as a model would give them: an object.") })
  .strict()
  .meta({ id: "ToolTrial", description: "A call to be made to see how it goes." });

const sentSchema = z
  .object({
    url: z.string().describe("The whole address."),
    method: z.string().describe("The HTTP method."),
    headers: z
      .record(z.string(), z.string())
      .describe("What was sent, the signature included; the tool's own values are masked as `[secret]`."),
    body: z.string().nullable().describe("The exact body; null without one."),
  })
  .nullable()
  .describe("The request; null when nothing was to be sent, e.g. because the arguments do not fit.");

const receivedSchema = z
  .object({
    status: z.number().int().describe("The HTTP status."),
    headers: z.record(z.string(), z.string()).describe("The headers, by lower-case name."),
    body: z.string().describe("The body as text, the tool's secrets masked in it."),
    duration_ms: z.number().describe("How long it took, in milliseconds."),
  })
  .nullable()
  .describe("What came back; null when there was no answer.");

/** How a trial ended. */
export const trialOutcome = {
  outcome: z
    .object({
      status: z
        .enum(["succeeded", "failed", "unknown"])
        .describe("`unknown`: it may or may not have been carried out."),
      result: z.unknown().describe("The result as an agent is given it; null without one."),
      error: z.string().nullable().describe("What an agent would be told went wrong; null when nothing did."),
    })
    .describe("How the call ended, as an agent would be told."),
  output_problems: z
    .array(z.string())
    .describe("What of the result does not fit `output_schema`; an agent is given the result all the same."),
};

const trialResultSchema = z
  .object({
    request: sentSchema,
    response: receivedSchema,
    ...trialOutcome,
    warnings,
  })
  .meta({ id: "ToolTrialResult", description: "How a call went that was made to see how it goes." });

export const tryTool = {
  operationId: "tryTool",
  tags: TAGS,
  summary: "Try a tool",
  description:
    "Makes one signed call, exactly as a conversation would but without retries, and shows request and answer. The call is " +
    "real: what it does at the receiver is done. A receiver that may not be called, or that fails, is an outcome and not an error.",
  errors: ["not_found"],
  params: byName,
  body: trialSchema,
  response: { 200: trialResultSchema },
} as const;

/** Which calls a list shows. */
const callQuery = pageQuery.extend({
  conversation_id: z.string().optional().describe("Made in, or about, this conversation, `conv_…`."),
  procedure_id: z.string().optional().describe("Made by this run of a procedural agent, `trun_…`."),
  name: z.string().optional().describe("Of the tool of this name, as the model called it."),
  status: z.enum(TOOL_CALL_STATUSES).optional().describe("Of this status."),
});

export const listToolCalls = {
  operationId: "listToolCalls",
  tags: TAGS,
  summary: "List tool calls",
  description: "Lists the ledger: every call that was made in a conversation. Filters restrict the list together.",
  querystring: callQuery,
  response: { 200: listOf(toolCallSchema, "The calls") },
} as const;

export const getToolCall = {
  operationId: "getToolCall",
  tags: TAGS,
  summary: "Get a tool call",
  description: "Shows a call's entry in the ledger. Its result is in the events of the conversation.",
  errors: ["not_found"],
  params: z.object({ call_id: z.string().describe("The call, `call_…`.") }),
  response: { 200: toolCallSchema },
} as const;
