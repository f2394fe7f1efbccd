import { z } from "zod";
import { newEventId } from "./ids.ts";
import { SERVER_EVENTS, type ServerPayload } from "./event-payloads.ts";

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

const clientPayloadSchema = z.discriminatedUnion("type", [
  z
    .object({ type: z.literal("conversation.start").describe("The kind of event.") })
    .describe("Begin; the agent speaks first if its prompt has it greet."),
  z
    .object({
      type: z.literal("user.message.send").describe("The kind of event."),
      text: z.string().min(1).describe("The message. Sent while the agent is speaking, it interrupts."),
    })
    .describe("A message to the agent."),
  z
    .object({
      type: z.literal("conversation.context.update").describe("The kind of event."),
      context: z.record(z.string(), z.unknown()).describe("What to add to the context, merged key by key."),
    })
    .describe("More context, as the REST call takes it."),
  z.object({ type: z.literal("conversation.end").describe("The kind of event.") }).describe("End the conversation."),
  z
    .object({
      type: z.literal("tool.result.send").describe("The kind of event."),
      call_id: z.string().min(1).describe("The call that is answered."),
      result: z.unknown().optional().describe("The answer, any JSON value."),
      error: z.string().optional().describe("Why there is no answer, in plain words."),
    })
    .describe("The answer to a tool that the connected client carries out."),
]);

/** What a client sends over the session. */
export const clientEventSchema = z.object({
  id: z
    .string()
    .max(200)
    .optional()
    .describe("Chosen by the client. A message sent twice under one id, say after a reconnect, is taken once."),
  payload: clientPayloadSchema,
});

/** What a client sends over the session. */
export type ClientEvent = z.output<typeof clientEventSchema>;
/** The payload of what a client sends; narrow it by `type`. */
export type ClientPayload = ClientEvent["payload"];
