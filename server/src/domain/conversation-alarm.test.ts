import { describe, expect, it } from "vitest";
import { type AlarmStep, alarmStep } from "./conversation-alarm.ts";
import { type ConversationState, emptyState } from "./conversation-state.ts";

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 12, minute));
const HALF_AN_HOUR = 30 * 60_000;

describe("what the time brings", () => {
  it.each<[string, Partial<ConversationState>, number | null, number, AlarmStep]>([
    ["nothing before the start", { status: "queued" }, HALF_AN_HOUR, 59, { do: "nothing", at: null }],
    ["nothing after the end", { status: "completed" }, HALF_AN_HOUR, 59, { do: "nothing", at: null }],
    ["a look when the idle time is over", { lastActiveAt: at(0) }, HALF_AN_HOUR, 10, { do: "nothing", at: at(30) }],
    ["the end when it is", { lastActiveAt: at(0) }, HALF_AN_HOUR, 30, { do: "end" }],
    ["nothing where a session bounds it", { lastActiveAt: at(0) }, null, 59, { do: "nothing", at: null }],
    [
      "no end while the agent waits",
      { lastActiveAt: at(0), wait: wait(50) },
      HALF_AN_HOUR,
      40,
      { do: "nothing", at: at(50) },
    ],
    ["the end of the wait", { lastActiveAt: at(0), wait: wait(50) }, HALF_AN_HOUR, 50, { do: "go_on" }],
    ["the end of the wait in a live conversation, too", { wait: wait(5) }, null, 6, { do: "go_on" }],
  ])("is %s", (_name, parts, idleTime, minute, step) => {
    const state: ConversationState = {
      ...emptyState({ context: {}, language: "English", agentSpeaksFirst: false }),
      status: "in-progress",
      ...parts,
    };
    expect(alarmStep(state, { idleTime, now: at(minute) })).toEqual(step);
  });
});

function wait(minute: number): ConversationState["wait"] {
  return { until: at(minute), reason: null };
}
