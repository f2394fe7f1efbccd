import { parseArgs } from "node:util";
import { buildServerIfStale } from "../server/src/testing/built-server.ts";
import { runWebhookSoak } from "../server/test/webhooks/soak.ts";

/**
 * Lets a day pass for webhooks while their receivers are away or erratic and the server is killed, and checks that
 * every promise was kept. Usage: `npx tsx scripts/soak-webhooks.ts [--steps 24] [--conversations 20] [--seed N]`, with
 * the conversations of each step; ends with code 1 on any fault.
 */
const { values } = parseArgs({
  options: {
    steps: { type: "string", default: "24" },
    conversations: { type: "string", default: "20" },
    seed: { type: "string", default: String(Date.now() % 2 ** 32) },
  },
});

buildServerIfStale();
console.log(`Seed ${values.seed}`);
const began = performance.now();
const { faults, counts } = await runWebhookSoak({
  seed: Number(values.seed),
  steps: Number(values.steps),
  conversationsPerStep: Number(values.conversations),
  report: (line) => console.log(line),
});
console.table(counts);
for (const fault of faults) console.log(fault);
const verdict = faults.length === 0 ? "every promise was kept" : `${faults.length} faults`;
console.log(`${verdict}, in ${Math.round((performance.now() - began) / 1000)} s, seed ${values.seed}`);
process.exitCode = faults.length === 0 ? 0 : 1;
