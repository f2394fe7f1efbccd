import type { AgentPhase } from "../../../src/domain/turn-taking-state.ts";

/** Voices of flite, and of espeak-ng by its names. */
export const FLITE_VOICES = ["kal", "kal16", "awb", "rms", "slt"] as const;

/** Somebody's words and the pauses between them, in ms. */
export type Said = readonly (string | number)[];

/** Sounds that are nobody's words. */
export type Noise = "fan" | "street" | "hold_music" | "cough" | "keyboard" | "door" | "hum" | "breath" | "knocking";

/** What somebody does, and what a person would want the agent to do then. Labelled before anything was tuned to it. */
export interface TurnTakingCase {
  readonly group: "end" | "barge_in";
  /** A voice's name. */
  readonly voice: string;
  /** An ISO 639 code. */
  readonly language: string;
  readonly said: Said;
  /** What the agent does when the user begins, and the sentence it says or said last. */
  readonly agent: { readonly phase: AgentPhase; readonly says: string };
  /** How long the agent has been at it when the user begins. */
  readonly since: number;
  /** A sound under all of it, or instead of words. */
  readonly noise: Noise | null;
  /** For `barge_in`: whether the agent should stop. */
  readonly interrupts: boolean;
  /** For `end`: a person would find an answer later than this odd. */
  readonly within: number;
  /** Whether what is heard is the agent's own voice, faint. */
  readonly isEcho: boolean;
}

type Extra = Partial<Pick<TurnTakingCase, "noise" | "within" | "since" | "language">> & {
  /** What the agent said last, where that matters. */
  readonly asked?: string;
};

const LANGUAGE_OF_VOICE = /^(de|fr|es|it|pt|nl)/;

function languageOf(voice: string): string {
  return LANGUAGE_OF_VOICE.exec(voice)?.[1] ?? "en";
}

/** Somebody says one turn, with pauses in which nobody should cut in; it is to be answered soon after its last word. */
export function turn(voice: string, said: Said, { asked = "", ...extra }: Extra = {}): TurnTakingCase {
  return {
    group: "end",
    voice,
    language: languageOf(voice),
    said,
    agent: { phase: "silent", says: asked },
    since: 2_000,
    noise: null,
    interrupts: false,
    within: 1_500,
    isEcho: false,
    ...extra,
  };
}

/** What is said, and what there is to say about it. */
type SaidAnd = Said | (Omit<Extra, "asked"> & { readonly said: Said });

function isPlain(said: SaidAnd): said is Said {
  return Array.isArray(said);
}

/** Makes rows of what is said while the agent is at something: whose voice, what the agent says, what is heard. */
function whileAgent(phase: AgentPhase, stops: boolean) {
  return (voice: string, says: string, heard: SaidAnd): TurnTakingCase => {
    const { said, ...extra } = isPlain(heard) ? { said: heard } : heard;
    return { ...turn(voice, said, extra), group: "barge_in", agent: { phase, says }, interrupts: stops };
  };
}

/** Somebody says something that should stop the agent while it speaks, reads out, thinks or waits for a tool. */
export const interrupts = {
  speaking: whileAgent("speaking", true),
  readingOut: whileAgent("reading_out", true),
  thinking: whileAgent("thinking", true),
  working: whileAgent("working", true),
};

/** Somebody says something, or a sound is heard, that should not stop the agent. */
export const letsGoOn = {
  speaking: whileAgent("speaking", false),
  readingOut: whileAgent("reading_out", false),
  thinking: whileAgent("thinking", false),
  working: whileAgent("working", false),
};

function echoed(phase: AgentPhase) {
  const row = whileAgent(phase, false);
  return (voice: string, says: string, said: Said): TurnTakingCase => ({
    ...row(voice, says, { said, since: 300 }),
    isEcho: true,
  });
}

/** The agent's own voice comes back from a loudspeaker. */
export const echo = { speaking: echoed("speaking"), readingOut: echoed("reading_out") };
