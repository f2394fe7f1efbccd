import { judgeTurn, turnDeadlines } from "./turn-taking-end.ts";
import { isHeard, notice } from "./turn-taking-facts.ts";
import { judgeOverlap, overlapDeadlines, resume, type Step } from "./turn-taking-overlap.ts";
import type { TurnTakingState } from "./turn-taking-state.ts";
import type { TurnTakingEffect, TurnTakingEvent } from "./turn-taking-types.ts";

export { newTurnTaking } from "./turn-taking-state.ts";

/**
 * Decides who speaks next. Pure: the same events give the same effects. `wake_at` comes first among the effects, so that
 * what carrying out the others leads to may ask for another.
 *
 * All that is heard ends in one `take_turn` or `ignored`; a pause of playback ends in `resume_playback` or `interrupt`.
 */
export function takeTurns(
  before: TurnTakingState,
  event: TurnTakingEvent,
): { state: TurnTakingState; effects: TurnTakingEffect[] } {
  const noticed = releaseVoice(notice(before, event), before);
  const judged = judge(noticed, event.at);
  const wakeAt = nextDeadline(judged.state, event.at);
  const effects: TurnTakingEffect[] = [...judged.effects];
  if (wakeAt !== judged.state.wakeAt) effects.unshift({ type: "wake_at", at: wakeAt });
  return { state: { ...judged.state, wakeAt }, effects };
}

/** An agent that is no longer speaking has no voice to keep paused, and a reply of its own needs none that was begun. */
function releaseVoice(state: TurnTakingState, before: TurnTakingState): Step {
  const released = isHeard(state.agent.phase) ? { state, effects: [] } : resume(state);
  const isBusy = state.agent.phase !== "silent" && before.agent.phase === "silent";
  if (!isBusy || state.begun === null) return released;
  return {
    state: { ...released.state, begun: null },
    effects: [...released.effects, { type: "discard_reply" }],
  };
}

function judge({ state, effects }: Step, at: number): Step {
  if (state.agent.phase === "silent") return after(effects, judgeTurn(state, at));
  const overlapped = judgeOverlap(state, at);
  if (overlapped.state.agent.phase !== "silent") return after(effects, overlapped);
  return after([...effects, ...overlapped.effects], judgeTurn(overlapped.state, at));
}

function after(effects: readonly TurnTakingEffect[], step: Step): Step {
  return { state: step.state, effects: [...effects, ...step.effects] };
}

/** The next time at which something is decided; times that are past have been looked at. */
function nextDeadline(state: TurnTakingState, at: number): number | null {
  const deadlines = state.agent.phase === "silent" ? turnDeadlines(state) : overlapDeadlines(state);
  const next = Math.min(...deadlines.filter((deadline) => deadline > at));
  return Number.isFinite(next) ? next : null;
}
