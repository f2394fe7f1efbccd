import type { Session, SessionOptions } from "../session.ts";
import { openVoiceSession } from "../voice-session.ts";
import type { BrowserAudio } from "./browser-audio.ts";
import { makeCodec } from "./codec.ts";
import { PlayedReports } from "./played-reports.ts";

/** What there is to hear at one moment. */
export interface Sound {
  /** How loud the user is, from 0 to 1. */
  user: number;
  /** How loud the agent is, from 0 to 1. */
  agent: number;
  /** Whether the agent's voice is played. */
  isPlaying: boolean;
}

/** What a line is opened with. */
export interface VoiceLineOptions extends SessionOptions {
  /** The browser's audio; it is closed with the session. */
  audio: BrowserAudio;
  /** Called about 20 times a second. */
  onSound?: (sound: Sound) => void;
}

/** A conversation by voice over the browser's microphone and speaker. */
export interface VoiceLine extends Session {
  readonly audio: BrowserAudio;
}

/** Opens a conversation's session by voice: what the microphone hears is sent, what the agent says is played. */
export function openVoiceLine({ audio, onSound, onConnection, ...options }: VoiceLineOptions): VoiceLine {
  const reports = new PlayedReports((playedMs) => session.reportPlayed(playedMs));
  const codec = makeCodec(audio.format, {
    onPacket: (bytes) => session.sendAudio(bytes),
    onSamples: (samples) => audio.order({ type: "put", samples }),
  });
  const session = openVoiceSession({
    ...options,
    audio: audio.format,
    onAudio: (bytes) => codec.decode(bytes),
    onAudioVoid: (why) => {
      codec.dropDecoded();
      audio.order(why === "cleared" ? { type: "clear" } : { type: "reset", line: reports.nextLine() });
    },
    onConnection: (state) => {
      if (state.name === "over") audio.close();
      if (state.name === "over") codec.close();
      onConnection?.(state);
    },
  });
  let user = 0;
  audio.giveTo({
    onCaptured: ({ samples, level }) => {
      user = Math.max(user, level);
      codec.encode(samples);
    },
    onPlayback: (status) => {
      reports.take(status);
      onSound?.({ user, agent: status.level, isPlaying: status.isPlaying });
      user = 0;
    },
  });
  return Object.assign(session, { audio });
}
