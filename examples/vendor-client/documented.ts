/** The shapes that the documents describe, as far as this client reads them. */

/** What surrounds every event, the same on streams, WebSockets and webhooks. */
export interface PlatformEvent {
  id: string;
  created_at: string;
  agent_id: string;
  livemode: boolean;
  conversation_id: string;
  payload: { type: string; [field: string]: unknown };
  experimental: boolean;
}

/** A page of a list; a cursor of null means that there is no more. */
export interface Page<Item> {
  data: Item[];
  cursor: string | null;
}

/** What creating, updating and releasing an agent answer. */
export interface AgentReference {
  id: string;
  version_id: string;
}

/** One version of an agent. */
export interface Agent extends AgentReference {
  name: string;
  description: string;
  version_status: "draft" | "released" | "archived";
  config: { runtime: { prompt: { type: string; text: string } } };
}

/** What creating a conversation answers. */
export interface NewConversation {
  id: string;
  channel: { type: string; token: string };
}

/** A conversation as lists show it. */
export interface Conversation {
  id: string;
  agent_id: string;
  customer_id: string | null;
  channel_type: string;
  livemode: boolean;
  created_at: string;
  completed_at: string | null;
  status: "queued" | "in-progress" | "completed" | "voicemail" | "failed" | "busy" | "no-answer";
  duration_sec: number | null;
}

/** One execution of a procedural agent. */
export interface Procedure {
  id: string;
  status: "pending" | "running" | "success" | "failed" | "skipped" | "cancelled";
  agent_id: string;
  agent_version_id: string;
  conversation_id: string | null;
  error: unknown;
  output: unknown;
  summary: string | null;
}

/** Throws when something is not as the documents say. */
export function hold(isSo: boolean, what: string, found?: unknown): asserts isSo {
  if (!isSo)
    throw new Error(`Not as documented: ${what}${found === undefined ? "." : `; found ${JSON.stringify(found)}`}`);
}
