import { ProblemError } from "./api.ts";
import { jsonObject } from "./json-object.ts";

/** What surrounds every event of a conversation. */
export interface ConversationEvent {
  id: string;
  /** ISO 8601 in UTC. */
  created_at: string;
  /** The version that holds the conversation, `ca_…@vN`. */
  agent_id: string;
  livemode: boolean;
  conversation_id: string;
  /** One of `EventPayload`, or of a type that came after this was written; `knownPayload` tells. */
  payload: { type: string };
  experimental: boolean;
}

/** The payloads that the examples make something of; narrow one by its `type`. */
export type EventPayload =
  | { type: "conversation.setup"; channel: { type: string }; direction: "inbound" | "outbound" }
  | { type: "conversation.started" }
  | { type: "agent.message.delta"; text_delta: string; generation_id: string }
  | {
      type: "agent.message.completed";
      text: string;
      interrupted: boolean;
      has_tool_calls: boolean;
      generation_id: string;
    }
  | ({ type: "agent.tool_call.created" } & ToolCallPayload)
  | ({ type: "agent.tool_call.returned"; result?: unknown; error?: string | null } & ToolCallPayload)
  | { type: "agent.notice.sent"; text: string }
  | { type: "user.message.received"; text: string }
  | { type: "conversation.context.updated"; context?: Record<string, unknown> }
  | {
      type: "conversation.custom_fields.updated";
      custom_fields?: Record<string, unknown>;
      changed?: string[];
    }
  | { type: "conversation.ended"; status?: string; reason?: string; duration_sec?: number }
  | { type: "server.error"; code?: string; message?: string };

interface ToolCallPayload {
  call_id: string;
  name: string;
  /** JSON text. */
  arguments: string;
}

const KNOWN: Readonly<Record<EventPayload["type"], true>> = {
  "conversation.setup": true,
  "conversation.started": true,
  "agent.message.delta": true,
  "agent.message.completed": true,
  "agent.tool_call.created": true,
  "agent.tool_call.returned": true,
  "agent.notice.sent": true,
  "user.message.received": true,
  "conversation.context.updated": true,
  "conversation.custom_fields.updated": true,
  "conversation.ended": true,
  "server.error": true,
};

/** Returns the payload if it is of a known type, else null. New types come without a new version of the API. */
export function knownPayload({ payload }: ConversationEvent): EventPayload | null {
  return Object.hasOwn(KNOWN, payload.type) ? (payload as EventPayload) : null;
}

/** Reads the `data:` of a block. Throws `ProblemError`, with the beginning of it, when it is no event. */
export function readEvent(data: string): ConversationEvent {
  const read = jsonObject(data) as Partial<ConversationEvent> | null;
  if (typeof read?.id === "string" && typeof read.payload?.type === "string") return read as ConversationEvent;
  throw new ProblemError(`The server sent something that is not an event: ${data.slice(0, 200)}`);
}
