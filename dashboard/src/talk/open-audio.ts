import type { BrowserAudio } from "@operator/sdk/voice";
import { openBrowserAudio } from "@operator/sdk/voice";
import workletUrl from "@operator/sdk/voice-worklet?worker&url";

/** Opens the browser's audio, the microphone too. Throws a `MicrophoneError` when there is none. */
export async function openAudio(): Promise<BrowserAudio> {
  const audio = await openBrowserAudio({ workletUrl });
  try {
    await audio.openMicrophone();
    return audio;
  } catch (error) {
    audio.close();
    throw error;
  }
}

/** Opens the browser's audio, with the microphone if that can be had; null when the browser has no audio for this page. */
export async function openAudioIfPossible(): Promise<BrowserAudio | null> {
  const audio = await openBrowserAudio({ workletUrl }).catch(() => null);
  // Why there is no microphone is part of its state, and the conversation can be heard and written without one.
  await audio?.openMicrophone().catch(() => undefined);
  return audio;
}
