export {
  type BrowserAudio,
  type BrowserAudioOptions,
  type BrowserAudioState,
  openBrowserAudio,
} from "./voice/browser-audio.ts";
export { findMicrophoneProblem, MicrophoneError, type MicrophoneProblem } from "./voice/microphone.ts";
export { openVoiceLine, type Sound, type VoiceLine, type VoiceLineOptions } from "./voice/voice-line.ts";
