import { describe, expect, it } from "vitest";
import type { VoiceConfig } from "../domain/voice-config.ts";
import { LOOK_EVERY, VoiceWatch } from "./voice-watch.ts";

const SETTINGS = {
  max_duration_sec: 3_600,
  is_filler_enabled: true,
  silence: { nudge_after_sec: 15, end_after_sec: 60 },
} as VoiceConfig;
const BEGAN = 1_000_000;
const SILENT = { agentHeardAt: BEGAN, userHeardAt: BEGAN, isUserWaiting: false, isWorking: false, isSilent: true };

function watchSilence() {
  const done: string[] = [];
  const watch = new VoiceWatch(SETTINGS, {
    language: () => "English",
    say: async () => void done.push("nudge"),
    record: () => undefined,
    leave: (reason) => done.push(reason),
  });
  const look = (from: number, to: number) => {
    for (let now = from; now <= to; now += LOOK_EVERY) watch.look(SILENT, { now, duration: now - BEGAN });
  };
  return { done, look };
}

describe("a silence of the user", () => {
  it("is asked about, and ends the conversation", () => {
    const { done, look } = watchSilence();
    look(BEGAN, BEGAN + 14_000);
    expect(done).toEqual([]);
    look(BEGAN + 14_200, BEGAN + 80_000);
    expect(done.slice(0, 2)).toEqual(["nudge", "user_silent"]);
  });

  it("does not count while they were on hold, or with somebody else", () => {
    const { done, look } = watchSilence();
    look(BEGAN, BEGAN + 10_000);
    const back = BEGAN + 200_000;
    look(back, back + 14_000);
    expect(done).toEqual([]);
    look(back + 14_200, back + 20_000);
    expect(done).toEqual(["nudge"]);
  });
});
