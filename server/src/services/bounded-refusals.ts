import type { Activity, ActivityLog } from "../ports/activity-log.ts";
import { ANONYMOUS } from "./actors.ts";

const WINDOW = 60_000;
/** How many refusals of callers without a key are taken down one by one in a minute. */
const ONE_BY_ONE = 100;

/**
 * Keeps those who are refused from filling the log, for they may ask without end: of callers without a good key, and
 * of requests beyond a caller's limit, a hundred a minute are taken down one by one, the others together.
 */
export function boundedRefusals(log: ActivityLog): ActivityLog {
  let taken = 0;
  let more = 0;
  let until = 0;
  const summarise = () => {
    if (more > 0) log.record(together(more));
    more = 0;
  };
  return {
    record(activity) {
      if (!isBounded(activity)) return log.record(activity);
      const now = performance.now();
      if (now >= until) {
        summarise();
        taken = 0;
        until = now + WINDOW;
      }
      taken += 1;
      if (taken <= ONE_BY_ONE) return log.record(activity);
      if (more === 0) setTimeout(summarise, until - now).unref();
      more += 1;
    },
  };
}

function isBounded({ outcome, actor, details }: Activity): boolean {
  if (outcome !== "refused") return false;
  const error = details["error"] as { code?: unknown } | undefined;
  return actor.type === "anonymous" || actor.type === "token" || error?.code === "rate_limited";
}

function together(count: number): Activity {
  return {
    kind: "api_request",
    outcome: "refused",
    summary: `${count} more requests refused, of callers without a good key or beyond their limit`,
    actor: ANONYMOUS,
    livemode: null,
    requestId: null,
    conversationId: null,
    at: new Date(),
    duration: null,
    details: { count },
  };
}
