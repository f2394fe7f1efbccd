import type { PayloadOf } from "@operator/sdk";

type Metrics = PayloadOf<"agent.turn.metrics">;

/** A part of a turn: what it was spent on, from when to when, in ms from the turn's begin. */
export interface TurnSpan {
  name: string;
  from: number;
  to: number;
}

/** A tool that was called in the turn. */
interface ToolTime {
  name: string;
  /** When it was called and when it answered, in ms since 1970. */
  from: number;
  to: number;
}

/** When a turn was over, in ms since 1970, and the tools that were called in it. */
interface Around {
  endedAt: number;
  tools: readonly ToolTime[];
}

/**
 * Takes apart what a turn was spent on, as a waterfall. By voice it begins with the end of the user's speech, in text
 * with their message.
 */
export function turnSpans(metrics: Metrics, { endedAt, tools }: Around): TurnSpan[] {
  const begin = beginOf(metrics, endedAt);
  const stages = metrics.first_audio_ms === null ? textStages(metrics) : voiceStages(metrics);
  const called = tools.map(({ name, from, to }) => ({ name, from: from - begin, to: to - begin }));
  return [...stages, ...called]
    .map(({ name, from, to }) => ({ name, from: Math.max(0, from), to: Math.max(0, from, to) }))
    .sort((one, other) => one.from - other.from);
}

/** Returns when a turn began, in ms since 1970. */
export function beginOf({ speech_ended_at, total_ms }: Metrics, endedAt: number): number {
  return speech_ended_at === null ? endedAt - total_ms : Date.parse(speech_ended_at);
}

/** Returns how long a turn took as far as its spans reach, in ms. */
export function lengthOf(spans: readonly TurnSpan[]): number {
  return Math.max(1, ...spans.map(({ to }) => to));
}

function voiceStages({ transcript_final_ms, end_of_turn_ms, first_audio_ms, tts_first_audio_ms, total_ms }: Metrics) {
  const firstToken = first_audio_ms === null ? null : first_audio_ms - (tts_first_audio_ms ?? 0);
  return inARow([
    ["Transcript", transcript_final_ms],
    ["End of turn", end_of_turn_ms],
    ["First token", firstToken],
    ["First audio", first_audio_ms],
    ["Speech", total_ms],
  ]);
}

function textStages({ response_ms, llm_first_token_ms, total_ms }: Metrics) {
  const asked = response_ms === null ? null : Math.max(0, response_ms - (llm_first_token_ms ?? 0));
  return inARow([
    ["Before the model", asked],
    ["First token", response_ms],
    ["Answer", total_ms],
  ]);
}

/** Lays stages one after the other; those that were not measured, or that took nothing, are left out. */
function inARow(stages: readonly (readonly [name: string, doneAt: number | null])[]): TurnSpan[] {
  const spans: TurnSpan[] = [];
  let done = 0;
  for (const [name, doneAt] of stages) {
    if (doneAt === null || doneAt <= done) continue;
    spans.push({ name, from: done, to: doneAt });
    done = doneAt;
  }
  return spans;
}
