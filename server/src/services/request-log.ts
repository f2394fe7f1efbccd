import type { ActivityLog, Actor } from "../ports/activity-log.ts";
import { ANONYMOUS, actorOf } from "./actors.ts";
import type { Caller } from "./caller.ts";

export type { ActivityLog };

/** A request to the API, or the opening of a session, once it is answered. */
export interface AnsweredRequest {
  requestId: string;
  method: string;
  /** The route's pattern; never the address itself, which may hold a token. */
  route: string;
  /** The HTTP status; null when the caller left before the answer. */
  status: number | null;
  /** How a session was closed at once, that was not let in. */
  closeCode?: number;
  error: { code: string; param: string | null } | null;
  caller: Caller | null;
  /** The public link by which somebody came who needs no key. */
  visitor?: { id: string; name: string };
  conversationId: string | null;
  /** Whose data it concerns, where that is known; else the caller's key tells. */
  livemode: boolean | null;
  duration: number;
  /** Whether an earlier answer was repeated, to the same idempotency key. */
  isReplayed?: boolean;
}

/** Takes down the requests to the API. */
export function requestLog(log: ActivityLog): (request: AnsweredRequest) => void {
  return (request) => {
    const { caller, conversationId, requestId, duration } = request;
    log.record({
      kind: "api_request",
      outcome: outcomeOf(request),
      summary: summaryOf(request),
      actor: actorIn(request),
      livemode: request.livemode ?? (caller && "key" in caller ? caller.key.livemode : null),
      requestId,
      conversationId,
      at: new Date(),
      duration,
      details: detailsOf(request),
    });
  };
}

function actorIn({ error, visitor, caller, conversationId }: AnsweredRequest): Actor {
  if (visitor !== undefined) return { type: "visitor", ...visitor };
  return error?.code === "invalid_token" ? ANONYMOUS : actorOf(caller, conversationId);
}

function outcomeOf({ status, error, closeCode }: AnsweredRequest) {
  if (status === null) return "unknown";
  if (status >= 500 || error?.code === "internal" || error?.code === "unavailable") return "failed";
  return status >= 400 || closeCode !== undefined ? "refused" : "succeeded";
}

function summaryOf({ method, route, status, closeCode, error }: AnsweredRequest): string {
  const answer = closeCode ?? status ?? "not answered";
  return [method, route, answer, ...(error ? [error.code] : [])].join(" ");
}

function detailsOf({ method, route, status, closeCode, error, isReplayed }: AnsweredRequest) {
  return {
    method,
    route,
    status,
    ...(closeCode === undefined ? {} : { close_code: closeCode }),
    ...(error ? { error } : {}),
    ...(isReplayed ? { replayed: true } : {}),
  };
}
