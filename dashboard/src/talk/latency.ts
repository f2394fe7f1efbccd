import type { PayloadOf } from "@operator/sdk";

/** A step on the way from the end of the user's speech to the agent's first sound. */
export interface LatencyStep {
  name: string;
  /** How long after the end of the speech it was done, in ms. */
  at: number;
  /** How long it took by itself, in ms: nothing when it was done before the step ahead of it. */
  took: number;
}

/** Takes apart how long a turn by voice took, from what was measured of it. Empty for a turn that nobody spoke. */
export function latencyOf(metrics: PayloadOf<"agent.turn.metrics">): LatencyStep[] {
  const { transcript_final_ms, end_of_turn_ms, first_audio_ms, tts_first_audio_ms } = metrics;
  if (first_audio_ms === null) return [];
  const firstToken = tts_first_audio_ms === null ? null : first_audio_ms - tts_first_audio_ms;
  const steps: LatencyStep[] = [];
  let done = 0;
  for (const [name, at] of [
    ["Transcript final", transcript_final_ms],
    ["End of turn", end_of_turn_ms],
    ["First token", firstToken],
    ["First audio", first_audio_ms],
  ] as const) {
    if (at === null) continue;
    steps.push({ name, at, took: Math.max(0, at - done) });
    done = Math.max(done, at);
  }
  return steps;
}
