import workletUrl from "@operator/sdk/voice-worklet?worker&url";
import * as browser from "./browser-audio.ts";

/** Opens the browser's audio, the microphone too. Throws a `MicrophoneError` when there is none. */
export const openAudio = () => browser.openAudio(workletUrl);

/** Opens the browser's audio, with the microphone if that can be had; null when the browser has no audio for this page. */
export const openAudioIfPossible = () => browser.openAudioIfPossible(workletUrl);
