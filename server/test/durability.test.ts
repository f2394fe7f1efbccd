import { describe, expect, it } from "vitest";
import { runSoak } from "./durability/soak.ts";

/** A new one each time, so that over many runs many moments are tried; printed, so that a failure can be repeated. */
const SEED = Number(process.env["SOAK_SEED"] ?? Date.now() % 2 ** 32);

describe("a server that is killed in the middle of turns", () => {
  it("loses no event, sends none twice and repeats no tool call", { timeout: 180_000 }, async () => {
    const lines: string[] = [];
    const { faults, counts } = await runSoak({
      seed: SEED,
      conversations: 24,
      batchSize: 6,
      report: (line) => lines.push(line),
    });
    const seen = `seed ${SEED}: ${JSON.stringify(counts)}\n${lines.join("\n")}`;
    expect(faults, seen).toEqual([]);
    expect(counts.conversations, seen).toBe(24);
    // A soak whose kills hit nobody would prove nothing.
    expect(counts.turnsCut, seen).toBeGreaterThan(0);
    process.stdout.write(`Durability soak, ${seen}\n`);
  });
});
