import type { SessionEnd } from "@operator/sdk";

/** Says in plain words why a session is over. */
export const ENDINGS: Record<SessionEnd, string> = {
  ended: "The conversation has ended.",
  token_rejected: "The conversation's token has expired. Begin a new conversation.",
  not_found: "The conversation no longer exists.",
  taken_over: "The conversation goes on in another window.",
  too_large: "The message was too large for the server.",
  unreachable: "The server could not be reached any more.",
  closed: "Left.",
};
