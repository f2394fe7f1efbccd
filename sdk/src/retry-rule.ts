import type { OperatorApiError } from "./error.ts";
import { retryDelay } from "./retry-delay.ts";

/** What may be lost or done twice when a call is sent again. */
export type Repeatable =
  /** Nothing: it reads, or writes the same again, or carries a key under which it is carried out once. */
  | "always"
  /** Sent again after it was carried out, it would meet its own work: a 404 after a DELETE, a 412 under `If-Match`. */
  | "if_not_carried_out"
  | "never";

/** A call that has failed. */
export interface FailedTry {
  error: OperatorApiError;
  /** How many tries went before this one. */
  attempt: number;
  repeatable: Repeatable;
}

/** Statuses after which the same call may succeed. Of these, only 429 says for sure that nothing was done. */
const TRANSIENT = new Set([429, 502, 503, 504]);
/** A server that asks for a longer wait than this gets no second try: the caller decides. */
const LONGEST_WAIT = 10_000;

/** Returns how long to wait, in ms, before a call is sent again; null when its failure is final. */
export function pauseBeforeRetry({ error, attempt, repeatable }: FailedTry): number | null {
  if (repeatable === "never" || !isTransient(error, attempt)) return null;
  if (repeatable === "if_not_carried_out" && error.status !== 429) return null;
  if (error.retryAfterSeconds === null) return retryDelay(attempt);
  const wait = error.retryAfterSeconds * 1_000;
  return wait > LONGEST_WAIT ? null : wait;
}

function isTransient({ status, type, code }: OperatorApiError, attempt: number): boolean {
  if (status === null) return type === "unreachable" || type === "timeout";
  // The first try was lost to us and is still being carried out: its answer comes to a later one.
  if (code === "idempotency_conflict") return attempt > 0;
  return TRANSIENT.has(status);
}
