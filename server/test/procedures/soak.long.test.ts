import { describe, expect, it } from "vitest";
import { soakProcedures } from "./procedure-soak.ts";

/** A new one each time, so that over many runs many moments are tried; printed, so that a failure can be repeated. */
const SEED = Number(process.env["SOAK_SEED"] ?? Date.now() % 2 ** 32);

describe("procedures whose server is killed in the middle", () => {
  it("come to their end, have each effect once and repeat a step at most", { timeout: 120_000 }, async () => {
    const lines: string[] = [];
    const report = (line: string) => lines.push(line);
    const { faults, counts } = await soakProcedures({ seed: SEED, kills: 6, runs: 8, report });
    const seen = `seed ${SEED}: ${JSON.stringify(counts)}\n${lines.join("\n")}`;
    expect(faults, seen).toEqual([]);
    // A soak whose kills hit nobody would prove nothing.
    expect(counts.repeatedSteps + counts.unknown, seen).toBeGreaterThan(0);
  });
});
