import type { JsonObject } from "../lib/json.ts";
import type { ConversationStatus } from "./conversation.ts";
import type { LogEvent } from "./event.ts";
import type { LogPayload, PayloadOf } from "./event-payloads.ts";
import { sequenceOfEventId } from "./ids.ts";

/** What a conversation is at a moment: nothing but the sum of its log. */
export interface ConversationState {
  /** The place of the last event in the log; 0 for an empty one. */
  sequence: number;
  status: ConversationStatus;
  startedAt: Date | null;
  context: JsonObject;
  customFields: JsonObject;
  /** The English name of the language that is spoken now. */
  language: string;
  /** The route that is followed; null before one is taken. */
  route: string | null;
  /** What was said and done, oldest first: what the model's history is made of. */
  exchange: LogPayload[];
  /** Tool calls that nobody has answered yet, by call id. */
  openCalls: Map<string, PayloadOf<"agent.tool_call.created">>;
  /**
   * Open calls that no turn waits for: those that run in the background, and those that ran when the user spoke. Their
   * answers call for words of their own.
   */
  lateCalls: Set<string>;
  /** How many late answers called for words of the agent since the user spoke last. */
  lateAnswers: number;
  /** Late answers that no model is known to have seen, with their places in the log, oldest first. */
  unseenAnswers: { sequence: number; payload: LogPayload }[];
  /** The latest event that calls for an answer of the agent; null before there was one. */
  triggerEventId: string | null;
  /** The trigger that the last finished turn took into account. */
  answeredEventId: string | null;
  /** The messages that clients sent under ids of their own, by id: their places in the log. */
  clientEventIds: Map<string, number>;
  /** Follow-ups that were taken up. */
  reminderIds: Set<string>;
  /** Until when the agent waits, and what for; null when it does not. */
  wait: { until: Date; reason: string | null } | null;
  /** When somebody said something last, or it began; null before the start. */
  lastActiveAt: Date | null;
  /** Who talks with the user in the agent's place: whom they were transferred to, or a supervisor. */
  takenOver: "transfer" | "supervisor" | null;
  /** Whether the user's line goes on without it: the network has handed it over, or another agent's conversation has it. */
  isHandedOver: boolean;
  /** Whether an answering machine has picked up. */
  hasReachedVoicemail: boolean;
  /** Whether the agent has said that the conversation is over, and the user nothing since. */
  hasAgentEnded: boolean;
  /** Whether the agent opens the conversation. */
  readonly agentSpeaksFirst: boolean;
}

/** An agent that starts a new call upon every late answer must come to rest until the user speaks again. */
const MOST_LATE_ANSWERS = 20;

/** What a conversation brings along before its first event. */
export interface Beginning {
  context: JsonObject;
  language: string;
  /** Whether the agent opens the conversation. */
  agentSpeaksFirst: boolean;
  /** What was said before in the conversation that this one goes on with, oldest first. */
  before?: readonly LogPayload[];
}

/** Returns the state of a conversation whose log is empty. */
export function emptyState(beginning: Beginning): ConversationState {
  return {
    sequence: 0,
    status: "queued",
    startedAt: null,
    context: beginning.context,
    customFields: {},
    language: beginning.language,
    route: null,
    exchange: [...(beginning.before ?? [])],
    openCalls: new Map(),
    lateCalls: new Set(),
    lateAnswers: 0,
    unseenAnswers: [],
    triggerEventId: null,
    answeredEventId: null,
    clientEventIds: new Map(),
    reminderIds: new Set(),
    wait: null,
    lastActiveAt: null,
    hasReachedVoicemail: false,
    hasAgentEnded: false,
    takenOver: null,
    isHandedOver: false,
    agentSpeaksFirst: beginning.agentSpeaksFirst,
  };
}

/** Tells whether something was said that no turn has answered. */
export function isAnswerDue(state: ConversationState): boolean {
  const isWithAgent = state.takenOver === null;
  return state.status === "in-progress" && isWithAgent && state.triggerEventId !== state.answeredEventId;
}

type Apply<Type extends LogPayload["type"]> = (
  state: ConversationState,
  payload: Extract<LogPayload, { type: Type }>,
  event: LogEvent["envelope"],
) => void;

const ignore = (): void => undefined;

const APPLY: { [Type in LogPayload["type"]]: Apply<Type> } = {
  "conversation.setup": (state, payload) => {
    // Where another conversation goes on, this is the seam.
    if (state.exchange.length > 0) state.exchange.push(payload);
  },
  "conversation.started": (state, _payload, event) => {
    state.status = "in-progress";
    state.startedAt = new Date(event.created_at);
    state.lastActiveAt = state.startedAt;
    if (state.agentSpeaksFirst) state.triggerEventId = event.id;
  },
  "agent.message.delta": ignore,
  "agent.message.completed": (state, payload, event) => {
    state.lastActiveAt = new Date(event.created_at);
    state.exchange.push(payload);
  },
  "agent.tool_call.created": (state, payload) => {
    state.openCalls.set(payload.call_id, payload);
    if (payload.in_background === true) state.lateCalls.add(payload.call_id);
    state.exchange.push(payload);
  },
  "agent.tool_call.returned": (state, payload, event) => {
    if (state.lateCalls.delete(payload.call_id) && state.lateAnswers < MOST_LATE_ANSWERS) {
      state.lateAnswers += 1;
      state.triggerEventId = event.id;
      state.unseenAnswers.push({ sequence: state.sequence, payload });
    }
    if (isEnd(state.openCalls.get(payload.call_id)) && payload.error === undefined) state.hasAgentEnded = true;
    state.openCalls.delete(payload.call_id);
    state.exchange.push(payload);
  },
  "agent.notice.sent": ignore,
  "user.message.received": (state, payload, event) => {
    if (payload.client_event_id !== null) state.clientEventIds.set(payload.client_event_id, state.sequence);
    state.wait = null;
    state.hasAgentEnded = false;
    state.lastActiveAt = new Date(event.created_at);
    state.triggerEventId = event.id;
    for (const callId of state.openCalls.keys()) state.lateCalls.add(callId);
    state.lateAnswers = 0;
    state.exchange.push(payload);
  },
  "conversation.context.updated": (state, payload) => {
    state.context = payload.context;
  },
  "conversation.custom_fields.updated": (state, payload) => {
    state.customFields = payload.custom_fields;
  },
  "conversation.summarized": ignore,
  "conversation.ended": (state, payload) => {
    state.status = payload.status;
  },
  "server.error": ignore,
  "user.speech.started": (state, _payload, event) => {
    state.lastActiveAt = new Date(event.created_at);
  },
  "user.speech.ended": (state, _payload, event) => {
    state.lastActiveAt = new Date(event.created_at);
  },
  "user.transcript.delta": ignore,
  "user.speech.ignored": ignore,
  "user.silence.noticed": ignore,
  "agent.audio.cleared": ignore,
  "webrtc.answer": ignore,
  "agent.filler.spoken": ignore,
  "agent.speech.failed": ignore,
  "user.dtmf.received": (state, _payload, event) => {
    state.lastActiveAt = new Date(event.created_at);
  },
  "user.hold.changed": ignore,
  "conversation.voicemail.reached": (state, payload, event) => {
    state.hasReachedVoicemail = true;
    state.triggerEventId = event.id;
    state.exchange.push(payload);
  },
  "conversation.transferred": (state, { carried_by, next_conversation_id }) => {
    state.takenOver = "transfer";
    state.isHandedOver = carried_by === "network" || next_conversation_id !== null;
  },
  "supervisor.joined": ignore,
  "supervisor.left": ignore,
  "supervisor.whisper": (state, payload, event) => {
    if (payload.is_urgent) state.triggerEventId = event.id;
    state.exchange.push(payload);
  },
  "supervisor.took_over": (state, payload) => {
    state.takenOver ??= "supervisor";
    state.exchange.push(payload);
  },
  "supervisor.spoke": (state, payload, event) => {
    state.lastActiveAt = new Date(event.created_at);
    state.exchange.push(payload);
  },
  "supervisor.gave_back": (state, payload, event) => {
    if (state.takenOver !== "supervisor") return;
    state.takenOver = null;
    state.triggerEventId = event.id;
    state.exchange.push(payload);
  },
  "agent.model.failed": ignore,
  "agent.route.changed": (state, payload) => {
    state.route = payload.route;
  },
  "agent.language.changed": (state, payload) => {
    state.language = payload.language;
  },
  "agent.wait.began": (state, payload) => {
    state.wait = { until: new Date(payload.until), reason: payload.reason };
  },
  "agent.wait.ended": (state, payload, event) => {
    state.wait = null;
    state.triggerEventId = event.id;
    state.exchange.push(payload);
  },
  "conversation.reminder.due": (state, payload, event) => {
    state.reminderIds.add(payload.reminder_id);
    state.wait = null;
    state.lastActiveAt = new Date(event.created_at);
    state.triggerEventId = event.id;
    state.exchange.push(payload);
  },
  "agent.turn.metrics": (state, payload) => {
    state.answeredEventId = payload.trigger_event_id;
    bringUpUnseen(state, sequenceOfEventId(payload.trigger_event_id) ?? 0);
  },
  "procedure.started": (state, _payload, event) => {
    state.status = "in-progress";
    state.startedAt = new Date(event.created_at);
    state.triggerEventId = event.id;
  },
  "procedure.reminded": (state, payload, event) => {
    state.triggerEventId = event.id;
    state.exchange.push(payload);
  },
  "procedure.output.recorded": ignore,
  "procedure.ended": (state) => {
    state.status = "completed";
  },
};

/**
 * Puts the answers that came after a turn had looked for the last time behind what it said meanwhile: before its words
 * they would pass for dealt with, and some vendors take no history that ends with the assistant.
 */
function bringUpUnseen(state: ConversationState, seen: number): void {
  state.unseenAnswers = state.unseenAnswers.filter(({ sequence }) => sequence > seen);
  if (state.unseenAnswers.length === 0) return;
  const unseen = state.unseenAnswers.map(({ payload }) => payload);
  state.exchange = [...state.exchange.filter((payload) => !unseen.includes(payload)), ...unseen];
}

/** Takes the next event of the log into the state, in place. */
export function applyEvent(state: ConversationState, event: LogEvent): void {
  state.sequence = event.sequence;
  const { payload } = event.envelope;
  const apply = APPLY[payload.type] as Apply<LogPayload["type"]>;
  apply(state, payload, event.envelope);
}

function isEnd(call: PayloadOf<"agent.tool_call.created"> | undefined): boolean {
  return call?.ns === "syscall" && call.name === "end_conversation";
}
