import { type Change, type ConnectionState, OperatorApiError, type SessionEnd, type Transcript } from "@operator/sdk";

/** Says what went wrong so that the person knows what to do. */
export function inPlainWords(error: unknown): string {
  if (!(error instanceof OperatorApiError)) return `Something went wrong in this page: ${String(error)}`;
  if (error.status === null) return "The server does not answer. Is it running, and is this machine online?";
  if (error.status < 500) return error.message;
  return `The server had a problem (${error.status}). Its log has more under ${error.requestId ?? "the present time"}.`;
}

/** Names a session's line in a word or two; null when there is nothing to say because all is well. */
export function lineInPlainWords(connection: ConnectionState): string | null {
  switch (connection.name) {
    case "connecting":
      return "Connecting …";
    case "reconnecting":
      return "Connection lost, reconnecting …";
    case "open":
      return null;
    case "over":
      return connection.end === "ended" ? null : ENDS[connection.end];
  }
}

const ENDS: Record<Exclude<SessionEnd, "ended">, string> = {
  token_rejected: "This conversation's token has expired.",
  not_found: "This conversation no longer exists.",
  taken_over: "This conversation goes on in another window.",
  too_large: "A message was too large for the server.",
  unreachable: "The server could not be reached any more.",
  closed: "You have left this conversation.",
};

/** Says how a conversation ended. */
export function endInPlainWords({ reason, durationSeconds }: NonNullable<Transcript["ended"]>): string {
  const how = REASONS[reason] ?? "The conversation has ended.";
  return durationSeconds > 0 ? `${how} It took ${duration(durationSeconds)}.` : how;
}

const REASONS: Record<string, string> = {
  client_ended: "You ended the conversation.",
  agent_ended: "The agent ended the conversation.",
  client_disconnected: "The conversation ended because the connection was lost for too long.",
  never_joined: "The conversation ended because nobody joined it.",
  deleted: "The conversation was deleted.",
};

function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Says what changed in the way the agent goes on. */
export function changeInPlainWords({ payload }: Change): string {
  switch (payload.type) {
    case "agent.model.failed":
      return `${payload.model} did not answer: ${payload.message} ${NEXT[payload.next](payload.next_model)}`;
    case "agent.route.changed":
      return `Now on the route “${payload.route}”`;
    case "agent.language.changed":
      return `Now in ${payload.language}`;
  }
}

const NEXT = {
  retry: () => "It is asked again.",
  fallback: (model: string | null) => `${model ?? "Another model"} takes over.`,
  apology: () => "The agent apologises.",
};
