import type { DemoLinkSettings } from "./demo-link.ts";
import { OperatorError } from "./error.ts";

/** How much of a link's limits is used. */
interface Counts {
  open: number;
  last_day: number;
  /** In how many ms the day's count goes down. */
  day_frees_in: number;
  of_visitor: number;
  /** In how many ms the visitor's count goes down. */
  visitor_frees_in: number;
}

/** Nobody knows when somebody else stops talking. */
const TRY_AGAIN_SECONDS = 30;

/** Builds the refusal of one more conversation where a limit is reached; null where none is. */
export function overLimit(counts: Counts, limits: DemoLinkSettings["limits"]): OperatorError | null {
  if (counts.of_visitor >= limits.per_address_hour) {
    return refusal("You have begun many conversations within an hour.", seconds(counts.visitor_frees_in));
  }
  if (counts.last_day >= limits.per_day) {
    return refusal("All conversations of today have been held.", seconds(counts.day_frees_in));
  }
  if (counts.open >= limits.at_once) {
    return refusal("All places are taken just now.", TRY_AGAIN_SECONDS);
  }
  return null;
}

function refusal(what: string, retryAfterSeconds: number): OperatorError {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const when = minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
  return new OperatorError("rate_limited", `${what} Try again in ${when}.`, { retryAfterSeconds });
}

function seconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
