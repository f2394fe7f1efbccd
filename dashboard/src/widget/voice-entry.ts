import { openVoiceSession, type Session, type SessionOptions } from "@operator/sdk";
import { type BrowserAudio, openVoiceLine, type Sound } from "@operator/sdk/voice";
import { openAudio, openAudioIfPossible } from "../talk/browser-audio.ts";

export type { BrowserAudio, Sound };
export { openAudio, openAudioIfPossible };

/** The part of the widget that is loaded when somebody wants to speak. */
export interface VoicePart {
  openAudio: typeof openAudio;
  openAudioIfPossible: typeof openAudioIfPossible;
  openVoice: typeof openVoice;
}

/** Opens a conversation's session by voice; without audio one can write and read. */
export function openVoice(
  options: SessionOptions,
  audio: BrowserAudio | null,
  onSound: (sound: Sound) => void,
): Session {
  if (audio !== null) return openVoiceLine({ ...options, audio, onSound });
  return openVoiceSession({ ...options, audio: "none", onAudio: () => undefined, onAudioVoid: () => undefined });
}
