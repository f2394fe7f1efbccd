import { z } from "zod";
import { payloadName } from "./event-kind.ts";
import { newEventId } from "./ids.ts";
import {
  isExperimental,
  type LogPayload,
  PROCEDURE_EVENTS,
  SERVER_EVENTS,
  type ServerPayload,
} from "./event-payloads.ts";

/** What surrounds every event's payload, the same on SSE, WebSocket and webhooks. */
export type EventEnvelope<Payload = ServerPayload, Origin extends LogOrigin = EventOrigin> = Origin & {
  id: string;
  /** ISO 8601 in UTC. */
  created_at: string;
  payload: Payload;
  experimental: boolean;
};

/** An event of a log, with its place there. */
export interface StoredEvent<Origin extends LogOrigin = EventOrigin> {
  sequence: number;
  envelope: EventEnvelope<PayloadIn<Origin>, Origin>;
}

/** What all envelopes of one conversation share. */
export interface EventOrigin {
  /** The version that holds the conversation, `ca_…@vN`. */
  agent_id: string;
  livemode: boolean;
  conversation_id: string;
}

/** What all envelopes of one run of a procedural agent share. */
export interface ProcedureOrigin {
  /** The version that runs, `pa_…@vN`. */
  agent_id: string;
  livemode: boolean;
  /** The conversation that the run is about; null without one. */
  conversation_id: string | null;
  procedure_id: string;
}

/** What all envelopes of one log share. */
export type LogOrigin = EventOrigin | ProcedureOrigin;

/** What happens in a log of that kind. */
export type PayloadIn<Origin extends LogOrigin> = Origin extends ProcedureOrigin ? LogPayload : ServerPayload;

/** An event of a log as far as those read it who do not care whose log it is. */
export interface LogEvent {
  sequence: number;
  envelope: { id: string; created_at: string; payload: LogPayload };
}

/** Returns the id of the conversation or run whose log it is. */
export function ownerOf(origin: LogOrigin): string {
  return "procedure_id" in origin ? origin.procedure_id : origin.conversation_id;
}

/**
 * Wraps a payload. `at.sequence` is the event's own place when it is stored, else that of the last stored one before.
 */
export function envelop<Payload extends LogPayload, Origin extends LogOrigin>(
  origin: Origin,
  payload: Payload,
  at: { sequence: number; now: Date },
): EventEnvelope<Payload, Origin> {
  return {
    id: newEventId(at.sequence),
    created_at: at.now.toISOString(),
    ...origin,
    payload,
    experimental: isExperimental(payload.type),
  } as EventEnvelope<Payload, Origin>;
}

const payloads = Object.values(SERVER_EVENTS).map((kind) => kind.payload);

/** Every event as it travels; for the documents and for whoever checks what was sent. */
export const serverEventSchema = z
  .object({
    id: z.string().describe("The event's id, `ev_…`: what to resume from."),
    created_at: z.iso.datetime().describe("When it happened, ISO 8601 in UTC."),
    agent_id: z.string().describe("The agent's version that holds the conversation, `ca_…@vN`."),
    livemode: z.boolean().describe("False in a test conversation."),
    conversation_id: z.string().describe("The conversation's id, `conv_…`."),
    payload: z.discriminatedUnion("type", payloads as [(typeof payloads)[number]]).describe("What happened."),
    experimental: z.boolean().describe("Whether the type of event may still change."),
  })
  .meta({ id: "ServerEvent", description: "What the platform sends: the same on SSE, WebSocket and webhooks." });

const procedurePayloads = [
  PROCEDURE_EVENTS["procedure.started"].payload,
  PROCEDURE_EVENTS["procedure.reminded"].payload,
  PROCEDURE_EVENTS["procedure.output.recorded"].payload,
  PROCEDURE_EVENTS["procedure.ended"].payload,
  SERVER_EVENTS["agent.message.completed"].payload,
  SERVER_EVENTS["agent.tool_call.created"].payload,
  SERVER_EVENTS["agent.tool_call.returned"].payload,
  SERVER_EVENTS["conversation.custom_fields.updated"].payload,
  SERVER_EVENTS["agent.model.failed"].payload,
  SERVER_EVENTS["agent.turn.metrics"].payload,
] as const;

/** Every event of a run of a procedural agent, as it travels. */
export const procedureEventSchema = z
  .object({
    id: z.string().describe("The event's id, `ev_…`: what to resume from."),
    created_at: z.iso.datetime().describe("When it happened, ISO 8601 in UTC."),
    agent_id: z.string().describe("The version of the procedural agent that runs, `pa_…@vN`."),
    livemode: z.boolean().describe("False in test mode."),
    conversation_id: z.string().nullable().describe("The conversation that the run is about; null without one."),
    procedure_id: z.string().describe("The run's id, `trun_…`."),
    payload: z.discriminatedUnion("type", procedurePayloads).describe("What happened."),
    experimental: z.boolean().describe("Whether the type of event may still change."),
  })
  .meta({ id: "ProcedureEvent", description: "An event of a run of a procedural agent." });

/** An event of a run of a procedural agent, as it travels. */
export type ProcedureEvent = z.output<typeof procedureEventSchema>;

const clientPayload = <Type extends string, Shape extends z.ZodRawShape>(
  type: Type,
  description: string,
  fields: Shape,
) =>
  z
    .object({ type: z.literal(type).describe("The kind of event."), ...fields })
    .meta({ id: payloadName(type), description });

/** A message of the user, as clients send it. */
export const userMessageSchema = clientPayload("user.message.send", "A message to the agent.", {
  text: z.string().min(1).describe("The message. Sent while the agent is speaking, it interrupts."),
});

/** A browser's offer of one audio section has some 3,000 characters; this leaves room for many interfaces. */
const LONGEST_SDP = 40_000;

/** The payloads of what a client sends over the session. */
export const clientPayloadSchemas = [
  clientPayload("conversation.start", "Begin; the agent speaks first if its prompt has it greet.", {}),
  userMessageSchema,
  clientPayload("conversation.context.update", "More context, as the REST call takes it.", {
    context: z
      .record(z.string(), z.unknown())
      .describe(
        "What to add to the context, merged key by key. Who the customer is (`external_id`, `phone_no` or `email` in " +
          "`$customer`) is taken from a session that was opened with an API key only.",
      ),
  }),
  clientPayload("conversation.end", "End the conversation.", {}),
  clientPayload(
    "audio.played",
    "By voice: how much of this session's audio was played so far; the platform estimates it otherwise.",
    {
      played_ms: z.number().min(0).describe("In ms of audio from the session's first on."),
    },
  ),
  clientPayload(
    "webrtc.offer",
    "By voice: from now on audio is to travel by WebRTC and not in this session's binary frames. Answered by " +
      "`webrtc.answer`, or by `server.error` where that cannot be done; then everything stays as it was.",
    {
      sdp: z
        .string()
        .min(1)
        .max(LONGEST_SDP)
        .describe("The offer as SDP (RFC 8829), with all its candidates and Opus in an audio section."),
    },
  ),
  clientPayload("tool.result.send", "The answer to a tool that the connected client carries out.", {
    call_id: z.string().min(1).describe("The call that is answered."),
    result: z.unknown().optional().describe("The answer, any JSON value."),
    error: z.string().min(1).optional().describe("Why there is no answer, in plain words."),
  }),
] as const;

/** What a client sends over the session. */
export const clientEventSchema = z
  .object({
    id: z
      .string()
      .max(200)
      .optional()
      .describe("Chosen by the client. A message sent twice under one id, say after a reconnect, is taken once."),
    payload: z.discriminatedUnion("type", clientPayloadSchemas).describe("What is to be done."),
  })
  .meta({ id: "ClientEvent", description: "What a client sends over the session." });

/** What a client sends over the session. */
export type ClientEvent = z.output<typeof clientEventSchema>;
/** The payload of what a client sends; narrow it by `type`. */
export type ClientPayload = ClientEvent["payload"];
