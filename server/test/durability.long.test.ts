import { describe, expect, it } from "vitest";
import { runSoak } from "./durability/soak.ts";

/** A new one each time, so that over many runs many moments are tried; printed, so that a failure can be repeated. */
const SEED = Number(process.env["SOAK_SEED"] ?? Date.now() % 2 ** 32);

const LEAST_CALLS = 120;

describe("a server that is killed in the middle of turns and tool calls", () => {
  it("loses no event and makes each call once; everyone knows how each one went", { timeout: 180_000 }, async () => {
    const lines: string[] = [];
    const { faults, counts } = await runSoak({
      seed: SEED,
      calls: LEAST_CALLS,
      batchSize: 20,
      faultsPerBatch: 4,
      betweenFaults: 1_200,
      processes: 1,
      report: (line) => lines.push(line),
    });
    const seen = `seed ${SEED}: ${JSON.stringify(counts)}\n${lines.join("\n")}`;
    expect(faults, seen).toEqual([]);
    expect(counts.calls, seen).toBeGreaterThanOrEqual(LEAST_CALLS);
    // A soak whose kills hit nobody would prove nothing.
    expect(counts.turnsCut, seen).toBeGreaterThan(0);
    process.stdout.write(`Durability soak, ${seen}\n`);
  });
});
