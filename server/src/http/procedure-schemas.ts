import { z } from "zod";
import { procedureEventSchema } from "../domain/event.ts";
import { PROCEDURE_STATUSES, procedureItemSchema } from "../domain/procedure.ts";
import { listOf, pageQuery } from "./pages.ts";
import { warnings } from "./warnings.ts";
import { resumeHeaders, resumeQuery } from "./sse.ts";

const TAGS = ["Procedures"];

const byId = z.object({ id: z.string().describe("The run, `trun_…`.") });

/** How many events of a run stand in the answer that shows it; the stream has them all. */
export const MOST_EVENTS_SHOWN = 1_000;

const newProcedureSchema = z
  .object({
    agent_id: z.string().describe("`pa_…` means the released version, `pa_…@vN` that one, drafts included."),
    conversation_id: z
      .string()
      .nullable()
      .optional()
      .describe("The conversation that it works on, as its log is by now. Without one, `input` is needed."),
    livemode: z
      .boolean()
      .nullable()
      .optional()
      .describe("The conversation's by default; without one true, false for test keys."),
    input: z
      .record(z.string(), z.unknown())
      .nullable()
      .optional()
      .describe("What it works on, beside the conversation or alone; variables of its prompt are taken from it."),
  })
  .meta({ id: "NewProcedure", description: "A run of a procedural agent to be ordered." });

const procedureSchema = procedureItemSchema
  .extend({
    events: z
      .array(procedureEventSchema)
      .describe(`What happened in it, oldest first, the first ${MOST_EVENTS_SHOWN}; the stream has them all.`),
  })
  .meta({ id: "Procedure", description: "One run of a procedural agent." });

const filterQuery = pageQuery.extend({
  agent_id: z
    .string()
    .regex(/^pa_[0-9A-Za-z]{11}(@v[0-9]{1,9})?$/, "must be an agent's id, pa_… or pa_…@vN")
    .optional()
    .describe("Of this agent, `pa_…`, or of this version of it, `pa_…@vN`."),
  conversation_id: z.string().optional().describe("About this conversation, `conv_…`."),
  has_conversation: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional()
    .describe("`true` for those about a conversation, `false` for those that work on their input alone."),
  status: z.enum(PROCEDURE_STATUSES).optional().describe("Of this status."),
  batch_id: z.string().optional().describe("Of this batch, `pbat_…`."),
});

/** Which runs a list shows. */
export type ProcedureQuery = z.output<typeof filterQuery>;

export const createProcedure = {
  operationId: "createProcedure",
  tags: TAGS,
  summary: "Run a procedural agent",
  description:
    "Orders a run of a procedural agent, over a conversation, over what `input` says, or both. It begins at once.",
  errors: ["not_found", "not_released", "not_allowed"],
  body: newProcedureSchema,
  response: {
    200: z
      .object({ id: z.string().describe("The run's id, `trun_…`."), warnings })
      .meta({ id: "CreatedProcedure", description: "A run that was just ordered." }),
  },
} as const;

export const listProcedures = {
  operationId: "listProcedures",
  tags: TAGS,
  summary: "List runs",
  description: "Lists the runs of procedural agents; filters restrict the list together.",
  querystring: filterQuery,
  response: { 200: listOf(procedureItemSchema, "The runs") },
} as const;

export const getProcedure = {
  operationId: "getProcedure",
  tags: TAGS,
  summary: "Get a run",
  description: "Shows a run with its output and its events.",
  errors: ["not_found"],
  params: byId,
  response: { 200: procedureSchema },
} as const;

export const cancelProcedure = {
  operationId: "cancelProcedure",
  tags: TAGS,
  summary: "Cancel a run",
  description:
    "Ends a run as `cancelled`, at once, in whichever process it is; a tool call under way may still take effect. " +
    "One that is over stays as it is. The answer shows the run as it is by then.",
  errors: ["not_found"],
  params: byId,
  response: { 200: procedureSchema },
} as const;

export const streamProcedureEvents = {
  operationId: "streamProcedureEvents",
  tags: TAGS,
  summary: "Read a run's events",
  description:
    "Server-Sent Events: the run's log from its start, then what happens, and after `procedure.ended` the connection " +
    "closes. Each block's `data:` is one event as JSON, without an event name, and `id:` is on every one. A comment " +
    "every 15 s keeps the connection alive. Resume with the header `Last-Event-ID`.",
  errors: ["not_found"],
  params: byId,
  headers: resumeHeaders,
  querystring: z.object(resumeQuery),
  response: {
    200: {
      description: "The events, one JSON object in each block's `data:`.",
      content: { "text/event-stream": { schema: procedureEventSchema } },
    },
    204: z.null().describe("The run is over and everything was seen: do not come back."),
  },
} as const;
