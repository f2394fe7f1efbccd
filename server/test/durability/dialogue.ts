import type { FakeAnswer, FakeModelRequest } from "../../src/testing/fake-model-server.ts";
import { textOfMessage } from "../../src/testing/fake-model-server.ts";

/** The tool that the soak's agent has. */
export const TOOL_NAME = "keep_note";
/** The first piece of every answer begins with this, so that one can tell whether an answer's beginning was seen. */
export const OPENING = "<";

const PIECES = 12;
const LOOKING = "One moment. ";

/** What one message of the soak's user asks for. */
export interface Ask {
  /** Unique in the soak; comes back in the answer and in the tool's arguments. */
  nonce: string;
  /** Whether the agent is to call its tool before it answers. */
  wantsTool: boolean;
}

/** Writes the user's message. */
export function writeAsk(ask: Ask): string {
  return `#${ask.nonce} ${ask.wantsTool ? "tool" : "plain"}`;
}

/** Reads the last ask in a text; null when there is none. */
export function readAsk(text: string): Ask | null {
  const match = [...text.matchAll(/#([0-9a-z-]+) (tool|plain)/g)].at(-1);
  return match?.[1] === undefined ? null : { nonce: match[1], wantsTool: match[2] === "tool" };
}

/** The pieces in which the model answers an ask, once its tool, if it wants one, has answered. */
export function answerPieces(nonce: string): string[] {
  const words = Array.from({ length: PIECES - 2 }, (_, index) => ` word${index}`);
  return [`${OPENING}${nonce}`, ...words, ">"];
}

/**
 * Plays the model: it looks at the user's last ask, calls the tool if that is wanted and was not done since, and
 * answers otherwise.
 */
export function playModel(request: FakeModelRequest): FakeAnswer {
  const { messages } = request;
  const at = messages.findLastIndex((message) => message.role === "user" && readAsk(textOfMessage(message)) !== null);
  const ask = messages[at] ? readAsk(textOfMessage(messages[at])) : null;
  if (ask === null) throw new Error("The soak's model was asked without a question of the soak's user.");
  const timing = { firstPieceAfter: thinkingTime(ask.nonce), pieceEvery: 8 };
  const isDone = messages.slice(at).some((message) => message.role === "tool");
  if (!ask.wantsTool || isDone) return { ...timing, pieces: answerPieces(ask.nonce) };
  const call = { name: TOOL_NAME, arguments: JSON.stringify({ note: ask.nonce }) };
  // Half of the calls come after some words, which are a message of their own.
  const speaksFirst = ask.nonce.charCodeAt(0) % 2 === 0;
  return { ...timing, pieces: speaksFirst ? [OPENING, LOOKING] : [], toolCalls: [call] };
}

/** Some answers come at once and some late, always the same for the same ask. */
function thinkingTime(nonce: string): number {
  const sum = [...nonce].reduce((total, character) => total + character.charCodeAt(0), 0);
  return 20 + (sum % 8) * 20;
}
