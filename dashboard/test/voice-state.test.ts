import { EMPTY_TRANSCRIPT, type Transcript } from "@operator/sdk";
import { describe, expect, it } from "vitest";
import { VOICE_STATES, type VoiceState, voiceStateOf } from "../src/talk/voice-state.ts";

type Signs = Parameters<typeof voiceStateOf>[0];

const transcript = (change: Partial<Transcript>): Transcript => ({ ...EMPTY_TRANSCRIPT, isStarted: true, ...change });
const speech = { text: "I would", isSpeaking: true };
const microphone = (name: "on" | "off" | "muted") => ({ microphone: name, problem: null, isBlocked: false });

const ALL_IS_WELL: Signs = {
  connection: { name: "open" },
  transcript: transcript({}),
  audio: microphone("on"),
  isAgentHeard: false,
};

const ROWS: [string, Partial<Signs>, VoiceState][] = [
  ["a line that opens", { connection: { name: "connecting" } }, "connecting"],
  [
    "a line that is lost, whoever spoke",
    { connection: { name: "reconnecting", attempt: 1, retryIn: 250 }, isAgentHeard: true },
    "reconnecting",
  ],
  ["a browser that plays nothing yet", { audio: { ...microphone("on"), isBlocked: true } }, "blocked"],
  ["a conversation that has not begun", { transcript: transcript({ isStarted: false }) }, "thinking"],
  ["the agent's voice", { isAgentHeard: true, transcript: transcript({ isAnswering: true }) }, "speaking"],
  [
    "both at once: the agent's voice",
    { isAgentHeard: true, transcript: transcript({ userSpeech: speech }) },
    "speaking",
  ],
  ["the user's voice", { transcript: transcript({ userSpeech: speech, isAnswering: true }) }, "hearing"],
  ["an answer that is not heard yet", { transcript: transcript({ isAnswering: true }) }, "thinking"],
  ["a voice that is muted", { transcript: transcript({ userSpeech: speech }), audio: microphone("muted") }, "muted"],
  ["silence", {}, "listening"],
  ["a pause of the user", { transcript: transcript({ userSpeech: { ...speech, isSpeaking: false } }) }, "listening"],
  ["silence while muted", { audio: microphone("muted") }, "muted"],
  ["the agent's voice while muted", { audio: microphone("muted"), isAgentHeard: true }, "speaking"],
  ["no microphone", { audio: microphone("off") }, "off"],
  ["no audio at all", { audio: null }, "off"],
];

describe("what a conversation by voice is at", () => {
  it.each(ROWS)("%s", (_what, signs, expected) => {
    expect(voiceStateOf({ ...ALL_IS_WELL, ...signs })).toBe(expected);
    expect(VOICE_STATES[expected].title).not.toBe("");
  });
});
