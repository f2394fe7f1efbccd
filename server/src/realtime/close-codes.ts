import type { Farewell } from "../services/audience.ts";

/** Why a session's WebSocket is closed; the contract's codes, of RFC 6455's private range where they are ours. */
export const CLOSE_CODES: Record<Farewell, { code: number; reason: string }> = {
  ended: { code: 1000, reason: "The conversation has ended." },
  taken_over: { code: 4409, reason: "Taken over by a newer session of this conversation." },
  restarting: { code: 1012, reason: "The server is restarting; reconnect with last_event_id." },
  deleted: { code: 4404, reason: "The conversation was deleted." },
};

/** Why a session is not opened. */
export const REFUSALS = {
  badToken: { code: 4401, reason: "The token is missing, wrong or expired." },
  unknownConversation: { code: 4404, reason: "There is no such conversation." },
  restarting: { code: 1012, reason: "The server is restarting; reconnect." },
} as const;
