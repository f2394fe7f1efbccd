/** The objects and events of the Operator API, version 2025-06-19, as they travel. */

/** The version of the API that this client speaks. */
export const API_VERSION = "2025-06-19";

/** A page of a list; `cursor` leads to the next and is null on the last. */
export interface Page<Item> {
  data: Item[];
  cursor: string | null;
}

/** Where a version stands: only a draft can change, only the released one answers to the bare id. */
export type VersionStatus = "draft" | "released" | "archived";

/** An agent as lists show it. */
export interface AgentItem {
  id: string;
  version_id: string;
  name: string;
  description: string;
  version_status: VersionStatus;
  created_at: string;
  updated_at: string;
}

/** One version of an agent as the list of its versions shows it. */
export interface AgentVersion {
  version_id: string;
  name: string;
  description: string;
  version_status: VersionStatus;
  created_at: string;
  updated_at: string;
}

/** A value that an agent's prompt takes in; without a default it must be given. */
export interface AgentVariable {
  name: string;
  description: string | null;
  default_value: string | null;
}

/** An agent's configuration; fields beyond these are passed through. */
export interface AgentConfig {
  personas: { name: string; [field: string]: unknown }[];
  runtime: { model: string; variables: AgentVariable[]; [field: string]: unknown };
  [field: string]: unknown;
}

/** One version of an agent, whole. */
export interface Agent {
  id: string;
  version_id: string;
  name: string;
  description: string;
  version_status: VersionStatus;
  config: AgentConfig;
  postprocess_agents: string[];
}

/** Where a conversation stands. */
export type ConversationStatus = "queued" | "in-progress" | "completed" | "voicemail" | "failed" | "busy" | "no-answer";

/** The channel of a new conversation. */
export type NewChannel = { type: "chat_realtime" } | { type: "chat_async" } | { type: "voice_realtime" };

/** A conversation's channel: where to talk and where to read along. */
export interface Channel {
  type: string;
  /** The conversation's ephemeral token, only in the answer that makes the conversation. */
  token: string | null;
  session_url: string;
  events_url: string;
}

/** What a conversation is made of. */
export interface NewConversation {
  /** Bare for the released version, `ca_…@vN` for that one. */
  agent_id: string;
  channel: NewChannel;
  livemode?: boolean;
  context?: Record<string, unknown>;
  override_config?: Record<string, unknown>;
}

/** The answer to a new conversation. */
export interface CreatedConversation {
  id: string;
  channel: Channel;
}

/** A conversation, whole. */
export interface Conversation {
  id: string;
  agent_id: string;
  customer_id: string | null;
  channel_type: string;
  livemode: boolean;
  created_at: string;
  started_at: string | null;
  completed_at: string | null;
  direction: "inbound" | "outbound";
  status: ConversationStatus;
  failure_reason: { code: string; message: string } | null;
  custom_fields: Record<string, unknown>;
  duration_sec: number | null;
  sentiment: "positive" | "neutral" | "negative" | null;
  channel: Channel;
  override_config: Record<string, unknown> | null;
  summary: string | null;
}

interface ToolCall {
  call_id: string;
  name: string;
  /** JSON text. */
  arguments: string;
}

/** The payload of every event of the platform, by its type. */
export interface ServerPayloads {
  "conversation.setup": { channel: { type: string }; direction: "inbound" | "outbound" };
  "conversation.started": Record<never, never>;
  "agent.message.delta": { text_delta: string; generation_id: string };
  "agent.message.completed": { text: string; interrupted: boolean; has_tool_calls: boolean; generation_id: string };
  "agent.tool_call.created": ToolCall & { generation_id: string };
  "agent.tool_call.returned": ToolCall & { result?: unknown; error?: string };
  "agent.notice.sent": { text: string };
  "user.message.received": { text: string; client_event_id: string | null };
  "conversation.context.updated": { context: Record<string, unknown> };
  "conversation.custom_fields.updated": { custom_fields: Record<string, unknown>; changed: string[] };
  "conversation.ended": { status: ConversationStatus; reason: string; duration_sec: number };
  "server.error": { code: string; message: string; client_event_id: string | null };
  "agent.model.failed": {
    model: string;
    reason: string;
    message: string;
    next: "retry" | "fallback" | "apology";
    next_model: string | null;
  };
  "agent.route.changed": { route: string; previous: string | null };
  "agent.language.changed": { language: string; previous: string };
  "agent.turn.metrics": {
    trigger_event_id: string;
    model: string | null;
    simulated: boolean;
    interrupted: boolean;
    steps: number;
    llm_first_token_ms: number | null;
    tts_first_audio_ms: number | null;
    response_ms: number | null;
    total_ms: number;
    input_tokens: number | null;
    output_tokens: number | null;
  };
}

/** The name of an event of the platform. */
export type ServerEventType = keyof ServerPayloads;
/** The payload of an event of the platform; narrow it by `type`. */
export type ServerPayload = { [Type in ServerEventType]: { type: Type } & ServerPayloads[Type] }[ServerEventType];
/** The payload of one type of event. */
export type PayloadOf<Type extends ServerEventType> = Extract<ServerPayload, { type: Type }>;

/** An event of the platform. A newer server may send types that this version does not name: pass them over. */
export interface ServerEvent<Payload = ServerPayload> {
  id: string;
  created_at: string;
  agent_id: string;
  livemode: boolean;
  conversation_id: string;
  payload: Payload;
  experimental: boolean;
}

/** What a client sends over a session; narrow it by `type`. */
export type ClientPayload =
  | { type: "conversation.start" }
  | { type: "user.message.send"; text: string }
  | { type: "conversation.context.update"; context: Record<string, unknown> }
  | { type: "conversation.end" }
  | { type: "tool.result.send"; call_id: string; result?: unknown; error?: string };

/** What a client sends over a session, under an id of its own choice. */
export interface ClientEvent {
  id: string;
  payload: ClientPayload;
}
