/**
 * Why a session's WebSocket is closed, by code: those of RFC 6455, section 7.4, where they fit, else ours from its
 * range for private use. `meaning` says what the client should do.
 */
export const SESSION_CLOSE_CODES = {
  ended: { code: 1000, meaning: "The conversation has ended; `conversation.ended` came before." },
  too_large: { code: 1009, meaning: "A message was larger than 64 KiB. Open the session again and send less at once." },
  restarting: {
    code: 1012,
    meaning: "The server is restarting. Open the session again with `last_event_id` and go on.",
  },
  bad_audio: { code: 4400, meaning: "There is no way to carry audio of the name given as `audio`." },
  bad_token: {
    code: 4401,
    meaning: "The token is missing, wrong, expired, or was replaced by a refresh; or the API key lacks the scope.",
  },
  no_session: { code: 4403, meaning: "A telephone call has no session: read its events, and end it by REST." },
  unknown_conversation: { code: 4404, meaning: "There is no such conversation, or it was deleted." },
  taken_over: { code: 4409, meaning: "A newer session of the same conversation took over. Do not come back." },
} as const;
