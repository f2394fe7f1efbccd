import type { AudioFormat } from "./audio-format.ts";
import { AudioLine, type AudioListener } from "./audio-line.ts";
import { type Session, type SessionOptions, SocketSession } from "./session.ts";

/** What a session by voice is opened with. */
export interface VoiceSessionOptions extends SessionOptions, AudioListener {
  /** How audio travels, both ways; `none` for a session in which one only types. Default `pcm_16000`. */
  audio?: AudioFormat | "none";
}

/** A live conversation by voice: a session, and audio beside its events. */
export interface VoiceSession extends Session {
  /**
   * Sends what the user says: whole samples of up to 200 ms, or one Opus packet. Send silence as well, as the end of
   * a turn is heard in it. While the line is down the latest second is kept. Throws a `RangeError` for more than 200 ms.
   */
  sendAudio(bytes: Uint8Array<ArrayBuffer>): void;
  /**
   * Tells the server how much of the agent's voice was played since the line was opened, in ms, so that it knows what
   * the user heard. Send it about every 200 ms while something plays, and when it stops; what was thrown away does not
   * count.
   */
  reportPlayed(playedMs: number): void;
}

/**
 * Opens the session of a conversation by voice. This one takes and gives raw audio, in Node and in browsers;
 * `openVoiceLine` of `@operator/sdk/voice` joins it to a browser's microphone and speaker.
 */
export function openVoiceSession(options: VoiceSessionOptions): VoiceSession {
  const line = new AudioLine(options.audio ?? "pcm_16000", options);
  return Object.assign(new SocketSession(options, line), {
    sendAudio: (bytes: Uint8Array<ArrayBuffer>) => line.send(bytes),
    reportPlayed: (playedMs: number) => line.reportPlayed(playedMs),
  });
}
