import { parseArgs } from "node:util";
import { runSoak } from "../server/test/durability/soak.ts";

/**
 * Kills the server at random moments while people talk to it, and checks that every conversation survived. Usage:
 * `npx tsx scripts/soak-durability.ts [--conversations 200] [--batch 8] [--seed N]`; ends with code 1 on any fault.
 */
const { values } = parseArgs({
  options: {
    conversations: { type: "string", default: "200" },
    batch: { type: "string", default: "8" },
    seed: { type: "string", default: String(Date.now() % 2 ** 32) },
  },
});

console.log(`Seed ${values.seed}`);
const began = performance.now();
const { faults, counts } = await runSoak({
  seed: Number(values.seed),
  conversations: Number(values.conversations),
  batchSize: Number(values.batch),
  report: (line) => console.log(line),
});
console.table(counts);
for (const fault of faults) console.log(fault);
const verdict = faults.length === 0 ? "every promise was kept" : `${faults.length} faults`;
console.log(`${verdict}, in ${Math.round((performance.now() - began) / 1000)} s, seed ${values.seed}`);
process.exitCode = faults.length === 0 ? 0 : 1;
