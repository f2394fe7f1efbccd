import { type ConversationEvent, type EventPayload, knownPayload } from "../api-client/conversation-events.ts";

/** Something that the agent says. */
export interface AgentMessage {
  kind: "agent_message";
  generation_id: string;
  text: string;
  /** `abandoned`: begun, and never finished, for the server or the model died over it; the agent starts over. */
  state: "streaming" | "completed" | "interrupted" | "abandoned";
}

/** A tool that the agent uses. */
export interface ToolCall {
  kind: "tool_call";
  call_id: string;
  name: string;
  /** JSON text. */
  arguments: string;
  state: "running" | "returned" | "failed";
  result: unknown;
  error: string | null;
}

/** Something to show that never changes: a message of the user, a notice, a change, a fault. */
export interface Remark {
  kind: "user_message" | "notice" | "change" | "fault";
  id: string;
  text: string;
}

/** One thing to show of a conversation. */
export type Entry = AgentMessage | ToolCall | Remark;

/** What an event changed: an entry as it was, undefined if it is new, and as it is now. */
export interface Change {
  before: Entry | undefined;
  after: Entry;
}

/** How a conversation ended. */
export interface Ending {
  status: string | null;
  reason: string | null;
  duration_sec: number | null;
}

/** A running conversation as one shows it: what its events add up to, so far. */
export class LiveTranscript {
  /** In the order in which they began; entries are replaced, never changed. */
  readonly #entries = new Map<string, Entry>();
  /** The `generation_id` of the message that is being written. */
  #streaming: string | null = null;
  #ending: Ending | null = null;

  get entries(): Entry[] {
    return [...this.#entries.values()];
  }

  /** Null while the conversation goes on. */
  get ending(): Ending | null {
    return this.#ending;
  }

  /** Takes an event into account and returns what it changed; events of unknown types change nothing. */
  apply(event: ConversationEvent): Change[] {
    const payload = knownPayload(event);
    if (payload === null) return [];
    const remark = remarkOf(payload, event.id);
    if (remark !== null) return [this.#put(remark.id, remark)];
    switch (payload.type) {
      case "agent.message.delta":
        return this.#addDelta(payload);
      case "agent.message.completed":
        return this.#complete(payload);
      case "agent.tool_call.created":
      case "agent.tool_call.returned":
        return [this.#put(payload.call_id, toolCallOf(payload))];
      case "conversation.ended":
        this.#ending = endingOf(payload);
        return this.#abandon(null);
      default:
        return [];
    }
  }

  #addDelta({ generation_id, text_delta }: Payload<"agent.message.delta">): Change[] {
    const before = this.#message(generation_id);
    // A delta that comes after its message was completed has nothing to add.
    if (before !== undefined && before.state !== "streaming") return [];
    const abandoned = this.#abandon(generation_id);
    this.#streaming = generation_id;
    const text = (before?.text ?? "") + text_delta;
    return [...abandoned, this.#put(generation_id, messageOf(generation_id, text, "streaming"))];
  }

  #complete({ generation_id, text, interrupted }: Payload<"agent.message.completed">): Change[] {
    const abandoned = this.#abandon(generation_id);
    this.#streaming = null;
    // A model that goes straight to its tools says nothing first.
    if (text === "" && this.#message(generation_id) === undefined) return abandoned;
    const state = interrupted ? "interrupted" : "completed";
    return [...abandoned, this.#put(generation_id, messageOf(generation_id, text, state))];
  }

  /** Gives up the message that is being written, unless it is that one: as another is there, it will not be finished. */
  #abandon(except: string | null): Change[] {
    const id = this.#streaming;
    const message = id === null || id === except ? undefined : this.#message(id);
    if (message === undefined) return [];
    this.#streaming = null;
    return [this.#put(message.generation_id, { ...message, state: "abandoned" })];
  }

  #message(generationId: string): AgentMessage | undefined {
    const entry = this.#entries.get(generationId);
    return entry?.kind === "agent_message" ? entry : undefined;
  }

  #put(id: string, after: Entry): Change {
    const before = this.#entries.get(id);
    this.#entries.set(id, after);
    return { before, after };
  }
}

type Payload<Type extends EventPayload["type"]> = Extract<EventPayload, { type: Type }>;

function messageOf(generation_id: string, text: string, state: AgentMessage["state"]): AgentMessage {
  return { kind: "agent_message", generation_id, text, state };
}

function toolCallOf(payload: Payload<"agent.tool_call.created" | "agent.tool_call.returned">): ToolCall {
  const { call_id, name, arguments: args } = payload;
  const call = { kind: "tool_call", call_id, name, arguments: args } as const;
  if (payload.type === "agent.tool_call.created") return { ...call, state: "running", result: null, error: null };
  const { result = null, error = null } = payload;
  return { ...call, state: error === null ? "returned" : "failed", result, error };
}

function endingOf({ status, reason, duration_sec }: Payload<"conversation.ended">): Ending {
  return { status: status ?? null, reason: reason ?? null, duration_sec: duration_sec ?? null };
}

function remarkOf(payload: EventPayload, id: string): Remark | null {
  switch (payload.type) {
    case "user.message.received":
      return { kind: "user_message", id, text: payload.text };
    case "agent.notice.sent":
      return { kind: "notice", id, text: payload.text };
    case "conversation.started":
      return { kind: "change", id, text: "The user is connected." };
    case "conversation.context.updated":
      return { kind: "change", id, text: `The context is now ${JSON.stringify(payload.context ?? {})}` };
    case "conversation.custom_fields.updated":
      return { kind: "change", id, text: `The custom fields are now ${JSON.stringify(payload.custom_fields ?? {})}` };
    case "server.error":
      return { kind: "fault", id, text: faultOf(payload) };
    default:
      return null;
  }
}

function faultOf({ code, message }: Payload<"server.error">): string {
  return message ?? code ?? "The server reported a fault.";
}
