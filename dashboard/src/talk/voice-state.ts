import type { ConnectionState, Transcript } from "@operator/sdk";
import type { BrowserAudioState } from "@operator/sdk/voice";

/** What a conversation by voice is at. */
export type VoiceState =
  | "connecting"
  | "reconnecting"
  /** The browser plays nothing until the person does something. */
  | "blocked"
  | "speaking"
  | "thinking"
  /** The microphone is off, and the agent waits. */
  | "off"
  | "muted"
  /** The user is heard. */
  | "hearing"
  | "listening";

interface Signs {
  connection: ConnectionState;
  transcript: Transcript;
  /** Null where the browser has no audio for this page. */
  audio: BrowserAudioState | null;
  isAgentHeard: boolean;
}

/** Tells what a conversation by voice is at: the line first, then who speaks, then who could. */
export function voiceStateOf({ connection, transcript, audio, isAgentHeard }: Signs): VoiceState {
  if (connection.name === "connecting" || connection.name === "reconnecting") return connection.name;
  if (audio?.isBlocked) return "blocked";
  if (isAgentHeard) return "speaking";
  return quietStateOf(transcript, WAITING[audio?.microphone ?? "off"]);
}

function quietStateOf({ userSpeech, isAnswering, isStarted }: Transcript, waiting: VoiceState): VoiceState {
  // What was said before the microphone was muted may still be under way; nobody is heard any more.
  if (userSpeech?.isSpeaking && waiting === "listening") return "hearing";
  return isAnswering || !isStarted ? "thinking" : waiting;
}

/** What it is at while nobody speaks, by what the microphone does. */
const WAITING = { on: "listening", muted: "muted", off: "off" } as const;

/** Says what a conversation by voice is at, and what one can do. */
export const VOICE_STATES: Readonly<Record<VoiceState, { title: string; hint: string }>> = {
  connecting: { title: "Connecting …", hint: "One moment." },
  reconnecting: { title: "Reconnecting …", hint: "The conversation goes on as soon as the line is back." },
  blocked: { title: "Sound is off", hint: "The browser plays nothing before you press something here." },
  speaking: { title: "Speaking", hint: "Speak or write to interrupt." },
  thinking: { title: "Thinking …", hint: "The answer is on its way." },
  hearing: { title: "Listening", hint: "You are heard. Pause for the answer." },
  listening: { title: "Listening", hint: "Say something, or write below." },
  muted: { title: "Muted", hint: "You are not heard. Press the microphone to go on." },
  off: { title: "Microphone off", hint: "Press the microphone to be heard, or write below." },
};
