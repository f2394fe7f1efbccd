import type { PayloadOf } from "./event-payloads.ts";

/** What the agent is slow with. */
export type FillerReason = PayloadOf<"agent.filler.spoken">["reason"];

/** After how long a silence, in ms since the agent was last heard or asked, each filler comes; a tool may take longer. */
const RUNGS: Readonly<Record<FillerReason, readonly number[]>> = {
  slow_tool: [1_800, 8_000, 10_000],
  slow_model: [3_500, 8_000, 10_000],
};
/** After the last rung it goes on so: never is there silence for longer. */
const EVERY = 12_000;

/** A silence that is the agent's: the user waits. */
export interface AgentSilence {
  /** Since when nothing of the agent was heard, in ms on a clock that never goes back. */
  readonly since: number;
  readonly reason: FillerReason;
  /** How many fillers there were since the user spoke last. */
  readonly fillers: number;
}

/** Tells whether the silence is to be filled now. */
export function isFillerDue({ since, reason, fillers }: AgentSilence, now: number): boolean {
  return now - since >= (RUNGS[reason][fillers] ?? EVERY);
}

/** What is to be done about a user who says nothing. */
export type SilenceStep = "nothing" | "nudge" | "end";

/** How long somebody may say nothing, in ms. */
export interface SilenceRules {
  readonly nudgeAfter: number;
  readonly endAfter: number;
}

/** Decides what a silence of the user asks for; `hasNudged` tells whether they were asked in this silence. */
export function silenceStep(silence: number, { nudgeAfter, endAfter }: SilenceRules, hasNudged: boolean): SilenceStep {
  if (silence >= endAfter) return "end";
  return silence >= nudgeAfter && !hasNudged ? "nudge" : "nothing";
}
