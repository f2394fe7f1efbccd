import { joinSpoken, wordsOf } from "./spoken-words.ts";
import { ECHO_TAIL, LONGEST_SENTENCE, LONGEST_TEXT } from "./turn-taking-limits.ts";
import {
  type AgentPhase,
  type AgentSide,
  NO_WORDS,
  type TurnTakingState,
  type WordsSide,
} from "./turn-taking-state.ts";
import type { TurnTakingEvent } from "./turn-taking-types.ts";

type EventOf<Type extends TurnTakingEvent["type"]> = Extract<TurnTakingEvent, { type: Type }>;

/** Notes what happened, and decides nothing. */
export function notice(state: TurnTakingState, event: TurnTakingEvent): TurnTakingState {
  switch (event.type) {
    case "speech_started":
      return voiceBegan(state, event.at);
    case "speech_ended":
      return voiceEnded(state, event);
    case "partial":
      return wordsCame(state, event);
    case "final":
      return finalCame(state, event);
    case "end_of_turn_hint":
      return { ...state, words: { ...state.words, hint: event.probability } };
    case "tick":
      return { ...state, wakeAt: null };
    default:
      return { ...state, agent: agentAfter(state.agent, event), sounding: null };
  }
}

/** Tells whether the agent can be heard. */
export function isHeard(phase: AgentPhase): boolean {
  return phase === "speaking" || phase === "reading_out";
}

/** Returns all the words of the turn so far. */
export function turnText({ settled, partial }: WordsSide): string {
  return joinSpoken(settled, partial);
}

/** Takes the words from the turn: what of them is not final yet is left out of the final when it comes. */
export function withoutWords({ words, ...state }: TurnTakingState): TurnTakingState {
  const taken = words.partial === "" ? words.taken : joinSpoken(words.taken, words.partial);
  return {
    ...state,
    words: { ...words, ...NO_WORDS, taken },
    voice: { ...state.voice, isUnexplained: state.voice.isActive && words.partial === "" },
  };
}

function voiceBegan(state: TurnTakingState, at: number): TurnTakingState {
  if (state.voice.isActive) return state;
  const { agent, words } = state;
  const justSilent = agent.silentSince !== null && at - agent.silentSince <= ECHO_TAIL;
  const isNew = turnText(words) === "";
  return {
    ...state,
    voice: {
      ...state.voice,
      isActive: true,
      isUnexplained: true,
      isPauseSpent: false,
      isOverAgent: isNew ? isHeard(agent.phase) || justSilent : state.voice.isOverAgent,
    },
    words: { ...words, hint: null, beganAt: isNew ? at : (words.beganAt ?? at) },
  };
}

function voiceEnded(state: TurnTakingState, { at, endedAt }: EventOf<"speech_ended">): TurnTakingState {
  const { voice } = state;
  const isUnexplained = voice.isUnexplained || !voice.isActive;
  return { ...state, voice: { ...voice, isActive: false, endedAt, finalOwedSince: at, isUnexplained } };
}

function wordsCame(state: TurnTakingState, { at, text }: EventOf<"partial">): TurnTakingState {
  const { words } = state;
  const partial = afterTaken(text.slice(0, LONGEST_TEXT), words.taken);
  const isChanged = wordsOf(partial).join(" ") !== wordsOf(words.partial).join(" ");
  const comeInParts = words.comeInParts || partial !== "";
  return begunAt(
    {
      ...state,
      words: { ...words, partial, comeInParts, ...(isChanged ? { changedAt: at, hint: null } : {}) },
    },
    at,
  );
}

function finalCame(state: TurnTakingState, { at, text }: EventOf<"final">): TurnTakingState {
  const { words, voice } = state;
  const said = afterTaken(text, words.taken);
  const isChanged = wordsOf(said).join(" ") !== wordsOf(words.partial).join(" ");
  const settled = joinSpoken(words.settled, said);
  return begunAt(
    {
      ...state,
      voice: { ...voice, finalOwedSince: null },
      words: {
        ...words,
        settled,
        partial: "",
        taken: "",
        finalAt: said === "" ? words.finalAt : at,
        ...(isChanged && said !== "" ? { changedAt: at, hint: null } : {}),
      },
    },
    at,
  );
}

/** A turn may begin with words for which no voice was noticed. */
function begunAt(state: TurnTakingState, at: number): TurnTakingState {
  const { words, voice, agent } = state;
  if (words.beganAt !== null || turnText(words) === "") return state;
  return {
    ...state,
    words: { ...words, beganAt: at },
    voice: voice.isActive ? voice : { ...voice, isOverAgent: isHeard(agent.phase) || voice.isOverAgent },
  };
}

/** Leaves out what was taken before: as many words as that had, give or take what the final heard otherwise. */
function afterTaken(text: string, taken: string): string {
  const trimmed = text.trim();
  if (taken === "") return trimmed;
  const gone = wordsOf(taken);
  const here = wordsOf(trimmed);
  const last = gone.at(-1);
  const near = [0, 1, -1, 2, -2].map((shift) => gone.length + shift).find((count) => here[count - 1] === last);
  return dropWords(trimmed, near ?? gone.length);
}

function dropWords(text: string, count: number): string {
  const pieces = text.split(/\s+/);
  let dropped = 0;
  while (pieces.length > 0 && dropped < count) dropped += wordsOf(pieces.shift() ?? "").length;
  return pieces.join(" ");
}

type AgentEvent = EventOf<"agent_thinking" | "agent_working" | "agent_speaking" | "agent_silent">;

function agentAfter(agent: AgentSide, event: AgentEvent): AgentSide {
  if (event.type === "agent_speaking") return agentSpeaks(agent, event);
  const wasHeard = isHeard(agent.phase);
  const phase = ({ agent_thinking: "thinking", agent_working: "working", agent_silent: "silent" } as const)[event.type];
  return { ...agent, phase, silentSince: wasHeard ? event.at : agent.silentSince };
}

function agentSpeaks(agent: AgentSide, { at, text, isReadingOut }: EventOf<"agent_speaking">): AgentSide {
  const sentence = text.slice(0, LONGEST_SENTENCE);
  return {
    ...agent,
    phase: isReadingOut ? "reading_out" : "speaking",
    sentences: [...agent.sentences.slice(-1), sentence],
    sentenceBeganAt: at,
    silentSince: null,
  };
}
