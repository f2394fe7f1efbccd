import { newTurnTaking, takeTurns } from "../../src/domain/turn-taking.ts";
import type { TurnTakingEffect, TurnTakingEvent } from "../../src/domain/turn-taking-types.ts";
import type { Scene } from "./scene.ts";

/** What was done, and when. */
export interface Done {
  readonly at: number;
  readonly effect: TurnTakingEffect;
}

/** When the user begins, on a scene's clock. */
const USER_BEGINS = 800;
const PLAIN_SILENCE = 700;

/** Lets our rules take the turns of a scene, in virtual time. */
export function playByRules(scene: Scene, transcripts: readonly TurnTakingEvent[]): Done[] {
  let state = newTurnTaking({ patience: "normal", language: scene.label.language });
  let wakeAt: number | null = null;
  const done: Done[] = [];
  const tell = (event: TurnTakingEvent) => {
    const next = takeTurns(state, event);
    state = next.state;
    for (const effect of next.effects) {
      if (effect.type === "wake_at") wakeAt = effect.at;
      else done.push({ at: event.at, effect });
    }
  };
  const tickUntil = (at: number) => {
    while (wakeAt !== null && wakeAt <= at) {
      const due = wakeAt;
      wakeAt = null;
      tell({ type: "tick", at: due });
    }
  };
  for (const event of inOrder([...agentOf(scene), ...voiceOf(scene), ...transcripts])) {
    tickUntil(event.at);
    tell(event);
  }
  tickUntil(scene.length);
  return done;
}

/**
 * Plain voice activity, as the baseline: a turn ends after a fixed silence, if there are words, and any voice stops the
 * agent.
 */
export function playPlainly({ voice, label }: Scene, transcripts: readonly TurnTakingEvent[]): Done[] {
  const done: Done[] = [];
  let isBusy = label.agent.phase !== "silent";
  voice.forEach((mark, index) => {
    if (mark.type === "speech_started") {
      if (isBusy) done.push({ at: mark.at, effect: { type: "interrupt" } });
      isBusy = false;
      return;
    }
    const due = Math.max(mark.at, mark.since + PLAIN_SILENCE);
    if ((voice[index + 1]?.at ?? Number.POSITIVE_INFINITY) < due) return;
    const heard = transcripts.filter(({ at }) => at <= due + PLAIN_SILENCE);
    const text = heard
      .map((event) => ("text" in event && event.type === "final" ? event.text : ""))
      .join(" ")
      .trim();
    if (text === "") return;
    done.push({ at: due, effect: { type: "take_turn", text, speechEndedAt: mark.since, finalAt: null } });
  });
  return done;
}

function inOrder(events: readonly TurnTakingEvent[]): TurnTakingEvent[] {
  return events.toSorted((one, other) => one.at - other.at);
}

function voiceOf({ voice }: Scene): TurnTakingEvent[] {
  return voice.map(({ type, at, since }) => (type === "speech_started" ? { type, at } : { type, at, endedAt: since }));
}

function agentOf({ label: { agent, since } }: Scene): TurnTakingEvent[] {
  const at = USER_BEGINS - since;
  const says = { type: "agent_speaking", text: agent.says, isReadingOut: agent.phase === "reading_out" } as const;
  switch (agent.phase) {
    case "silent":
      if (agent.says === "") return [];
      return [
        { ...says, at: at - 2_000 },
        { type: "agent_silent", at: USER_BEGINS - 600 },
      ];
    case "thinking":
      return [{ type: "agent_thinking", at }];
    case "working":
      return [
        { ...says, at: at - 2_000 },
        { type: "agent_working", at },
      ];
    default:
      return [{ ...says, at }];
  }
}
