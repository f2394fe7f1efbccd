import type { ConversationStatus, PayloadOf, ServerEvent, ServerEventType, ServerPayload } from "./wire.ts";

/** Something the user said. `sending` until the server has stored it. */
export interface UserMessage {
  kind: "user_message";
  /** The id under which the client sent it, else that of its event. */
  id: string;
  at: string;
  text: string;
  state: "sending" | "received" | "refused";
}

/** Something the agent says. When `interrupted`, the text is what the user got of it. */
export interface AgentMessage {
  kind: "agent_message";
  /** The message's `generation_id`. */
  id: string;
  at: string;
  text: string;
  state: "streaming" | "completed" | "interrupted";
}

/** A tool the agent uses. */
export interface ToolCall {
  kind: "tool_call";
  /** The call's `call_id`. */
  id: string;
  at: string;
  name: string;
  /** JSON text. */
  arguments: string;
  state: "running" | "returned" | "failed";
  result?: unknown;
  error?: string;
  /** When the tool answered or failed; absent while it runs. */
  returnedAt?: string;
}

/** A notice of the system to the user. */
export interface Notice {
  kind: "notice";
  id: string;
  at: string;
  text: string;
}

/** A change of how the agent goes on: another model or speech provider after a fault, another route, another language. */
export interface Change {
  kind: "change";
  id: string;
  at: string;
  payload: PayloadOf<"agent.model.failed" | "agent.speech.failed" | "agent.route.changed" | "agent.language.changed">;
}

/** What happened while nothing was said, by voice: the agent filled the silence, or noticed it. */
export interface Pause {
  kind: "pause";
  id: string;
  at: string;
  payload: PayloadOf<"agent.filler.spoken" | "user.silence.noticed">;
}

/** What happened on the line: keys, a hold, a machine, or somebody else than the agent who listens, talks or takes over. */
export interface LineChange {
  kind: "line";
  id: string;
  at: string;
  payload: PayloadOf<
    | "user.dtmf.received"
    | "user.hold.changed"
    | "conversation.voicemail.reached"
    | "conversation.transferred"
    | `supervisor.${"joined" | "left" | "whisper" | "took_over" | "spoke" | "gave_back"}`
  >;
}

/** Something the server could not handle. */
export interface Fault {
  kind: "fault";
  id: string;
  at: string;
  code: string;
  message: string;
}

/** One thing to show of a conversation. */
export type TranscriptEntry = UserMessage | AgentMessage | ToolCall | Notice | Change | Pause | LineChange | Fault;

/** What the user is saying, by voice, before it is a message. */
export interface UserSpeech {
  /** All that is understood so far; it may still change. */
  text: string;
  /** Whether the user is heard at this moment, and not in a pause. */
  isSpeaking: boolean;
}

/** A conversation as one shows it: what its events add up to. */
export interface Transcript {
  readonly entries: readonly TranscriptEntry[];
  readonly isStarted: boolean;
  /** Whether the agent is at work: thinking, using tools or speaking. */
  readonly isAnswering: boolean;
  /** What the user is saying right now; null in text, and between what they say. */
  readonly userSpeech: UserSpeech | null;
  /** Whether the latest answer came from the simulated assistant; null before the first. */
  readonly isSimulated: boolean | null;
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly ended: { status: ConversationStatus; reason: string; durationSeconds: number } | null;
}

/** The transcript of a conversation of which nothing has been seen. */
export const EMPTY_TRANSCRIPT: Transcript = {
  entries: [],
  isStarted: false,
  isAnswering: false,
  userSpeech: null,
  isSimulated: null,
  customFields: {},
  ended: null,
};

/** Adds a message that was just sent, so that it shows before the server has answered. */
export function addSentMessage(transcript: Transcript, message: { id: string; text: string; at: string }): Transcript {
  return append(transcript, { kind: "user_message", state: "sending", ...message });
}

/** Takes an event into account. Types of events it does not know change nothing. */
export function applyEvent(transcript: Transcript, event: ServerEvent): Transcript {
  const fold = FOLDS[event.payload.type] as Fold<ServerPayload> | undefined;
  return fold === undefined ? transcript : fold(transcript, event.payload, { id: event.id, at: event.created_at });
}

/** Which event it was and when. */
interface Occasion {
  id: string;
  at: string;
}

type Fold<Payload> = (transcript: Transcript, payload: Payload, occasion: Occasion) => Transcript;

const addChange: Fold<Change["payload"]> = (transcript, payload, occasion) =>
  append(transcript, { kind: "change", ...occasion, payload });

const addPause: Fold<Pause["payload"]> = (transcript, payload, occasion) =>
  append(transcript, { kind: "pause", ...occasion, payload });

const addLineChange: Fold<LineChange["payload"]> = (transcript, payload, occasion) =>
  append(transcript, { kind: "line", ...occasion, payload });

const FOLDS: { [Type in ServerEventType]?: Fold<PayloadOf<Type>> } = {
  "conversation.started": (transcript) => ({ ...transcript, isStarted: true }),

  "agent.message.delta": (transcript, { generation_id: id, text_delta }, { at }) => {
    const begun = { kind: "agent_message", id, at, text: "", state: "streaming" } as const;
    const message = findEntry(transcript, "agent_message", id) ?? begun;
    if (message.state !== "streaming") return transcript;
    const said = putEntry(withoutAbandoned(transcript, id), { ...message, text: message.text + text_delta });
    return { ...said, isAnswering: true };
  },

  "agent.message.completed": (transcript, { generation_id: id, text, interrupted, has_tool_calls }, { at }) => {
    const rest = withoutAbandoned(transcript, id);
    const begun = findEntry(rest, "agent_message", id);
    const state = interrupted ? "interrupted" : "completed";
    const said =
      text === ""
        ? removeEntry(rest, id)
        : putEntry(rest, { kind: "agent_message", id, at: begun?.at ?? at, text, state });
    // An interrupted message ends no answer: what interrupted it is being answered.
    return interrupted ? said : { ...said, isAnswering: has_tool_calls };
  },

  "agent.tool_call.created": (transcript, { call_id: id, name, arguments: args }, { at }) => {
    const called = putEntry(transcript, { kind: "tool_call", id, at, name, arguments: args, state: "running" });
    return { ...called, isAnswering: true };
  },

  "agent.tool_call.returned": (transcript, { call_id: id, name, arguments: args, result, error }, { at }) =>
    putEntry(transcript, {
      kind: "tool_call",
      id,
      at: findEntry(transcript, "tool_call", id)?.at ?? at,
      name,
      arguments: args,
      returnedAt: at,
      ...(error === undefined ? { state: "returned", result } : { state: "failed", error }),
    }),

  "agent.notice.sent": (transcript, { text }, occasion) => append(transcript, { kind: "notice", ...occasion, text }),

  "user.message.received": (transcript, { text, client_event_id }, occasion) => {
    const id = client_event_id ?? occasion.id;
    // The log's order counts, so a message that was shown ahead of its turn moves to its place.
    const received = { kind: "user_message", id, at: occasion.at, text, state: "received" } as const;
    // What was typed is not what is being said.
    const userSpeech = client_event_id === null ? null : transcript.userSpeech;
    return { ...append(removeEntry(transcript, id), received), isAnswering: true, userSpeech };
  },

  "user.speech.started": (transcript) => hear(transcript, { isSpeaking: true }),
  "user.speech.ended": (transcript) => hear(transcript, { isSpeaking: false }),
  "user.transcript.delta": (transcript, { text }) => hear(transcript, { text }),
  "user.speech.ignored": (transcript) => ({ ...transcript, userSpeech: null }),

  "conversation.custom_fields.updated": (transcript, { custom_fields }) => ({
    ...transcript,
    customFields: custom_fields,
  }),

  "conversation.ended": (transcript, { status, reason, duration_sec }) => ({
    ...transcript,
    entries: transcript.entries.map(closeEntry),
    isAnswering: false,
    userSpeech: null,
    ended: { status, reason, durationSeconds: duration_sec },
  }),

  "server.error": (transcript, { code, message, client_event_id }, occasion) => {
    const refused = client_event_id === null ? undefined : findEntry(transcript, "user_message", client_event_id);
    const marked = refused === undefined ? transcript : putEntry(transcript, { ...refused, state: "refused" });
    return append(marked, { kind: "fault", ...occasion, code, message });
  },

  "agent.model.failed": addChange,
  "agent.speech.failed": addChange,
  "agent.route.changed": addChange,
  "agent.language.changed": addChange,

  "agent.filler.spoken": (transcript, payload, occasion) =>
    payload.text === "" ? transcript : addPause(transcript, payload, occasion),
  "user.silence.noticed": addPause,

  "user.dtmf.received": addLineChange,
  "user.hold.changed": addLineChange,
  "conversation.voicemail.reached": addLineChange,
  "conversation.transferred": addLineChange,
  "supervisor.joined": addLineChange,
  "supervisor.left": addLineChange,
  "supervisor.whisper": addLineChange,
  "supervisor.took_over": addLineChange,
  "supervisor.spoke": addLineChange,
  "supervisor.gave_back": addLineChange,

  "agent.turn.metrics": (transcript, { model, simulated, interrupted }) => ({
    ...transcript,
    isSimulated: model === null ? transcript.isSimulated : simulated,
    isAnswering: transcript.isAnswering && interrupted,
  }),
};

function hear(transcript: Transcript, change: Partial<UserSpeech>): Transcript {
  return { ...transcript, userSpeech: { text: "", isSpeaking: true, ...transcript.userSpeech, ...change } };
}

function append(transcript: Transcript, entry: TranscriptEntry): Transcript {
  return { ...transcript, entries: [...transcript.entries, entry] };
}

/** Replaces the entry of that kind and id, or adds it. */
function putEntry(transcript: Transcript, entry: TranscriptEntry): Transcript {
  const isSame = (other: TranscriptEntry) => other.id === entry.id && other.kind === entry.kind;
  if (!transcript.entries.some(isSame)) return append(transcript, entry);
  return { ...transcript, entries: transcript.entries.map((other) => (isSame(other) ? entry : other)) };
}

function removeEntry(transcript: Transcript, id: string): Transcript {
  return { ...transcript, entries: transcript.entries.filter((entry) => entry.id !== id) };
}

function findEntry<Kind extends TranscriptEntry["kind"]>(
  transcript: Transcript,
  kind: Kind,
  id: string,
): Extract<TranscriptEntry, { kind: Kind }> | undefined {
  const isIt = (entry: TranscriptEntry): entry is Extract<TranscriptEntry, { kind: Kind }> =>
    entry.kind === kind && entry.id === id;
  return transcript.entries.findLast(isIt);
}

/** Drops a message that was begun and, as another takes its place, will never be completed: its model or server died. */
function withoutAbandoned(transcript: Transcript, current: string): Transcript {
  const isAbandoned = (entry: TranscriptEntry) =>
    entry.kind === "agent_message" && entry.state === "streaming" && entry.id !== current;
  if (!transcript.entries.some(isAbandoned)) return transcript;
  return { ...transcript, entries: transcript.entries.filter((entry) => !isAbandoned(entry)) };
}

function closeEntry(entry: TranscriptEntry): TranscriptEntry {
  if (entry.kind === "agent_message" && entry.state === "streaming") return { ...entry, state: "interrupted" };
  if (entry.kind === "tool_call" && entry.state === "running")
    return { ...entry, state: "failed", error: "The conversation ended before the tool answered." };
  return entry;
}
