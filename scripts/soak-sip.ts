import { parseArgs } from "node:util";
import { monitorEventLoopDelay } from "node:perf_hooks";
import {
  INCOMING,
  OUTGOING,
  runIncoming,
  runOutgoing,
  type ScenarioResult,
} from "../server/test/phone/sip-scenarios.ts";

/**
 * Runs each quick scenario of sipp, both ways, at 50 calls a second:
 * `npx tsx scripts/soak-sip.ts [--rate 50] [--seconds 10] [--only in-answer,out-busy] [--transport udp|tcp]`.
 * Ends with 1 when a call came to another end than it was to, or something was left over.
 */
const { values } = parseArgs({
  options: {
    rate: { type: "string", default: "50" },
    seconds: { type: "string", default: "10" },
    only: { type: "string", default: "" },
    transport: { type: "string", default: "udp" },
  },
});
const rate = Number(values.rate);
const calls = rate * Number(values.seconds);
const only = values.only.split(",").filter(Boolean);
const transport = values.transport === "tcp" ? "t1" : "u1";
const run = { rate, calls, transport, within: Number(values.seconds) + 90 } as const;
let failures = 0;

async function report(name: string, said: readonly string[], begin: () => Promise<ScenarioResult>): Promise<void> {
  if (only.length > 0 && !only.includes(name)) return;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const { code, errors, told, opened } = await begin();
  const wrong = told.filter((each) => each.said.join() !== said.join());
  const open = opened.media.filter(({ isClosed }) => !isClosed).length;
  const isGood = code === 0 && wrong.length === 0 && open === 0 && opened.network.calls === 0;
  if (!isGood) failures += 1;
  const lag = Math.round(delay.percentile(99) / 1e6);
  console.log(`${isGood ? "good" : "BAD "} ${name}: ${told.length} calls, event loop late by ${lag} ms at p99.`);
  if (isGood) return;
  console.log(
    `     sipp ended with ${code}; ${wrong.length} ended otherwise; ${open} media and ${opened.network.calls} calls left.`,
  );
  console.log(JSON.stringify(wrong.slice(0, 3)), errors.slice(0, 2_000));
}

for (const scenario of INCOMING.filter(({ isQuick }) => isQuick === true)) {
  await report(scenario.name, scenario.said, () => runIncoming(scenario, run));
}
for (const scenario of OUTGOING.filter(({ isQuick }) => isQuick === true)) {
  await report(scenario.name, scenario.said, () => runOutgoing(scenario, run));
}
console.log(failures === 0 ? "All as it was to be." : `${failures} scenarios failed.`);
process.exitCode = failures === 0 ? 0 : 1;
