import { openVoiceSession, type Session, type SessionOptions } from "@operator/sdk";
import { type BrowserAudio, openBrowserAudio, openVoiceLine, type Sound } from "@operator/sdk/voice";

export type { BrowserAudio, Sound };

/** The part of the widget that is loaded when somebody wants to speak. */
export interface VoicePart {
  openAudio: typeof openAudio;
  openAudioIfPossible: typeof openAudioIfPossible;
  openVoice: typeof openVoice;
}

/** Opens the browser's audio, the microphone too. Throws a `MicrophoneError` when there is none. */
export async function openAudio(workletUrl: string): Promise<BrowserAudio> {
  const audio = await openBrowserAudio({ workletUrl });
  try {
    await audio.openMicrophone();
    return audio;
  } catch (error) {
    audio.close();
    throw error;
  }
}

/** Opens the browser's audio, with the microphone if that can be had; null where the page has no audio. */
export async function openAudioIfPossible(workletUrl: string): Promise<BrowserAudio | null> {
  const audio = await openBrowserAudio({ workletUrl }).catch(() => null);
  await audio?.openMicrophone().catch(() => undefined);
  return audio;
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
