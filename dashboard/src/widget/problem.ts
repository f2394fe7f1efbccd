import { OperatorApiError } from "@operator/sdk";
import type { TextName } from "./texts.ts";

/** Something that went wrong: what to say of it, and whether another try may help. */
export interface Problem {
  readonly text: TextName;
  readonly minutes: number;
  readonly canTryAgain: boolean;
}

const MICROPHONE: Readonly<Record<string, TextName>> = {
  refused: "microphone_refused",
  no_device: "microphone_missing",
  insecure: "microphone_insecure",
  unsupported: "microphone_insecure",
};

const FINAL: Readonly<Record<string, TextName>> = { not_found: "withdrawn", not_allowed: "not_allowed" };

/** Says what went wrong so that a visitor knows what to do. */
export function problemOf(error: unknown): Problem {
  const again = (text: TextName, minutes = 0): Problem => ({ text, minutes, canTryAgain: true });
  if (error instanceof OperatorApiError) {
    const final = FINAL[error.code];
    if (final !== undefined) return { text: final, minutes: 0, canTryAgain: false };
    if (error.code === "rate_limited") return again("busy", Math.ceil((error.retryAfterSeconds ?? 60) / 60));
    return again(error.status === null ? "offline" : "unavailable");
  }
  const microphone = microphoneProblem(error);
  if (microphone !== null) return again(MICROPHONE[microphone] ?? "microphone_failed");
  return again("unavailable");
}

/** The class of these errors comes with the part that is loaded for voice, so that it is known by its name. */
function microphoneProblem(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== "MicrophoneError") return null;
  return String((error as Error & { problem?: unknown }).problem);
}
