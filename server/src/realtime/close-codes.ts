import { AUDIO_FORMATS } from "../domain/audio.ts";
import { SESSION_CLOSE_CODES } from "../domain/close-codes.ts";
import type { Farewell } from "../services/audience.ts";

const { ended, restarting, bad_audio, bad_token, no_session, unknown_conversation, taken_over } = SESSION_CLOSE_CODES;

/** What an open session is closed with when its conversation stops serving it. */
export const CLOSE_CODES: Record<Farewell, { code: number; reason: string }> = {
  ended: { code: ended.code, reason: "The conversation has ended." },
  taken_over: { code: taken_over.code, reason: "Taken over by a newer session of this conversation." },
  restarting: { code: restarting.code, reason: "The server is restarting; reconnect with last_event_id." },
  deleted: { code: unknown_conversation.code, reason: "The conversation was deleted." },
};

/** Why a session is not opened. */
export const REFUSALS = {
  badToken: { code: bad_token.code, reason: "The token is missing, wrong or expired." },
  lackingScope: { code: bad_token.code, reason: "The API key lacks the scope conversations:write." },
  unknownAudio: {
    code: bad_audio.code,
    reason: `There is no such audio. Known: ${Object.keys(AUDIO_FORMATS).join(", ")} and none.`,
  },
  noSession: { code: no_session.code, reason: "A telephone call has no session. Read its events instead." },
  unknownConversation: { code: unknown_conversation.code, reason: "There is no such conversation." },
  restarting: { code: restarting.code, reason: "The server is restarting; reconnect." },
} as const;
