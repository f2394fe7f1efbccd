import { z } from "zod";
import { newEventId } from "./ids.ts";
import { payloadName, SERVER_EVENTS, type ServerPayload } from "./event-payloads.ts";

/** What surrounds every event's payload, the same on SSE, WebSocket and webhooks. */
export interface EventEnvelope<Payload = ServerPayload> {
  id: string;
  /** ISO 8601 in UTC. */
  created_at: string;
  /** The version that holds the conversation, `ca_…@vN`. */
  agent_id: string;
  livemode: boolean;
  conversation_id: string;
  payload: Payload;
  experimental: boolean;
}

/** An event of a conversation's log, with its place there. */
export interface StoredEvent {
  sequence: number;
  envelope: EventEnvelope;
}

/** What all envelopes of one conversation share. */
export interface EventOrigin {
  agent_id: string;
  livemode: boolean;
  conversation_id: string;
}

/**
 * Wraps a payload. `at.sequence` is the event's own place when it is stored, else that of the last stored one before.
 */
export function envelop(
  origin: EventOrigin,
  payload: ServerPayload,
  at: { sequence: number; now: Date },
): EventEnvelope {
  return {
    id: newEventId(at.sequence),
    created_at: at.now.toISOString(),
    agent_id: origin.agent_id,
    livemode: origin.livemode,
    conversation_id: origin.conversation_id,
    payload,
    experimental: SERVER_EVENTS[payload.type].experimental,
  };
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

/** The payloads of what a client sends over the session. */
export const clientPayloadSchemas = [
  clientPayload("conversation.start", "Begin; the agent speaks first if its prompt has it greet.", {}),
  userMessageSchema,
  clientPayload("conversation.context.update", "More context, as the REST call takes it.", {
    context: z.record(z.string(), z.unknown()).describe("What to add to the context, merged key by key."),
  }),
  clientPayload("conversation.end", "End the conversation.", {}),
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
