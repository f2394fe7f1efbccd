/** Why a session is over for good. */
export type SessionEnd =
  /** The conversation has ended. */
  | "ended"
  /** The token is wrong, expired or replaced. */
  | "token_rejected"
  /** There is no such conversation. */
  | "not_found"
  /** A newer socket of the same conversation took over. */
  | "taken_over"
  /** A message was larger than the server takes. */
  | "too_large"
  /** The server could not be reached for too long. */
  | "unreachable"
  /** `close()` was called. */
  | "closed";

const FINAL: Readonly<Record<number, SessionEnd>> = {
  1000: "ended",
  1009: "too_large",
  4401: "token_rejected",
  4404: "not_found",
  4409: "taken_over",
};

/** Tells why a closed socket ends the session; null when the session should reconnect (1012, a lost connection, …). */
export function endOf(closeCode: number): SessionEnd | null {
  return FINAL[closeCode] ?? null;
}
