import type { LogPayload, PayloadOf } from "../domain/event-payloads.ts";
import type { ChannelType } from "../domain/conversation.ts";
import { LATE_ANSWER, lateAnswerNote, STILL_RUNNING } from "../domain/late-answers.ts";
import { modelToolName } from "../domain/model-tool-name.ts";
import type { ModelMessage, ModelToolCall } from "../ports/language-model.ts";

/** Notes of the platform stand in brackets among the user's messages, so that no model takes them for the user's words. */
const JOINED = "[The user has joined and has not said anything yet. Speak first, as your instructions say.]";
const INTERRUPTED = "[The user interrupted your last message, which ends where it was cut off.]";
const CUT_OFF =
  "[A technical fault cut your last message off where it ends. Go on from exactly there, without repeating any of it.]";

const GOES_ON = "[The conversation goes on ";
const WAIT_OVER = "[The time that you waited for has come. ";
const REMINDER = "[A follow-up is due that was arranged earlier. ";

const VOICEMAIL =
  "[You have reached an answering machine, which records from now on. Leave one short message: who calls, what about, and " +
  "how to call back. Nobody answers you, and the call ends when you have spoken.]";

const WHISPER = "[Your supervisor tells you, unheard by the user: ";
const TAKEN_OVER = "[A supervisor has taken over and talks with the user in your place from here on.]";
const SUPERVISOR_SAID = "[The supervisor said to the user: ";
const GIVEN_BACK =
  "[The supervisor has left the conversation to you again. Go on from what was said, without repeating it.]";

const SUPERVISION = [WHISPER, TAKEN_OVER, SUPERVISOR_SAID, GIVEN_BACK];

/** Where a text begins as a note of the platform does. */
const LIKE_A_NOTE = new RegExp(
  [JOINED, INTERRUPTED, CUT_OFF, LATE_ANSWER, GOES_ON, WAIT_OVER, REMINDER, VOICEMAIL, ...SUPERVISION]
    .map((note) => `\\[(?=${note.slice(1, 25)})`)
    .join("|"),
  "gi",
);

/** How much of a tool's answer a model is shown: more would crowd out the conversation. */
const LONGEST_OUTPUT = 32_000;

type AssistantMessage = { role: "assistant"; text: string; toolCalls: ModelToolCall[] };

interface Builder {
  messages: ModelMessage[];
  /** The assistant's message that tool calls of this generation belong to. */
  generation: { id: string; message: AssistantMessage } | null;
  /** The assistant's messages that calls began before their words were there, as words that are spoken are. */
  wordless: Map<string, AssistantMessage>;
  /** Calls that are waited for: nothing else may stand between a call and its result. */
  unanswered: Map<string, ModelToolCall>;
  /** Calls that are not: their results come as notes. */
  late: Map<string, ModelToolCall>;
  /** Notes that came while a call was waited for. */
  held: ModelMessage[];
  wasInterrupted: boolean;
  /** What the user did not hear any more of the message that was interrupted; null where nobody knows. */
  cutText: string | null;
}

/**
 * Writes what was said and done as the messages a model is shown. The result of a call that ran in the background, or
 * on while the user spoke, comes as a note where it came; what was cut off is marked; a conversation without words yet
 * has a note to open it.
 * `providerData` holds what a vendor wants back with a call, by call id.
 */
export function modelMessages(
  exchange: readonly LogPayload[],
  providerData?: ReadonlyMap<string, unknown>,
): ModelMessage[] {
  const builder: Builder = {
    messages: [],
    generation: null,
    wordless: new Map(),
    unanswered: new Map(),
    late: new Map(),
    held: [],
    wasInterrupted: false,
    cutText: null,
  };
  for (const payload of exchange) add(builder, payload, providerData);
  for (const { callId, name } of builder.unanswered.values())
    answer(builder, { callId, name, output: "No answer yet.", isError: true });
  if (builder.messages.length === 0) builder.messages.push({ role: "user", text: JOINED });
  if (builder.wasInterrupted) builder.messages.push({ role: "user", text: CUT_OFF });
  return builder.messages;
}

function add(builder: Builder, payload: LogPayload, providerData?: ReadonlyMap<string, unknown>): void {
  switch (payload.type) {
    case "user.message.received":
      return addUser(builder, payload.text);
    case "procedure.reminded":
      return addNote(builder, { role: "user", text: payload.text });
    case "agent.message.completed":
      return addAssistant(builder, payload);
    case "agent.tool_call.created":
      return addCall(builder, payload, providerData?.get(payload.call_id));
    case "agent.tool_call.returned":
      return addResult(builder, payload);
    case "conversation.setup":
      return addNote(
        builder,
        note(`${GOES_ON}${CHANNEL_WORDS[payload.channel.type]}; above stands what was said before.]`),
      );
    case "agent.wait.ended":
      return addNote(builder, note(`${WAIT_OVER}You waited for: ${JSON.stringify(payload.reason)}. Go on.]`));
    case "conversation.reminder.due":
      return addNote(builder, note(`${REMINDER}It says: ${JSON.stringify(payload.note)}. See to it now.]`));
    default:
      return addWhatHappened(builder, payload);
  }
}

function addWhatHappened(builder: Builder, payload: LogPayload): void {
  switch (payload.type) {
    case "conversation.voicemail.reached":
      return addNote(builder, note(VOICEMAIL));
    case "supervisor.whisper":
      return addNote(
        builder,
        note(`${WHISPER}${JSON.stringify(payload.text)}. Do as they say, and do not mention them.]`),
      );
    case "supervisor.took_over":
      // What the supervisor cut off is not the user's doing, and not the agent's to take up.
      builder.wasInterrupted = false;
      return addNote(builder, note(TAKEN_OVER));
    case "supervisor.spoke":
      return addNote(builder, note(`${SUPERVISOR_SAID}${JSON.stringify(payload.text)}]`));
    case "supervisor.gave_back":
      return addNote(builder, note(GIVEN_BACK));
    default:
  }
}

const CHANNEL_WORDS: Readonly<Record<ChannelType, string>> = {
  phone: "by telephone",
  chat_realtime: "in a live chat",
  chat_async: "in a chat",
  voice_realtime: "by voice",
  sms: "by text message",
  email: "by e-mail",
};

function note(text: string): ModelMessage {
  return { role: "user", text };
}

function addResult(builder: Builder, payload: PayloadOf<"agent.tool_call.returned">): void {
  const { call_id: callId, error, result } = payload;
  const output = clipped(error ?? JSON.stringify(result ?? null));
  const late = builder.late.get(callId);
  if (late === undefined) {
    answer(builder, { callId, name: modelToolName(payload.name), output, isError: error !== undefined });
    return;
  }
  const failed = error !== undefined;
  const text = lateAnswerNote({ tool: late.name, arguments: clipped(late.arguments), answer: output, failed });
  addNote(builder, note(text));
}

/** A note may come between the words of a step and its calls, which then cannot stand with the words any more. */
function addNote(builder: Builder, added: ModelMessage): void {
  if (builder.unanswered.size > 0) {
    builder.held.push(added);
    return;
  }
  builder.messages.push(added);
  builder.generation = null;
}

function clipped(output: string): string {
  if (output.length <= LONGEST_OUTPUT) return output;
  return `${output.slice(0, LONGEST_OUTPUT)}\n[The answer goes on; the rest of its ${output.length} characters is left out.]`;
}

/** A user who writes a note of the platform must not be taken for it: it could tell of answers no tool gave. */
function addUser(builder: Builder, said: string): void {
  const text = said.replace(LIKE_A_NOTE, "(");
  const message: ModelMessage = {
    role: "user",
    text: builder.wasInterrupted ? `${interruption(builder)}\n${text}` : text,
  };
  builder.wasInterrupted = false;
  for (const call of builder.unanswered.values()) stopWaiting(builder, call);
  builder.messages.push(message);
}

function interruption({ cutText }: Builder): string {
  return cutText === null ? INTERRUPTED : `${INTERRUPTED.slice(0, -1)} Not heard any more: ${JSON.stringify(cutText)}]`;
}

/** Vendors want a result for every call before anything else is said, and this one's may be minutes away. */
function stopWaiting(builder: Builder, call: ModelToolCall): void {
  answer(builder, { callId: call.callId, name: call.name, output: STILL_RUNNING, isError: false });
  builder.late.set(call.callId, call);
}

function addAssistant(builder: Builder, payload: PayloadOf<"agent.message.completed">): void {
  const begun = builder.wordless.get(payload.generation_id);
  const message: AssistantMessage = begun ?? { role: "assistant", text: "", toolCalls: [] };
  message.text = payload.text;
  builder.wasInterrupted = payload.interrupted;
  builder.cutText = payload.cut_text ?? null;
  if (begun) return;
  builder.messages.push(message);
  builder.generation = { id: payload.generation_id, message };
}

function addCall(builder: Builder, payload: PayloadOf<"agent.tool_call.created">, providerData: unknown): void {
  if (builder.generation?.id !== payload.generation_id) {
    const message: AssistantMessage = { role: "assistant", text: "", toolCalls: [] };
    builder.messages.push(message);
    builder.generation = { id: payload.generation_id, message };
    builder.wordless.set(payload.generation_id, message);
  }
  const { call_id: callId, arguments: text } = payload;
  const name = modelToolName(payload.name);
  const call: ModelToolCall = { callId, name, arguments: text };
  builder.generation.message.toolCalls.push(providerData === undefined ? call : { ...call, providerData });
  if (payload.in_background === true) stopWaiting(builder, call);
  else builder.unanswered.set(callId, call);
}

function answer(builder: Builder, result: Omit<Extract<ModelMessage, { role: "tool" }>, "role">): void {
  builder.messages.push({ role: "tool", ...result });
  builder.unanswered.delete(result.callId);
  if (builder.unanswered.size > 0) return;
  builder.messages.push(...builder.held);
  builder.held = [];
}
