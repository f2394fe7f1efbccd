import { wordsOf } from "../../src/domain/spoken-words.ts";
import type { AgentPhase } from "../../src/domain/turn-taking-state.ts";
import type { Done } from "./playing.ts";
import type { Scene } from "./scene.ts";

/** The phases in which the user can barge in. */
export const BUSY_PHASES = ["thinking", "working", "speaking", "reading_out"] as const satisfies readonly AgentPhase[];

/** What became of one scene under one way of taking turns. */
export interface Outcome {
  readonly scene: Scene;
  /** The turn was taken while the user had more to say. */
  readonly isCutOff: boolean;
  /** The turn was not taken, or later than a person would find natural. */
  readonly isMissed: boolean;
  /** From the end of the user's last word until the turn was taken. */
  readonly silence: number | null;
  readonly isInterrupted: boolean;
  /** The agent stopped, and what the user said never became a turn. */
  readonly isLost: boolean;
  /** How long the agent's voice was paused though nothing interrupted it. */
  readonly paused: number;
}

/** Judges what was done by the scene's label. */
export function judge(scene: Scene, done: readonly Done[]): Outcome {
  return scene.label.group === "end" ? judgeEnd(scene, done) : judgeBargeIn(scene, done);
}

function judgeEnd(scene: Scene, done: readonly Done[]): Outcome {
  const taken = done.filter(({ effect }) => effect.type === "take_turn");
  const answered = taken.find(({ at }) => at >= scene.saidUntil);
  const silence = answered ? answered.at - scene.saidUntil : null;
  return {
    scene,
    isCutOff: taken.some(({ at }) => at < scene.saidUntil),
    isMissed: silence === null || silence > scene.label.within,
    silence,
    isInterrupted: false,
    isLost: false,
    paused: 0,
  };
}

function judgeBargeIn(scene: Scene, done: readonly Done[]): Outcome {
  const isInterrupted = done.some(({ effect }) => ["interrupt", "take_turn"].includes(effect.type));
  const last = wordsOf(scene.words.at(-1)?.text ?? "").at(-1);
  const isHeard = done.some(({ effect }) => effect.type === "take_turn" && wordsOf(effect.text).at(-1) === last);
  return {
    scene,
    isCutOff: false,
    isMissed: false,
    silence: null,
    isInterrupted,
    isLost: isInterrupted && scene.label.interrupts && !isHeard,
    paused: isInterrupted ? 0 : pausedFor(done),
  };
}

function pausedFor(done: readonly Done[]): number {
  let total = 0;
  let since: number | null = null;
  for (const { at, effect } of done) {
    if (effect.type === "pause_playback") since = at;
    if (effect.type !== "resume_playback" || since === null) continue;
    total += at - since;
    since = null;
  }
  return total;
}

/** How well the agent was interrupted in one phase. */
export interface BargeIn {
  readonly wanted: number;
  readonly unwanted: number;
  readonly precision: number;
  readonly recall: number;
}

/** What a way of taking turns reached on the whole set. */
export interface Figures {
  readonly turns: number;
  readonly cutOffs: number;
  readonly missed: number;
  readonly medianSilence: number;
  readonly p90Silence: number;
  readonly bargeIn: Readonly<Record<(typeof BUSY_PHASES)[number], BargeIn>>;
  readonly lost: number;
  /** The longest that the agent was paused for nothing, and what is common. */
  readonly medianPause: number;
  readonly longestPause: number;
  /** All errors of all kinds. */
  readonly errors: number;
}

/** Adds up outcomes. */
export function figuresOf(outcomes: readonly Outcome[]): Figures {
  const ends = outcomes.filter(({ scene }) => scene.label.group === "end");
  const silences = ends.flatMap(({ silence }) => silence ?? []).toSorted((one, other) => one - other);
  const pauses = outcomes.flatMap(({ paused }) => (paused > 0 ? [paused] : [])).toSorted((one, other) => one - other);
  const phase = (name: AgentPhase) => bargeIn(outcomes.filter(({ scene }) => scene.label.agent.phase === name));
  return {
    turns: ends.length,
    cutOffs: ends.filter(({ isCutOff }) => isCutOff).length,
    missed: ends.filter(({ isMissed }) => isMissed).length,
    medianSilence: at(silences, 0.5),
    p90Silence: at(silences, 0.9),
    bargeIn: {
      thinking: phase("thinking"),
      working: phase("working"),
      speaking: phase("speaking"),
      reading_out: phase("reading_out"),
    },
    lost: outcomes.filter(({ isLost }) => isLost).length,
    medianPause: at(pauses, 0.5),
    longestPause: pauses.at(-1) ?? 0,
    errors: outcomes.filter(isError).length + outcomes.filter(({ isCutOff, isMissed }) => isCutOff && isMissed).length,
  };
}

/** Tells whether anything went otherwise than a person would want. */
export function isError({ scene, isCutOff, isMissed, isInterrupted }: Outcome): boolean {
  return isCutOff || isMissed || (scene.label.group === "barge_in" && isInterrupted !== scene.label.interrupts);
}

function bargeIn(outcomes: readonly Outcome[]): BargeIn {
  const wanted = outcomes.filter(({ scene }) => scene.label.interrupts);
  const right = wanted.filter(({ isInterrupted }) => isInterrupted).length;
  const all = outcomes.filter(({ isInterrupted }) => isInterrupted).length;
  return {
    wanted: wanted.length,
    unwanted: outcomes.length - wanted.length,
    precision: all === 0 ? 1 : right / all,
    recall: wanted.length === 0 ? 1 : right / wanted.length,
  };
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
