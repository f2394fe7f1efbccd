import { WebSocket } from "ws";
import type { Session, SessionOptions } from "../../src/session.ts";
import { openSession } from "../../src/session.ts";
import { openVoiceSession } from "../../src/voice-session.ts";
import { letterIn } from "./letter-tones.ts";

/** How a soak talks with the agent. */
export type SoakMedium = "text" | "voice";

/** A session that is listened to. */
export interface SoakLine {
  readonly session: Session;
  /** The letters that were heard, a part for each line. */
  readonly heard: readonly string[];
  close(): void;
}

const RATE_HZ = 16_000;
const FRAME_MS = 20;
const FRAME_BYTES = (RATE_HZ / 1_000) * FRAME_MS * 2;
/** How often what was played is reported, in ms: more often than a real player would, and within what a session may send. */
const REPORT_EVERY = 100;

/** Opens a session, in writing, or by voice with somebody who hears everything the moment it comes. */
export function openSoakLine(medium: SoakMedium, options: Pick<SessionOptions, "sessionUrl" | "token">): SoakLine {
  const opening = { ...options, webSocket: WebSocket };
  if (medium === "text") return { session: openSession(opening), heard: [], close: () => undefined };
  const heard = [""];
  let played = 0;
  let reported = 0;
  const hear = (frame: Uint8Array) => {
    played += FRAME_MS;
    const letter = letterIn(frame, RATE_HZ);
    const part = heard.at(-1) ?? "";
    if (letter !== null && !part.endsWith(letter)) heard[heard.length - 1] = part + letter;
  };
  const session = openVoiceSession({
    ...opening,
    onAudio: (bytes) => {
      for (let at = 0; at < bytes.length; at += FRAME_BYTES) hear(bytes.subarray(at, at + FRAME_BYTES));
    },
    onAudioVoid: (why) => {
      // Everything that came was heard, so that nothing is void of it.
      if (why === "line_lost") [played, reported] = [0, 0];
      heard.push("");
    },
  });
  const reporting = setInterval(() => {
    if (played === reported) return;
    reported = played;
    session.reportPlayed(played);
  }, REPORT_EVERY);
  return { session, heard, close: () => clearInterval(reporting) };
}
