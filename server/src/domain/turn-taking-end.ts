import { type Completeness, completenessOf, saysTheSame } from "./turn-completeness.ts";
import { turnText, withoutWords } from "./turn-taking-facts.ts";
import {
  FINAL_GRACE,
  FINAL_LIMIT,
  HEAD_START_AFTER,
  LONG_TURN,
  LONGEST_TEXT,
  LONGEST_TURN,
  patienceFor,
  WORDLESS_VOICE,
} from "./turn-taking-limits.ts";
import { dismissNoise, isNoise, type Step } from "./turn-taking-overlap.ts";
import type { TurnTakingState } from "./turn-taking-state.ts";
import type { TurnTakingEffect } from "./turn-taking-types.ts";
import { isEchoed } from "./turn-taking-verdict.ts";

/** Decides whether the user's turn is over while the agent has nothing to say. */
export function judgeTurn(before: TurnTakingState, at: number): Step {
  const text = turnText(before.words);
  const state = withSounding(before, text);
  if (text === "") return judgeNothing(forgetOldReply({ state, effects: [] }, ""), at);
  const isDue = at >= dueAt(state) || isForced(state, text, at);
  if (isUnwanted(state, text, at)) return isDue ? dismissWords(state, text) : { state, effects: [] };
  const shown = show(state, text);
  const settled = forgetOldReply(shown, text);
  return isDue ? take(settled, text) : beginReply(settled, text, at);
}

/** Without words, or when those of a partial transcript were taken back. */
function judgeNothing({ state, effects }: Step, at: number): Step {
  if (!isNoise(state, at)) return { state, effects };
  const dismissed = dismissNoise(state);
  return { state: dismissed.state, effects: [...effects, ...dismissed.effects] };
}

/** Lists when something of this would be decided without another event. */
export function turnDeadlines(state: TurnTakingState): number[] {
  const text = turnText(state.words);
  const { voice, words } = state;
  if (text === "") return voice.finalOwedSince === null ? [] : [voice.finalOwedSince + FINAL_LIMIT];
  const deadlines = [dueAt(state)];
  if (state.begun === null) deadlines.push(quietSince(state) + HEAD_START_AFTER);
  if (words.beganAt !== null) deadlines.push(words.beganAt + LONG_TURN, words.beganAt + LONGEST_TURN);
  return deadlines.filter(Number.isFinite);
}

/** When the turn is over if nothing else is heard; infinite while somebody speaks whose words come whole. */
function dueAt(state: TurnTakingState): number {
  const { voice, words, rules } = state;
  if (voice.isActive) return words.comeInParts ? words.changedAt + WORDLESS_VOICE : Number.POSITIVE_INFINITY;
  const patience = patienceFor(completenessNow(state), rules, words.hint);
  const isFinal = words.partial === "" && voice.finalOwedSince === null;
  return quietSince(state) + patience + (isFinal ? 0 : FINAL_GRACE);
}

function withSounding(state: TurnTakingState, text: string): TurnTakingState {
  const { language } = state.rules;
  if (text === "") return state.sounding === null ? state : { ...state, sounding: null };
  if (state.sounding?.text === text && state.sounding.language === language) return state;
  const completeness = completenessOf(text, { language, agentSentences: state.agent.sentences });
  return { ...state, sounding: { text, language, completeness } };
}

function completenessNow({ sounding }: TurnTakingState): Completeness {
  return sounding?.completeness ?? "halting";
}

/** Since when nobody speaks: the end of the voice; without a voice, the last word. */
function quietSince({ voice, words }: TurnTakingState): number {
  if (voice.isActive) return Number.POSITIVE_INFINITY;
  const began = words.beganAt ?? words.changedAt;
  return voice.endedAt !== null && voice.endedAt >= began ? voice.endedAt : words.changedAt;
}

function isForced({ words, voice }: TurnTakingState, text: string, at: number): boolean {
  if (text.length >= LONGEST_TEXT) return true;
  const spoken = at - (words.beganAt ?? at);
  return spoken >= LONGEST_TURN || (spoken >= LONG_TURN && (!voice.isActive || words.partial === ""));
}

/** Tells whether the words are nobody's turn: the agent's own that came late, or an "um" and nothing after it. */
function isUnwanted(state: TurnTakingState, text: string, at: number): boolean {
  if (isEchoed(state, { text, isSettled: true, at })) return true;
  return completenessNow(state) === "hesitating";
}

function dismissWords(state: TurnTakingState, text: string): Step {
  const forgotten = forgetOldReply({ state, effects: [] }, "");
  const reason = completenessNow(state) === "hesitating" ? "noise" : "echo";
  return {
    state: withoutWords(forgotten.state),
    effects: [...forgotten.effects, { type: "ignored", text, reason }],
  };
}

function show(state: TurnTakingState, text: string): Step {
  if (text === state.words.shown) return { state, effects: [] };
  return { state: { ...state, words: { ...state.words, shown: text } }, effects: [{ type: "transcript", text }] };
}

function forgetOldReply({ state, effects }: Step, text: string): Step {
  if (state.begun === null || saysTheSame(state.begun, text, state.rules.language)) return { state, effects };
  return { state: { ...state, begun: null }, effects: [...effects, { type: "discard_reply" }] };
}

function beginReply({ state, effects }: Step, text: string, at: number): Step {
  if (state.begun !== null || at < quietSince(state) + HEAD_START_AFTER) return { state, effects };
  const completeness = completenessNow(state);
  if (completeness !== "finished" && completeness !== "likely") return { state, effects };
  return { state: { ...state, begun: text }, effects: [...effects, { type: "begin_reply", text }] };
}

/** What a reply was begun to is taken as it was then, so that the reply is used: the words are the same. */
function take({ state, effects }: Step, text: string): Step {
  const { words, voice } = state;
  const turn: TurnTakingEffect = {
    type: "take_turn",
    text: state.begun ?? text,
    speechEndedAt: voice.isActive ? null : voice.endedAt,
    finalAt: words.partial === "" ? words.finalAt : null,
  };
  const taken = withoutWords(state);
  return {
    state: { ...taken, begun: null, agent: { ...taken.agent, phase: "thinking", doubts: 0 } },
    effects: [...effects, turn],
  };
}
