import { z } from "zod";
import { TOOL_NAMESPACES } from "./agent-config.ts";
import { CHANNEL_TYPES, CONVERSATION_STATUSES, DIRECTIONS } from "./conversation.ts";
import { AFTERWARDS, type EventKind, generationId, kind, OURS, PASSING } from "./event-kind.ts";
import { HANDOVER_EVENTS } from "./handover-event-payloads.ts";
import { PHONE_EVENTS } from "./phone-event-payloads.ts";
import { PROCEDURE_STATUSES, PROCEDURE_TRIGGERS, procedureErrorSchema } from "./procedure.ts";
import { VOICE_EVENTS, voiceMetrics } from "./voice-event-payloads.ts";

const jsonObject = z.record(z.string(), z.unknown());
const callId = z.string().describe("Shared by a tool call's `created` and `returned`.");

const toolCall = {
  call_id: callId,
  name: z.string().describe("The tool's name."),
  arguments: z.string().describe("The arguments, as JSON text."),
};

/** Every event the platform sends, by its type. */
export const SERVER_EVENTS = {
  "conversation.setup": kind(["conversation.setup", "The conversation exists; the first event of every log."], {
    channel: z
      .looseObject({ type: z.enum(CHANNEL_TYPES).describe("The channel's type.") })
      .describe("The channel and the numbers or addresses that apply."),
    direction: z.enum(DIRECTIONS).describe("Who opened it, as the platform sees it."),
  }),
  "conversation.started": kind(["conversation.started", "The user is connected."], {}),
  "agent.message.delta": kind(
    ["agent.message.delta", "A piece of a message, sent as the model writes it. Not stored."],
    { text_delta: z.string().describe("The piece's text."), generation_id: generationId },
    PASSING,
  ),
  "agent.message.completed": kind(["agent.message.completed", "A message of the agent is finished."], {
    text: z.string().describe("The whole message; when interrupted, what the user actually got of it."),
    interrupted: z.boolean().describe("Whether the user, or a fault, cut it off."),
    has_tool_calls: z.boolean().describe("Whether the agent calls tools after this message and then goes on."),
    generation_id: generationId,
    cut_text: z
      .string()
      .optional()
      .describe("By voice: what the agent would have said and was not heard any more; absent when nothing was cut."),
  }),
  "agent.tool_call.created": kind(["agent.tool_call.created", "The agent calls a tool."], {
    ...toolCall,
    generation_id: generationId,
    ns: z
      .enum(TOOL_NAMESPACES)
      .nullable()
      .describe("Who carries it out: `client` is for the connected client to answer; null when there is no such tool."),
    in_background: z.boolean().describe("Whether the agent goes on talking meanwhile and is told of the answer later."),
  }),
  "agent.tool_call.returned": kind(
    ["agent.tool_call.returned", "A tool answered, failed, or its outcome is unknown."],
    {
      ...toolCall,
      result: z.unknown().optional().describe("The tool's answer, any JSON value; absent when it failed."),
      error: z.string().optional().describe("Why there is no answer, in plain words; absent when there is one."),
      outcome: z
        .enum(["succeeded", "failed", "unknown"])
        .describe("`failed`: it had no effect that is known of; `unknown`: it may or may not have been carried out."),
    },
  ),
  "agent.notice.sent": kind(["agent.notice.sent", "A notice of the system to the user."], {
    text: z.string().describe("The notice."),
  }),
  "user.message.received": kind(["user.message.received", "A message of the user."], {
    text: z.string().describe("The message."),
    client_event_id: z
      .string()
      .nullable()
      .describe(
        "The id under which the client sent it, or that of the request it was posted with; null when it gave none.",
      ),
  }),
  "conversation.context.updated": kind(["conversation.context.updated", "The agent has taken new context."], {
    context: jsonObject.describe("The whole context after the change."),
  }),
  "conversation.custom_fields.updated": kind(["conversation.custom_fields.updated", "Custom fields were set."], {
    custom_fields: jsonObject.describe("All custom fields after the change."),
    changed: z.array(z.string()).describe("The names of the fields that changed."),
  }),
  "conversation.ended": kind(["conversation.ended", "The conversation is over; the last event of every log."], {
    status: z.enum(CONVERSATION_STATUSES).describe("The conversation's final status."),
    reason: z
      .enum([
        "client_ended",
        "agent_ended",
        "client_disconnected",
        "never_joined",
        "deleted",
        "idle",
        "superseded",
        "failed",
        "user_silent",
        "too_long",
        "message_limit",
        "user_hung_up",
        "busy",
        "no_answer",
        "voicemail",
        "transferred",
      ])
      .describe(
        "What ended it: `idle` after the agent's idle time without a message, `superseded` by another conversation over " +
          "the same two addresses, `message_limit` by one more message than the public link allows that it began with, " +
          "`failed` when it could not go on; in voice `user_silent` after the agent's silence limit, " +
          "`too_long` at its longest duration; on the phone `user_hung_up`, also before the call was answered, `busy` and " +
          "`no_answer` of a call that was not answered, `voicemail` when an answering machine did, and `transferred` when " +
          "somebody else has taken the call over.",
      ),
    duration_sec: z.number().describe("Seconds from start to end; 0 when it never started."),
  }),
  "conversation.summarized": kind(
    [
      "conversation.summarized",
      "The summary of a conversation that is over was written. For webhook endpoints that ask for it; it is in no log, where `conversation.ended` is the last.",
    ],
    {
      summary: z.string().describe("What was said, in short."),
      sentiment: z
        .enum(["positive", "neutral", "negative"])
        .nullable()
        .describe("The user's mood; null when it was not judged."),
    },
    AFTERWARDS,
  ),
  "server.error": kind(
    ["server.error", "The server could not handle something a client sent; the session goes on."],
    {
      code: z.string().describe("A stable name of the fault, e.g. `malformed_json`."),
      message: z.string().describe("What is wrong and what to do."),
      client_event_id: z.string().nullable().describe("The id of the client's event it answers; null when unknown."),
    },
    PASSING,
  ),
  "agent.model.failed": kind(
    ["agent.model.failed", "A model failed, stalled or answered nothing, and what is done about it."],
    {
      model: z.string().describe("The model that was asked, as `vendor/model`."),
      reason: z.enum(["error", "stalled", "empty", "unavailable", "too_many_steps"]).describe("What went wrong."),
      message: z.string().describe("The fault in plain words."),
      next: z.enum(["retry", "fallback", "apology"]).describe("What follows."),
      next_model: z.string().nullable().describe("The model asked next; null before an apology."),
    },
    OURS,
  ),
  "agent.route.changed": kind(
    ["agent.route.changed", "The agent follows another route of its prompt from here on."],
    {
      route: z.string().describe("The route's name."),
      previous: z.string().nullable().describe("The route before; null when none was taken yet."),
    },
    OURS,
  ),
  "agent.language.changed": kind(
    ["agent.language.changed", "The agent speaks another language from here on."],
    {
      language: z.string().describe("The language's English name."),
      previous: z.string().describe("The language before."),
    },
    OURS,
  ),
  "agent.wait.began": kind(
    [
      "agent.wait.began",
      "The agent waits: it goes on by itself when the time has come, or when the user writes before.",
    ],
    {
      until: z.iso.datetime().describe("Until when, ISO 8601 in UTC."),
      reason: z.string().nullable().describe("What it waits for, in its own words; null when it did not say."),
    },
    OURS,
  ),
  "agent.wait.ended": kind(
    ["agent.wait.ended", "The time that the agent waited for has come, and it goes on."],
    { reason: z.string().nullable().describe("What it waited for; null when it did not say.") },
    OURS,
  ),
  "conversation.reminder.due": kind(
    ["conversation.reminder.due", "A follow-up is due, and the agent sees to it."],
    {
      reminder_id: z.string().describe("The follow-up's id, `fup_…`."),
      note: z.string().describe("What is to be done."),
    },
    OURS,
  ),
  "agent.turn.metrics": kind(
    ["agent.turn.metrics", "A turn is over: what it answered and how long each stage took."],
    {
      trigger_event_id: z.string().describe("The latest event that the turn took into account."),
      model: z.string().nullable().describe("The model that answered; null when none did."),
      simulated: z.boolean().describe("Whether the answer came from the simulated assistant."),
      interrupted: z.boolean().describe("Whether the turn was cut off."),
      steps: z.number().int().describe("How often a model was asked."),
      llm_first_token_ms: z.number().nullable().describe("From asking the model to its first piece; null without one."),
      tts_first_audio_ms: z.number().nullable().describe("From the first piece to the first audio; null in text."),
      ...voiceMetrics,
      response_ms: z.number().nullable().describe("From the user's message to the first piece sent; null without one."),
      total_ms: z.number().describe("From the user's message to the end of the turn."),
      input_tokens: z.number().nullable().describe("Tokens read by the models; null where a vendor does not say."),
      output_tokens: z.number().nullable().describe("Tokens written by the models; null where a vendor does not say."),
    },
    OURS,
  ),
  ...VOICE_EVENTS,
  ...PHONE_EVENTS,
  ...HANDOVER_EVENTS,
} as const satisfies Record<string, EventKind>;

/** The events that only the logs of runs of procedural agents have, by their type. */
export const PROCEDURE_EVENTS = {
  "procedure.started": kind(
    ["procedure.started", "The run begins; the first event of its log."],
    { trigger: z.enum(PROCEDURE_TRIGGERS).describe("What called for the run.") },
    OURS,
  ),
  "procedure.reminded": kind(
    ["procedure.reminded", "The model stopped without recording its output, and is told to go on."],
    { text: z.string().describe("What it is told.") },
    OURS,
  ),
  "procedure.output.recorded": kind(
    ["procedure.output.recorded", "The model recorded its output, which fits the schema."],
    {
      output: z.unknown().describe("The output, any JSON value."),
      summary: z.string().nullable().describe("What came of the run, in the model's words."),
      citations: z
        .record(z.string(), z.array(z.string()))
        .describe("The events that fields of the output rest on, by the field's JSON Pointer."),
    },
    OURS,
  ),
  "procedure.ended": kind(
    ["procedure.ended", "The run is over; the last event of its log."],
    {
      status: z.enum(PROCEDURE_STATUSES).exclude(["pending", "running"]).describe("How it ended."),
      error: procedureErrorSchema.nullable().describe("Why it failed; null when it did not."),
      reason: z.string().nullable().describe("Why it was skipped; null when it was not."),
      duration_sec: z.number().describe("Seconds from its first step to the end; 0 when it took none."),
    },
    OURS,
  ),
} as const satisfies Record<string, EventKind>;

/** The name of an event the platform sends. */
export type ServerEventType = keyof typeof SERVER_EVENTS;
/** The payload of an event the platform sends; narrow it by `type`. */
export type ServerPayload = {
  [Type in ServerEventType]: z.output<(typeof SERVER_EVENTS)[Type]["payload"]>;
}[ServerEventType];
/** The payload of one type of event. */
export type PayloadOf<Type extends ServerEventType> = Extract<ServerPayload, { type: Type }>;

/** The payload of an event that only the logs of runs have; narrow it by `type`. */
export type ProcedurePayload = {
  [Type in keyof typeof PROCEDURE_EVENTS]: z.output<(typeof PROCEDURE_EVENTS)[Type]["payload"]>;
}[keyof typeof PROCEDURE_EVENTS];
/** The payload of an event of any log. */
export type LogPayload = ServerPayload | ProcedurePayload;

/** Tells whether an event of that type is ours and not the vendor's, so that it may still change. */
export function isExperimental(type: LogPayload["type"]): boolean {
  return type in PROCEDURE_EVENTS || SERVER_EVENTS[type as ServerEventType].experimental;
}

const STOPPING: readonly LogPayload["type"][] = [
  "conversation.voicemail.reached",
  "conversation.transferred",
  "supervisor.took_over",
];

/** Tells whether what an event says stops the agent: somebody else talks, or something else is to be said. */
export function stopsAgent(type: LogPayload["type"]): boolean {
  return STOPPING.includes(type);
}

const BEHIND_THE_SCENES: readonly LogPayload["type"][] = ["supervisor.joined", "supervisor.left", "supervisor.whisper"];

/** Tells whether an event is not for the user: who has no more than the conversation's token is not sent it. */
export function isBehindTheScenes(type: LogPayload["type"]): boolean {
  return BEHIND_THE_SCENES.includes(type);
}
