import type { CallOptions } from "./call-options.ts";
import type { BodyOf } from "./endpoint-types.ts";
import { fillPath } from "./endpoints.ts";
import { type EventStreamOptions, followStream } from "./event-stream.ts";
import { randomId } from "./random-id.ts";
import type { Transport } from "./transport.ts";
import type { ServerEvent } from "./wire.ts";

/** How a message is sent and its answer read. */
export interface TurnStreamOptions
  extends Omit<EventStreamOptions, "lastEventId">,
    Pick<CallOptions, "idempotencyKey"> {
  /** The conversation's token, where the client has no key. */
  token?: string | undefined;
}

/** A message to an async chat. */
export interface TurnMessage {
  /** The conversation. */
  id: string;
  message: BodyOf<"/conversations/{id}/session", "post">;
}

/**
 * Sends a message to an async chat, and brings the events of the turn that answers it, from the message itself on. When
 * the line breaks, the message is sent again under its name: it is taken once, and its events come again.
 */
export function turnStream(
  transport: Transport,
  { id, message }: TurnMessage,
  options: TurnStreamOptions = {},
): AsyncIterable<ServerEvent> {
  const { token, idempotencyKey = randomId(), ...reading } = options;
  const path = fillPath("/conversations/{id}/session", [id]);
  let place: string | null = null;
  const source = {
    call: () => ({ method: "post" as const, path, token, body: message, options: { idempotencyKey } }),
    isLast: ({ id: eventId, payload }: ServerEvent) => {
      place ??= placeOf(eventId);
      if (payload.type === "conversation.ended") return true;
      return payload.type === "agent.turn.metrics" && placeOf(payload.trigger_event_id) >= place;
    },
  };
  return followStream(transport, source, reading);
}

/** Returns the part of an event's id that says where it stands; of two, that of the later event sorts behind. */
function placeOf(eventId: string): string {
  return eventId.slice(-4);
}
