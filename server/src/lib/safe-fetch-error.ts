/**
 * Why there is no answer. `invalid_request`: the request cannot be made at all. `refused_target`: its address may not
 * be called from here. `network`: no connection, or it broke. `timeout`: the time was over. `cancelled`: the signal was
 * aborted. `too_large`: more came back than is read. `unreadable`: the body came in an encoding nobody asked for.
 */
export type SafeFetchFailure =
  | "invalid_request"
  | "refused_target"
  | "network"
  | "timeout"
  | "cancelled"
  | "too_large"
  | "unreadable";

/** Thrown by a safe client when there is no answer to give. */
export class SafeFetchError extends Error {
  readonly reason: SafeFetchFailure;
  /** Whether the receiver may have got the request, whole or in part; false only where that is certain. */
  readonly maybeSent: boolean;

  constructor(reason: SafeFetchFailure, message: string, details: { maybeSent: boolean; cause?: unknown }) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "SafeFetchError";
    this.reason = reason;
    this.maybeSent = details.maybeSent;
  }
}
