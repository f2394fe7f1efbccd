import type { PayloadOf } from "../domain/event-payloads.ts";
import { SpeechError } from "../ports/speech-error.ts";

/** What went wrong with a provider of speech, in the words of its event. */
export type SpeechFailure = Pick<PayloadOf<"agent.speech.failed">, "reason" | "message">;

/** Nothing came for too long. */
export class SpeechStalledError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SpeechStalledError";
  }
}

/** Says what went wrong, as the log is told. */
export function failureOf(error: unknown): SpeechFailure {
  if (error instanceof SpeechStalledError) return { reason: "stalled", message: error.message };
  if (error instanceof SpeechError) {
    const reason = error.status !== null && error.status >= 1000 ? "closed" : "error";
    return { reason, message: error.message };
  }
  return { reason: "error", message: "Something broke on our side." };
}
