import { z } from "zod";
import { ACTIVITY_KINDS, ACTIVITY_OUTCOMES, logSchema } from "../domain/log.ts";
import { listOf, pageQuery } from "./pages.ts";
import { resumeQuery } from "./sse.ts";

const TAGS = ["Logs"];

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const id = z.string().min(1).max(200).optional();

const filter = {
  kind: z.enum(ACTIVITY_KINDS).optional().describe("Of this kind."),
  outcome: z.enum(ACTIVITY_OUTCOMES).optional().describe("That ended so."),
  conversation_id: id.describe("That belong to this conversation, `conv_…`."),
  request_id: id.describe("That belong to this request, `req_…`, as `X-Request-Id` names it."),
  actor_id: id.describe("Done by this API key, `key_…`, or this version of an agent, `ca_…@vN`."),
  livemode: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional()
    .describe("`true` for those that concern live data, `false` for those of test mode."),
  at_gte: moment.optional().describe("At this moment or later."),
  at_lt: moment.optional().describe("Before this moment."),
  q: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe("Words that all occur in the summary, the actor's name or the details."),
};

/** Which activities a list shows. */
const listQuery = pageQuery.extend(filter);

/** Which activities somebody follows. */
const streamQuery = z.object({
  ...filter,
  ...resumeQuery,
});

/** How a caller says which activities are wanted. */
export type LogQuery = Omit<z.output<typeof streamQuery>, "last_event_id">;

export const listLogs = {
  operationId: "listLogs",
  tags: TAGS,
  summary: "List what was done",
  description:
    "Lists API requests, webhook deliveries, calls of tools and models, jobs and sign-ins; filters restrict the list " +
    "together. Entries are there a moment after what they tell of, and are kept for as long as the installation is " +
    "set to keep their kind.",
  querystring: listQuery,
  response: { 200: listOf(logSchema, "The entries") },
} as const;

export const getLog = {
  operationId: "getLog",
  tags: TAGS,
  summary: "Get an entry of the log",
  description: "Shows one entry.",
  errors: ["not_found"],
  params: z.object({ id: z.string().describe("The entry, `log_…`.") }),
  response: { 200: logSchema },
} as const;

export const streamLogs = {
  operationId: "streamLogs",
  tags: TAGS,
  summary: "Follow what is done",
  description:
    "Server-Sent Events: each entry as it is stored, from now on, or after the one in `Last-Event-ID`, which a " +
    "browser's EventSource sends by itself. Each block's `data:` is one entry as JSON, its `id:` the entry's id. A " +
    "comment every 15 s keeps the connection alive. It ends when its key is revoked or loses the scope.",
  headers: z.looseObject({
    "last-event-id": z.string().optional().describe("The last entry seen; only what came after it is sent."),
  }),
  querystring: streamQuery,
  response: {
    200: {
      description: "The entries, one JSON object in each block's `data:`.",
      content: { "text/event-stream": { schema: logSchema } },
    },
  },
} as const;
