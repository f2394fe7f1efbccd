import type { Actor } from "../ports/activity-log.ts";
import type { ApiKey } from "./api-keys.ts";

/** The platform itself, where nobody asked for what was done. */
export const SYSTEM: Actor = { type: "system", id: null, name: null };

/** Whoever was not let in, or need not be. */
export const ANONYMOUS: Actor = { type: "anonymous", id: null, name: null };

/** Names a caller as the log does; `conversationId` is that of the conversation whose token they hold. */
export function actorOf(caller: { key: ApiKey } | { token: string } | null, conversationId: string | null): Actor {
  if (caller === null) return ANONYMOUS;
  if ("token" in caller) return { type: "token", id: conversationId, name: null };
  return knownActor(caller.key);
}

/** Names a key or a member; the id tells which of them it is. */
export function knownActor({ id, name }: { id: string; name: string }): Actor {
  return { type: id.startsWith("mem_") ? "member" : "api_key", id, name };
}
