import type { FakeAnswer, FakeModelRequest, FakeToolCall } from "../../src/testing/fake-model-server.ts";
import { textOfMessage } from "../../src/testing/fake-model-server.ts";
import type { PlannedCall } from "./soak-tools.ts";

/** The first piece of every answer begins with this, so that one can tell whether an answer's beginning was seen. */
export const OPENING = "<";

const PIECES = 12;
const LOOKING = "One moment. ";

/** What one message of the soak's user asks for. */
export interface Ask {
  /** Unique in the soak; comes back in the answer, and begins the note of each call. */
  nonce: string;
  /** The calls that the agent makes before it answers, step by step; those of one step side by side. */
  plan: readonly (readonly PlannedCall[])[];
}

/** Makes the nonce of a conversation's ask with that number. */
export function nonceOf(conversationId: string, number: number): string {
  return `${number}-${conversationKey(conversationId)}-`;
}

/** How a conversation is called in nonces and notes. */
export function conversationKey(conversationId: string): string {
  return conversationId.slice(conversationId.indexOf("_") + 1).toLowerCase();
}

/** Returns the key of the conversation that a note belongs to. */
export function keyOfNote(note: string): string {
  return note.split("-")[1] ?? "";
}

/** Writes the user's message. */
export function writeAsk({ nonce, plan }: Ask): string {
  const steps = plan.map((step) => step.map(({ tool, act }) => `${tool}:${act}`).join(","));
  return `#${nonce} ${plan.length === 0 ? "plain" : steps.join(";")}`;
}

/** Reads the last ask in a text; null when there is none. */
export function readAsk(text: string): Ask | null {
  const match = [...text.matchAll(/#([0-9a-z-]+) ([a-z_:,;]+)/g)].at(-1);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const steps = match[2] === "plain" ? [] : match[2].split(";");
  const plan = steps.map((step) =>
    step.split(",").map((call) => {
      const [tool = "", act = ""] = call.split(":");
      return { tool, act };
    }),
  );
  return { nonce: match[1], plan };
}

/** The pieces in which the model answers an ask, once its calls have been made. */
export function answerPieces(nonce: string): string[] {
  const words = Array.from({ length: PIECES - 2 }, (_, index) => ` word${index}`);
  return [`${OPENING}${nonce}`, ...words, ">"];
}

/** The arguments of a call that a note stands in; null when there is none to be read. */
export function noteOf(callArguments: string): string | null {
  const { note } = JSON.parse(callArguments) as { note?: string };
  return note ?? null;
}

/**
 * Plays the model: it looks at the user's last ask, makes the next step of its calls that was not made since, and
 * answers when none is left.
 */
export function playModel({ messages }: FakeModelRequest): FakeAnswer {
  const at = messages.findLastIndex((message) => message.role === "user" && readAsk(textOfMessage(message)) !== null);
  const ask = messages[at] ? readAsk(textOfMessage(messages[at])) : null;
  if (ask === null) throw new Error("The soak's model was asked without a question of the soak's user.");
  const timing = { firstPieceAfter: thinkingTime(ask.nonce), pieceEvery: 8 };
  const called = messages.flatMap(({ tool_calls }) => tool_calls?.map((call) => noteOf(call.function.arguments)) ?? []);
  const step = stepsOf(ask).find((calls) => !calls.some((call) => called.includes(noteOf(call.arguments))));
  if (step === undefined) return { ...timing, pieces: answerPieces(ask.nonce) };
  // Half of the calls come after some words, which are a message of their own.
  const speaksFirst = ask.nonce.charCodeAt(0) % 2 === 0;
  return { ...timing, pieces: speaksFirst ? [OPENING, LOOKING] : [], toolCalls: step };
}

function stepsOf({ nonce, plan }: Ask): FakeToolCall[][] {
  let count = 0;
  return plan.map((step) =>
    step.map(({ tool, act }) => {
      const note = `${nonce}${count++}`;
      return { name: tool, arguments: JSON.stringify(act === "invalid" ? { note } : { note, act }) };
    }),
  );
}

/** Some answers come at once and some late, always the same for the same ask. */
function thinkingTime(nonce: string): number {
  const sum = [...nonce].reduce((total, character) => total + character.charCodeAt(0), 0);
  return 20 + (sum % 8) * 20;
}
