import { OperatorError } from "../domain/error.ts";
import type { ActivityLog } from "../ports/activity-log.ts";
import { ANONYMOUS, actorOf } from "./actors.ts";
import type { ApiKey } from "./api-keys.ts";

/** Takes down every sign-in by a one-time link: `key` is what it was exchanged for, or the refusal it met with. */
export function signInLog(log: ActivityLog): (requestId: string, key: ApiKey | OperatorError) => void {
  return (requestId, key) => {
    const isRefused = key instanceof OperatorError;
    log.record({
      kind: "sign_in",
      outcome: isRefused ? "refused" : "succeeded",
      summary: isRefused ? `Sign-in by a one-time link: ${key.code}` : "Sign-in by a one-time link",
      actor: isRefused ? ANONYMOUS : actorOf({ key }, null),
      livemode: isRefused ? null : key.livemode,
      requestId,
      conversationId: null,
      at: new Date(),
      duration: null,
      details: { method: "one_time_link", ...(isRefused ? { error: { code: key.code } } : {}) },
    });
  };
}
