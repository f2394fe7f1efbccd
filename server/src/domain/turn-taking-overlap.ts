import { turnText, withoutWords } from "./turn-taking-facts.ts";
import {
  FINAL_GRACE,
  FINAL_LIMIT,
  LONGEST_PAUSE,
  MOST_DOUBTS,
  PAUSE_AFTER_VOICE,
  WORDLESS_PAUSE,
} from "./turn-taking-limits.ts";
import type { TurnTakingState } from "./turn-taking-state.ts";
import type { TurnTakingEffect } from "./turn-taking-types.ts";
import { type Verdict, verdictOn } from "./turn-taking-verdict.ts";

/** What came of a decision. */
export interface Step {
  readonly state: TurnTakingState;
  readonly effects: readonly TurnTakingEffect[];
}

/** Decides what becomes of what is heard while the agent thinks, works or speaks. */
export function judgeOverlap(state: TurnTakingState, at: number): Step {
  const text = turnText(state.words);
  if (text === "") return judgeVoice(state, at);
  const isSettled = isFinal(state, at);
  const verdict = verdictOn(state, { text, isSettled, at });
  if (verdict === "interrupt") return interrupt(state);
  if (verdict === "wait" || !isSettled) return holdOn(state, verdict, at);
  return ignore(state, verdict);
}

/** Lists when something of this would be decided without another event. */
export function overlapDeadlines(state: TurnTakingState): number[] {
  const { voice, agent, words } = state;
  const deadlines: number[] = [];
  if (agent.pausedAt !== null) {
    deadlines.push(agent.pausedAt + LONGEST_PAUSE, agent.pausedAt + WORDLESS_PAUSE[kindOf(state)]);
    if (voice.endedAt !== null) deadlines.push(voice.endedAt + PAUSE_AFTER_VOICE[kindOf(state)]);
  }
  if (turnText(words) !== "") deadlines.push(quietSince(state) + FINAL_GRACE, words.changedAt + LONGEST_PAUSE);
  if (voice.finalOwedSince !== null) deadlines.push(voice.finalOwedSince + FINAL_LIMIT);
  return deadlines;
}

/** Lets the agent's voice go on if it is paused. */
export function resume(state: TurnTakingState): Step {
  if (state.agent.pausedAt === null) return { state, effects: [] };
  return { state: { ...state, agent: { ...state.agent, pausedAt: null } }, effects: [{ type: "resume_playback" }] };
}

/** Forgets a voice without words; it was nobody's turn. */
export function dismissNoise(state: TurnTakingState): Step {
  const resumed = resume(state);
  const wasPaused = resumed.effects.length > 0;
  const { agent, voice } = resumed.state;
  return {
    state: withoutWords({
      ...resumed.state,
      agent: { ...agent, doubts: agent.doubts + (wasPaused ? 1 : 0) },
      voice: { ...voice, finalOwedSince: null },
    }),
    effects: [...resumed.effects, { type: "ignored", text: "", reason: "noise" }],
  };
}

/** Tells whether a voice that is over, and for which no word came, is a noise by now. */
export function isNoise({ voice, words }: TurnTakingState, at: number): boolean {
  if (voice.isActive || !voice.isUnexplained || turnText(words) !== "") return false;
  return voice.finalOwedSince === null || at >= voice.finalOwedSince + FINAL_LIMIT;
}

function judgeVoice(state: TurnTakingState, at: number): Step {
  if (isNoise(state, at)) return dismissNoise(state);
  const { agent, voice } = state;
  if (agent.pausedAt === null) return mayPause(state) ? pause(state, at) : { state, effects: [] };
  const kind = kindOf(state);
  const isOver = voice.isActive
    ? at >= agent.pausedAt + WORDLESS_PAUSE[kind]
    : at >= (voice.endedAt ?? agent.pausedAt) + PAUSE_AFTER_VOICE[kind];
  return isOver ? giveUpPause(state) : { state, effects: [] };
}

function mayPause({ agent, voice }: TurnTakingState): boolean {
  return agent.phase === "speaking" && voice.isActive && !voice.isPauseSpent && agent.doubts < MOST_DOUBTS;
}

function pause(state: TurnTakingState, at: number): Step {
  return {
    state: { ...state, agent: { ...state.agent, pausedAt: at }, voice: { ...state.voice, isPauseSpent: true } },
    effects: [{ type: "pause_playback" }],
  };
}

/** The agent goes on; what the voice was is told when its final comes. */
function giveUpPause(state: TurnTakingState): Step {
  const { state: next, effects } = resume(state);
  return { state: { ...next, agent: { ...next.agent, doubts: next.agent.doubts + 1 } }, effects };
}

/** Unclear words pause the agent as the voice does; assent lets it go on as soon as the voice is over. */
function holdOn(state: TurnTakingState, verdict: Verdict, at: number): Step {
  const { agent, voice } = state;
  if (agent.pausedAt === null) return verdict === "wait" && mayPause(state) ? pause(state, at) : { state, effects: [] };
  const isHarmless = verdict === "echo" || (verdict === "back_channel" && !voice.isActive);
  return isHarmless ? resume(state) : { state, effects: [] };
}

function ignore(state: TurnTakingState, reason: "back_channel" | "echo"): Step {
  const text = turnText(state.words);
  const resumed = resume(state);
  const doubts = reason === "echo" ? resumed.state.agent.doubts + resumed.effects.length : resumed.state.agent.doubts;
  return {
    state: withoutWords({ ...resumed.state, agent: { ...resumed.state.agent, doubts } }),
    effects: [...resumed.effects, { type: "ignored", text, reason }],
  };
}

function interrupt(state: TurnTakingState): Step {
  return {
    state: { ...state, agent: { ...state.agent, phase: "silent", pausedAt: null, doubts: 0 } },
    effects: [{ type: "interrupt" }],
  };
}

/** Words are as good as final when they are, or when nothing more can be waited for. */
function isFinal(state: TurnTakingState, at: number): boolean {
  const { words, agent, voice } = state;
  if (words.partial === "") return true;
  if (agent.pausedAt !== null && at >= agent.pausedAt + LONGEST_PAUSE) return true;
  return voice.isActive ? at >= words.changedAt + LONGEST_PAUSE : at >= quietSince(state) + FINAL_GRACE;
}

function quietSince({ voice, words }: TurnTakingState): number {
  return Math.max(voice.endedAt ?? 0, words.changedAt);
}

function kindOf({ words }: TurnTakingState): "inParts" | "whole" {
  return words.comeInParts ? "inParts" : "whole";
}
