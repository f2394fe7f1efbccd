import { type BrowserAudio, openBrowserAudio } from "@operator/sdk/voice";

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

/** Opens the browser's audio, with the microphone if that can be had; null when the browser has no audio for this page. */
export async function openAudioIfPossible(workletUrl: string): Promise<BrowserAudio | null> {
  const audio = await openBrowserAudio({ workletUrl }).catch(() => null);
  // Why there is no microphone is part of its state, and the conversation can be heard and written without one.
  await audio?.openMicrophone().catch(() => undefined);
  return audio;
}
