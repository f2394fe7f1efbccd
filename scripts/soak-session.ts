import { parseArgs } from "node:util";
import { runSessionSoak } from "../sdk/test/soak/session-soak.ts";
import { buildServerIfStale } from "../server/src/testing/built-server.ts";

/**
 * Cuts the lines of the SDK's sessions at hostile moments and compares what came of their dialogues with undisturbed
 * ones. Usage: `npx tsx scripts/soak-session.ts [--voice] [--disconnects 1000] [--sessions 10] [--seed N]`; prints one line, and
 * those of the faults; ends with code 1 on any.
 */
const { values } = parseArgs({
  options: {
    voice: { type: "boolean", default: false },
    disconnects: { type: "string", default: "1000" },
    sessions: { type: "string", default: "10" },
    seed: { type: "string", default: String(Date.now() % 2 ** 32) },
  },
});

buildServerIfStale();
const began = performance.now();
const { faults, ...result } = await runSessionSoak({
  medium: values.voice ? "voice" : "text",
  disconnects: Number(values.disconnects),
  sessions: Number(values.sessions),
  seed: Number(values.seed),
});
for (const fault of faults) console.log(fault);
const cuts = Object.entries(result.cuts).map(([cut, count]) => `${count} ${cut}`);
const verdict =
  faults.length === 0
    ? `every transcript identical to the undisturbed run${values.voice ? ", all heard but for what a cut took" : ""}`
    : `${faults.length} FAULTS`;
console.log(
  `${result.disconnects} disconnects (${cuts.join(", ")}) in ${result.sessions} sessions of ${result.messages} messages: ` +
    `${verdict}; ${Math.round((performance.now() - began) / 1000)} s, seed ${values.seed}`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
