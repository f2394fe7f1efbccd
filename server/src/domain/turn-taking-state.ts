import type { Completeness } from "./turn-completeness.ts";
import type { TurnTakingRules } from "./turn-taking-types.ts";

/** What the agent does, as it concerns who speaks next. */
export type AgentPhase = "silent" | "thinking" | "working" | "speaking" | "reading_out";

/** The agent's side of the conversation. */
export interface AgentSide {
  readonly phase: AgentPhase;
  /** The sentence heard last and the one before, the last one last. */
  readonly sentences: readonly string[];
  readonly sentenceBeganAt: number;
  /** When it last became silent; null while it is heard or never was. */
  readonly silentSince: number | null;
  /** Since when its voice is paused. */
  readonly pausedAt: number | null;
  /** How often in a row its voice was paused for nothing. */
  readonly doubts: number;
}

/** The user's voice, whatever it says. */
export interface VoiceSide {
  readonly isActive: boolean;
  /** When it was last heard; null before. */
  readonly endedAt: number | null;
  /** Since when a final is owed for a stretch of voice that ended; null when none is. */
  readonly finalOwedSince: number | null;
  /** Whether voice was heard that neither words nor a final have explained yet. */
  readonly isUnexplained: boolean;
  /** Whether the agent was heard when this stretch began, so that it may be its echo. */
  readonly isOverAgent: boolean;
  /** Whether this stretch has had its pause already. */
  readonly isPauseSpent: boolean;
}

/** The user's words that nobody has taken yet. */
export interface WordsSide {
  /** What is final. */
  readonly settled: string;
  /** What is not. */
  readonly partial: string;
  /** When the words last changed. */
  readonly changedAt: number;
  readonly finalAt: number | null;
  /** When the turn began: with its first voice or word. */
  readonly beganAt: number | null;
  /** The provider's guess since the words last changed. */
  readonly hint: number | null;
  /** What was last told of them. */
  readonly shown: string;
  /** What was taken before it was final: the final will begin with it again. */
  readonly taken: string;
  /** Whether this conversation's transcripts come in parts while somebody speaks. */
  readonly comeInParts: boolean;
}

/** All that is remembered between events: plain data of bounded size. `rules` may be replaced at any time. */
export interface TurnTakingState {
  readonly rules: TurnTakingRules;
  readonly agent: AgentSide;
  readonly voice: VoiceSide;
  readonly words: WordsSide;
  /** How finished the words sound, so that it is found out once for each text; null when that is not known. */
  readonly sounding: { readonly text: string; readonly language: string; readonly completeness: Completeness } | null;
  /** The text a reply was begun to; null when none was. */
  readonly begun: string | null;
  /** The tick that was asked for. */
  readonly wakeAt: number | null;
}

/** The words of a turn that nobody has begun. */
export const NO_WORDS = { settled: "", partial: "", finalAt: null, beganAt: null, hint: null, shown: "" } as const;

/** Begins a conversation in which nobody has spoken. */
export function newTurnTaking(rules: TurnTakingRules): TurnTakingState {
  return {
    rules,
    agent: { phase: "silent", sentences: [], sentenceBeganAt: 0, silentSince: null, pausedAt: null, doubts: 0 },
    voice: {
      isActive: false,
      endedAt: null,
      finalOwedSince: null,
      isUnexplained: false,
      isOverAgent: false,
      isPauseSpent: false,
    },
    words: { ...NO_WORDS, changedAt: 0, taken: "", comeInParts: false },
    sounding: null,
    begun: null,
    wakeAt: null,
  };
}
