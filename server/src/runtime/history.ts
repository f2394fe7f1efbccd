import type { PayloadOf, ServerPayload } from "../domain/event-payloads.ts";
import type { ModelMessage, ModelToolCall } from "../ports/language-model.ts";

/** Notes of the platform stand in brackets among the user's messages, so that no model takes them for the user's words. */
const JOINED = "[The user has joined and has not said anything yet. Speak first, as your instructions say.]";
const INTERRUPTED = "[The user interrupted your last message, which ends where it was cut off.]";
const CUT_OFF =
  "[A technical fault cut your last message off where it ends. Go on from exactly there, without repeating any of it.]";

/** How much of a tool's answer a model is shown: more would crowd out the conversation. */
const LONGEST_OUTPUT = 32_000;

type AssistantMessage = { role: "assistant"; text: string; toolCalls: ModelToolCall[] };

interface Builder {
  messages: ModelMessage[];
  /** The assistant's message that tool calls of this generation belong to. */
  generation: { id: string; message: AssistantMessage } | null;
  /** Calls whose result has not come yet: nothing else may stand between a call and its result. */
  unanswered: Map<string, string>;
  /** What the user said meanwhile. */
  held: ModelMessage[];
  wasInterrupted: boolean;
}

/**
 * Writes what was said and done as the messages a model is shown. Results follow the calls they answer even when the
 * user spoke in between; what was cut off is marked; a conversation without words yet has a note to open it.
 * `providerData` holds what a vendor wants back with a call, by call id.
 */
export function modelMessages(
  exchange: readonly ServerPayload[],
  providerData?: ReadonlyMap<string, unknown>,
): ModelMessage[] {
  const builder: Builder = { messages: [], generation: null, unanswered: new Map(), held: [], wasInterrupted: false };
  for (const payload of exchange) add(builder, payload, providerData);
  for (const [callId, name] of builder.unanswered)
    answer(builder, { callId, name, output: "No answer yet.", isError: true });
  if (builder.messages.length === 0) builder.messages.push({ role: "user", text: JOINED });
  if (builder.wasInterrupted) builder.messages.push({ role: "user", text: CUT_OFF });
  return builder.messages;
}

function add(builder: Builder, payload: ServerPayload, providerData?: ReadonlyMap<string, unknown>): void {
  switch (payload.type) {
    case "user.message.received":
      return addUser(builder, payload.text);
    case "agent.message.completed":
      return addAssistant(builder, payload);
    case "agent.tool_call.created":
      return addCall(builder, payload, providerData?.get(payload.call_id));
    case "agent.tool_call.returned":
      return answer(builder, {
        callId: payload.call_id,
        name: payload.name,
        output: clipped(payload.error ?? JSON.stringify(payload.result ?? null)),
        isError: payload.error !== undefined,
      });
    default:
  }
}

function clipped(output: string): string {
  if (output.length <= LONGEST_OUTPUT) return output;
  return `${output.slice(0, LONGEST_OUTPUT)}\n[The answer goes on; the rest of its ${output.length} characters is left out.]`;
}

function addUser(builder: Builder, text: string): void {
  const message: ModelMessage = { role: "user", text: builder.wasInterrupted ? `${INTERRUPTED}\n${text}` : text };
  builder.wasInterrupted = false;
  (builder.unanswered.size > 0 ? builder.held : builder.messages).push(message);
}

function addAssistant(builder: Builder, payload: PayloadOf<"agent.message.completed">): void {
  const message: AssistantMessage = { role: "assistant", text: payload.text, toolCalls: [] };
  builder.messages.push(message);
  builder.generation = { id: payload.generation_id, message };
  builder.wasInterrupted = payload.interrupted;
}

function addCall(builder: Builder, payload: PayloadOf<"agent.tool_call.created">, providerData: unknown): void {
  if (builder.generation?.id !== payload.generation_id) {
    const message: AssistantMessage = { role: "assistant", text: "", toolCalls: [] };
    builder.messages.push(message);
    builder.generation = { id: payload.generation_id, message };
  }
  const call: ModelToolCall = { callId: payload.call_id, name: payload.name, arguments: payload.arguments };
  builder.generation.message.toolCalls.push(providerData === undefined ? call : { ...call, providerData });
  builder.unanswered.set(payload.call_id, payload.name);
}

function answer(builder: Builder, result: Omit<Extract<ModelMessage, { role: "tool" }>, "role">): void {
  builder.messages.push({ role: "tool", ...result });
  builder.unanswered.delete(result.callId);
  if (builder.unanswered.size > 0) return;
  builder.messages.push(...builder.held);
  builder.held = [];
}
