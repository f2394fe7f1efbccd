import { beforeAll, describe, expect, it } from "vitest";
import { CASES } from "./cases/all.ts";
import { BUSY_PHASES } from "./figures.ts";
import { type Measured, measureTurnTaking } from "./measuring.ts";

let measured: Measured;

beforeAll(async () => {
  measured = await measureTurnTaking();
}, 180_000);

/** What was reached, with a little slack; `npm run turn-taking` prints the figures. */
describe("the labelled set of turn-taking", () => {
  it("has enough cases of each kind", () => {
    expect(CASES.filter(({ group }) => group === "end").length).toBeGreaterThan(100);
    for (const phase of BUSY_PHASES) {
      const cases = CASES.filter(({ agent }) => agent.phase === phase);
      expect(cases.filter(({ interrupts }) => interrupts).length).toBeGreaterThanOrEqual(6);
      expect(cases.filter(({ interrupts }) => !interrupts).length).toBeGreaterThanOrEqual(6);
    }
  });

  it("is cut off and missed seldom", () => {
    const { turns, cutOffs, missed } = measured.ours;
    expect(cutOffs / turns).toBeLessThan(0.035);
    expect(missed / turns).toBeLessThan(0.015);
  });

  it("is answered after a short silence", () => {
    const { punctuated, bare } = measured.byTranscription;
    expect(punctuated.medianSilence).toBeLessThan(700);
    expect(bare.medianSilence).toBeLessThan(950);
    expect(measured.ours.p90Silence).toBeLessThan(1_800);
  });

  it.each(BUSY_PHASES)("is told from assent, noise and echo while the agent is %s", (phase) => {
    const { precision, recall } = measured.ours.bargeIn[phase];
    expect(precision).toBeGreaterThan(0.97);
    expect(recall).toBeGreaterThan(0.97);
  });

  it("loses no word that interrupted, and pauses nobody for long for nothing", () => {
    expect(measured.ours.lost).toBe(0);
    expect(measured.ours.longestPause).toBeLessThan(4_500);
  });

  it("sees at most a third of the errors of plain voice activity", () => {
    expect(measured.ours.errors * 3).toBeLessThanOrEqual(measured.plain.errors);
  });
});
