import { parseArgs } from "node:util";
import { fuzz } from "../server/test/phone/sip-fuzzer.ts";

/** Reads a million broken messages of SIP: `npx tsx scripts/fuzz-sip.ts [--runs 1000000] [--seed 1]`. */
const { values } = parseArgs({
  options: { runs: { type: "string", default: "1000000" }, seed: { type: "string", default: "1" } },
});
const [runs, first] = [Number(values.runs), Number(values.seed)];
const AT_A_TIME = 50_000;
let slowest = 0;
for (let done = 0; done < runs; done += AT_A_TIME) {
  const result = fuzz(Math.min(AT_A_TIME, runs - done), first + done);
  slowest = Math.max(slowest, result.slowest);
  const { sound, malformed, rubbish } = result;
  const memory = Math.round(process.memoryUsage().rss / 1024 / 1024);
  console.log(
    `${done + result.inputs} read: ${sound} sound, ${malformed} malformed, ${rubbish} rubbish; ${memory} MiB.`,
  );
}
console.log(`None threw. The slowest took ${slowest.toFixed(1)} ms.`);
