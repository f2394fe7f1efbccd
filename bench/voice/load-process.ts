import { setTimeout as delay } from "node:timers/promises";
import { FRAME_MS } from "../../server/src/domain/audio.ts";
import { answerCalls } from "../side-process.ts";
import { Call, type CallRecord } from "./call.ts";
import { DIALOGUE } from "./dialogue.ts";
import { type Lateness, noLateness } from "./lateness.ts";

/** What a run of calls came to. */
export interface VoiceRun {
  lateness: Lateness;
  records: CallRecord[];
  /** How many calls were open from begin to end. */
  open: number;
  /** How late the load's own clock was: the longest delay of a tick, in ms. */
  ownDelay: number;
}

/** Into how many parts a frame's time is cut: so many ticks in 20 ms. */
const SLOTS = 4;
const OPEN_AT_ONCE = 10;
/** An answer to the last words of a round is waited for so long. */
const GRACE = 1_500;

let calls: Call[] = [];
const slots: Call[][] = Array.from({ length: SLOTS }, () => []);
const lateness = noLateness();
let ownDelay = 0;

/** The callers' process: it opens calls and says their part. */
const answers = {
  /** Opens a call on each address. */
  async open({ urls }: { urls: string[] }): Promise<void> {
    const left = [...urls];
    const worker = async () => {
      for (let url = left.shift(); url !== undefined; url = left.shift()) {
        const call = new Call(url, lateness);
        await call.open();
        slots[calls.push(call) % SLOTS]?.push(call);
      }
    };
    await Promise.all(Array.from({ length: OPEN_AT_ONCE }, worker));
  },

  /** Lets all calls say their part so many times, each at another moment of the round. */
  async run({ rounds }: { rounds: number }): Promise<VoiceRun> {
    const began = performance.now() + 100;
    lateness.fill(0);
    ownDelay = 0;
    for (const call of calls) call.takeRecord();
    for (const [place, call] of calls.entries()) call.talk(began + (place / calls.length) * DIALOGUE.round, rounds);
    turn();
    await delay((rounds + 1) * DIALOGUE.round + GRACE);
    const open = calls.filter((call) => call.isOpen).length;
    for (const call of calls) call.hush();
    return { lateness, records: calls.map((call) => call.takeRecord()), open, ownDelay };
  },

  /** Drops all calls. */
  drop(_: null): void {
    for (const call of calls) call.drop();
    for (const slot of slots) slot.length = 0;
    calls = [];
  },
};

/** Ticks for one slot after the other, as long as there are calls. */
function turn(dueAt = performance.now(), place = 0): void {
  if (calls.length === 0) return;
  const now = performance.now();
  ownDelay = Math.max(ownDelay, now - dueAt);
  for (const call of slots[place] ?? []) call.tick(performance.now());
  // Frames that are late are sent at the next tick of their call; ticks are not made up for.
  const next = Math.max(dueAt + FRAME_MS / SLOTS, now - FRAME_MS);
  setTimeout(() => turn(next, (place + 1) % SLOTS), Math.max(0, next - performance.now()));
}

/** What `load-process.ts` can be asked to do. */
export type VoiceLoadCalls = typeof answers;

answerCalls(answers);
