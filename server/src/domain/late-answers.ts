import { isJsonObject } from "../lib/json.ts";

/** What a model is told of a call that no turn waits for: it runs in the background, or the user spoke meanwhile. */
export const STILL_RUNNING =
  "The tool is still running. Go on talking with the user; its answer will be told to you when it is there. Do not call it again for the same purpose meanwhile.";

/** The answer of a call that no turn waited for. */
export interface LateAnswer {
  /** The tool's name as the model knows it. */
  tool: string;
  /** The arguments, as the text that the model wrote. */
  arguments: string;
  /** What the model is to be told of the answer. */
  answer: string;
  failed: boolean;
}

/** How every note of a late answer begins. */
export const LATE_ANSWER = "[A tool that was still running has come back: ";

/**
 * Writes a late answer as a note among the user's messages. All of it is one JSON object on one line, so that nothing
 * a tool answers can close the bracket and pass for the user's words.
 */
export function lateAnswerNote(late: LateAnswer): string {
  return `${LATE_ANSWER}${JSON.stringify(late)}]`;
}

/** Reads a note that `lateAnswerNote` wrote; null for any other text. */
export function readLateAnswer(text: string): LateAnswer | null {
  if (!text.startsWith(LATE_ANSWER) || !text.endsWith("]")) return null;
  try {
    const value: unknown = JSON.parse(text.slice(LATE_ANSWER.length, -1));
    const { tool, arguments: args, answer, failed } = isJsonObject(value) ? value : {};
    const isText = typeof tool === "string" && typeof args === "string" && typeof answer === "string";
    return isText && typeof failed === "boolean" ? { tool, arguments: args, answer, failed } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
