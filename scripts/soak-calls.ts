import { parseArgs } from "node:util";
import { runCallSoak } from "../server/test/phone/call-soak.ts";

/**
 * Queues calls by SIP to a sipp that answers, is busy, does not answer or fails, and kills the process among them; ends
 * with code 1 on any fault. Usage: `npm run soak:calls -- [--calls 1000] [--limit 40] [--kills 1] [--ring 5]`.
 */
const { values } = parseArgs({
  options: {
    calls: { type: "string", default: "1000" },
    limit: { type: "string", default: "40" },
    kills: { type: "string", default: "1" },
    ring: { type: "string", default: "5" },
  },
});

const began = performance.now();
const { faults, counts, most } = await runCallSoak({
  calls: Number(values.calls),
  limit: Number(values.limit),
  kills: Number(values.kills),
  ringSeconds: Number(values.ring),
  environment: process.env,
  within: 30 * 60_000,
  report: (line) => console.log(line),
});
console.table(counts);
for (const fault of faults) console.log(fault);
const verdict = faults.length === 0 ? "all ended as they were to" : `${faults.length} faults`;
const seconds = Math.round((performance.now() - began) / 1000);
console.log(`${values.calls} calls, ${most} at once at most, of ${values.limit}: ${verdict}, in ${seconds} s.`);
process.exitCode = faults.length === 0 ? 0 : 1;
