import { type ConversationEvent, type EventPayload, knownPayload } from "../api-client/conversation-events.ts";

/** What somebody said. When an agent's message was interrupted, it is what the user got of it. */
export interface MessageEntry {
  kind: "user_message" | "agent_message";
  event_id: string;
  at: string;
  text: string;
  interrupted: boolean;
}

/** A tool that the agent used, with what came of it. */
export interface ToolCallEntry {
  kind: "tool_call";
  event_id: string;
  at: string;
  call_id: string;
  name: string;
  /** JSON text. */
  arguments: string;
  /** The event that brought the answer; null when none came. */
  returned_event_id: string | null;
  returned_at: string | null;
  result: unknown;
  /** Why there is no result; null when there is one, or when the tool never answered. */
  error: string | null;
}

/** A notice to the user, or a fault that the server told the client of. */
export interface NoticeEntry {
  kind: "notice" | "fault";
  event_id: string;
  at: string;
  text: string;
}

/** What the agent was told in the course of the conversation, or what was noted of it in custom fields. */
export interface ChangeEntry {
  kind: "context_updated" | "custom_fields_updated";
  event_id: string;
  at: string;
  /** All of it after the change. */
  value: Record<string, unknown>;
}

/** One thing that happened in a conversation. */
export type TranscriptEntry = MessageEntry | ToolCallEntry | NoticeEntry | ChangeEntry;

/** A finished conversation, in the order in which things began. */
export interface Transcript {
  conversation_id: string;
  /** The version that held it; null for a log without events. */
  agent_id: string | null;
  channel_type: string | null;
  direction: string | null;
  /** When the user was connected; null when that never happened. */
  started_at: string | null;
  ended_at: string | null;
  status: string | null;
  duration_sec: number | null;
  entries: TranscriptEntry[];
}

/**
 * Assembles the transcript of a conversation from its log. Only what is final counts: deltas are passed over, tool calls
 * are joined with their answers, and events of unknown types add nothing.
 */
export function assembleTranscript(conversationId: string, events: Iterable<ConversationEvent>): Transcript {
  const facts = { conversation_id: conversationId, agent_id: null, ...UNKNOWN_FACTS } as Omit<Transcript, "entries">;
  const entries = new Map<string, TranscriptEntry>();
  for (const event of events) {
    facts.agent_id ??= event.agent_id;
    const payload = knownPayload(event);
    if (payload === null) continue;
    Object.assign(facts, factsOf(payload, event.created_at));
    const entry = entryOf(payload, event, entries);
    if (entry !== null) entries.set(entry.kind === "tool_call" ? entry.call_id : entry.event_id, entry);
  }
  return { ...facts, entries: [...entries.values()] };
}

const UNKNOWN_FACTS = {
  channel_type: null,
  direction: null,
  started_at: null,
  ended_at: null,
  status: null,
  duration_sec: null,
};

function factsOf(payload: EventPayload, at: string): Partial<Transcript> {
  switch (payload.type) {
    case "conversation.setup":
      return { channel_type: payload.channel.type, direction: payload.direction };
    case "conversation.started":
      return { started_at: at };
    case "conversation.ended":
      return { ended_at: at, status: payload.status ?? null, duration_sec: payload.duration_sec ?? null };
    default:
      return {};
  }
}

function entryOf(
  payload: EventPayload,
  { id, created_at: at }: ConversationEvent,
  entries: ReadonlyMap<string, TranscriptEntry>,
): TranscriptEntry | null {
  const common = { event_id: id, at };
  switch (payload.type) {
    case "user.message.received":
      return { kind: "user_message", ...common, text: payload.text, interrupted: false };
    case "agent.message.completed":
      // A model that goes straight to its tools says nothing first.
      if (payload.text === "") return null;
      return { kind: "agent_message", ...common, text: payload.text, interrupted: payload.interrupted };
    case "agent.tool_call.created":
      return callOf(payload, common);
    case "agent.tool_call.returned":
      return returnedCall(payload, common, entries.get(payload.call_id));
    case "agent.notice.sent":
      return { kind: "notice", ...common, text: payload.text };
    default:
      return changeOf(payload, common);
  }
}

function changeOf(payload: EventPayload, common: { event_id: string; at: string }): TranscriptEntry | null {
  switch (payload.type) {
    case "server.error":
      return { kind: "fault", ...common, text: payload.message ?? payload.code ?? "" };
    case "conversation.context.updated":
      return { kind: "context_updated", ...common, value: payload.context ?? {} };
    case "conversation.custom_fields.updated":
      return { kind: "custom_fields_updated", ...common, value: payload.custom_fields ?? {} };
    default:
      return null;
  }
}

type Call = Extract<EventPayload, { call_id: string }>;
type Returned = Extract<EventPayload, { type: "agent.tool_call.returned" }>;

function callOf({ call_id, name, arguments: args }: Call, common: { event_id: string; at: string }): ToolCallEntry {
  const unanswered = { returned_event_id: null, returned_at: null, result: null, error: null };
  return { kind: "tool_call", ...common, call_id, name, arguments: args, ...unanswered };
}

/** Joins an answer with its call; of an answer without one it makes a call that began when it was answered. */
function returnedCall(
  payload: Returned,
  { event_id, at }: { event_id: string; at: string },
  before: TranscriptEntry | undefined,
): ToolCallEntry {
  const call = before?.kind === "tool_call" ? before : callOf(payload, { event_id, at });
  const { result = null, error = null } = payload;
  return { ...call, returned_event_id: event_id, returned_at: at, result, error };
}
