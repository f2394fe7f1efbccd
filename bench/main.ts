import { parseArgs } from "node:util";
import { benchAsync } from "./async/bench-async.ts";
import { benchChat } from "./chat/bench-chat.ts";
import type { BenchOptions } from "./options.ts";
import { benchPhone } from "./phone/bench-phone.ts";
import { printRows, type Row, writeRows } from "./report.ts";
import { benchSoak } from "./soak/bench-soak.ts";
import { benchTools } from "./tools/bench-tools.ts";
import { benchVoice } from "./voice/bench-voice.ts";

const BENCHES: Record<string, { about: string; run: (options: BenchOptions) => Promise<Row[]> }> = {
  async: { about: "Async chat: what sleeping conversations cost, how fast they answer, throughput.", run: benchAsync },
  chat: { about: "Real-time chat: latency, throughput, CPU, memory, and growth with the event table.", run: benchChat },
  phone: { about: "Calls by SIP: packets in time, set-up with the webhook asked, memory, CPU.", run: benchPhone },
  soak: { about: "10,000 tool calls through kills and faults: is each accounted for?", run: benchSoak },
  tools: { about: "Tool calls and webhooks: their overhead over bare requests, and throughput.", run: benchTools },
  voice: { about: "Voice: frames in time, the platform's share of a turn, barge-in, memory, CPU.", run: benchVoice },
};

const USAGE = [
  "Usage: npm run bench -- NAME [--quick] [--json FILE] [--only MEASURE,…] [--profile FOLDER]",
  ...Object.entries(BENCHES).map(([name, { about }]) => `  ${name}  ${about}`),
].join("\n");

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: "boolean", default: false },
      json: { type: "string" },
      only: { type: "string" },
      profile: { type: "string" },
    },
  });
  const bench = BENCHES[positionals[0] ?? ""];
  if (bench === undefined) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const rows = await bench.run({
    isQuick: values.quick,
    only: values.only?.split(",") ?? null,
    profileDirectory: values.profile ?? null,
  });
  printRows(rows);
  if (values.json !== undefined) await writeRows(values.json, rows);
}

// Ctrl-C runs the clean-up of what was started: exit handlers end the processes.
process.once("SIGINT", () => process.exit(130));
await main();
