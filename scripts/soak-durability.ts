import { parseArgs } from "node:util";
import { buildServerIfStale } from "../server/src/testing/built-server.ts";
import { runSoak } from "../server/test/durability/soak.ts";

/**
 * Kills the server at random moments while people talk to it and its agent calls tools, and checks that every
 * conversation survived and every call is accounted for; ends with code 1 on any fault. Usage: `npm run soak --
 * [--calls 2000] [--batch 24] [--faults 3] [--between 1200] [--processes 1] [--seed N]`.
 */
const { values } = parseArgs({
  options: {
    calls: { type: "string", default: "2000" },
    batch: { type: "string", default: "24" },
    faults: { type: "string", default: "3" },
    between: { type: "string", default: "1200" },
    processes: { type: "string", default: "1" },
    seed: { type: "string", default: String(Date.now() % 2 ** 32) },
  },
});

buildServerIfStale();
console.log(`Seed ${values.seed}`);
const began = performance.now();
const { faults, counts } = await runSoak({
  seed: Number(values.seed),
  calls: Number(values.calls),
  batchSize: Number(values.batch),
  faultsPerBatch: Number(values.faults),
  betweenFaults: Number(values.between),
  processes: Number(values.processes),
  report: (line) => console.log(line),
});
console.table(counts);
const verdict = faults.length === 0 ? "every promise was kept" : `${faults.length} faults`;
console.log(`${verdict}, in ${Math.round((performance.now() - began) / 1000)} s, seed ${values.seed}`);
process.exitCode = faults.length === 0 ? 0 : 1;
