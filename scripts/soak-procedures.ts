import { parseArgs } from "node:util";
import { buildServerIfStale } from "../server/src/testing/built-server.ts";
import { soakProcedures } from "../server/test/procedures/procedure-soak.ts";

/**
 * Kills the server again and again while procedures run, and checks that each came to its end and had each effect once;
 * ends with code 1 on any fault. Usage: `npm run soak:procedures -- [--kills 100] [--runs 12] [--seed N]`.
 */
const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "100" },
    runs: { type: "string", default: "12" },
    seed: { type: "string", default: String(Date.now() % 2 ** 32) },
  },
});

buildServerIfStale();
console.log(`Seed ${values.seed}`);
const began = performance.now();
const { faults, counts } = await soakProcedures({
  seed: Number(values.seed),
  kills: Number(values.kills),
  runs: Number(values.runs),
  report: (line) => console.log(line),
});
for (const fault of faults) console.log(fault);
console.table(counts);
const verdict = faults.length === 0 ? "every promise was kept" : `${faults.length} faults`;
console.log(`${verdict}, in ${Math.round((performance.now() - began) / 1000)} s, seed ${values.seed}`);
process.exitCode = faults.length === 0 ? 0 : 1;
