import { describe, expect, it } from "vitest";
import { runWebhookSoak } from "./soak.ts";

/** A new one each time, so that over many runs many moments are tried; printed, so that a failure can be repeated. */
const SEED = Number(process.env["SOAK_SEED"] ?? Date.now() % 2 ** 32);

describe("webhooks through a day with a receiver that is down and a server that is killed", () => {
  it("all arrive, genuine and in order, and the feed says the same", { timeout: 240_000 }, async () => {
    const lines: string[] = [];
    const { faults, counts } = await runWebhookSoak({
      seed: SEED,
      steps: 6,
      conversationsPerStep: 4,
      report: (line) => lines.push(line),
    });
    const seen = `seed ${SEED}: ${JSON.stringify(counts)}\n${lines.join("\n")}`;
    expect(faults, seen).toEqual([]);
    expect(counts, seen).toMatchObject({ conversations: 24, kills: 3 });
    // A soak in which nothing failed would prove nothing.
    expect(counts.repeated, seen).toBeGreaterThan(0);
    process.stdout.write(`Webhook soak, ${seen}\n`);
  });
});
