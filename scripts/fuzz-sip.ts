import { parseArgs } from "node:util";
import { fuzz } from "../server/test/phone/sip-fuzzer.ts";

/**
 * Reads a million broken messages of SIP: `npx tsx scripts/fuzz-sip.ts [--runs 1000000] [--seed 1]`. Fails where one throws
 * or takes too long each time, and where memory grows with them.
 */
const { values } = parseArgs({
  options: { runs: { type: "string", default: "1000000" }, seed: { type: "string", default: "1" } },
});
const [runs, first] = [Number(values.runs), Number(values.seed)];
const AT_A_TIME = 50_000;
/** For one input, in ms. */
const TOO_LONG = 1_000;
/** More than the process has after the first inputs, in MiB: what is kept of each would be a hundred bytes. */
const TOO_MUCH = 100;
let slowest = 0;
let most: number | null = null;
for (let done = 0; done < runs; done += AT_A_TIME) {
  const result = fuzz(Math.min(AT_A_TIME, runs - done), first + done);
  slowest = Math.max(slowest, result.slowest);
  const { sound, malformed, rubbish } = result;
  const memory = Math.round(process.memoryUsage().rss / 1024 / 1024);
  most ??= memory + TOO_MUCH;
  if (memory > most) throw new Error(`Memory has grown to ${memory} MiB.`);
  console.log(
    `${done + result.inputs} read: ${sound} sound, ${malformed} malformed, ${rubbish} rubbish; ${memory} MiB.`,
  );
}
if (slowest > TOO_LONG) throw new Error(`One took ${slowest.toFixed(1)} ms each time.`);
console.log(`None threw. The slowest took ${slowest.toFixed(1)} ms.`);
