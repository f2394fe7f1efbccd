import { runSoak, type SoakResult } from "../../server/test/durability/soak.ts";
import type { BenchOptions } from "../options.ts";
import { atLeast, atMost, type Row, told } from "../report.ts";

const CALLS = 10_000;
const QUICK_CALLS = 400;

/**
 * Holds conversations with two processes of the platform on one database until 10,000 tool calls were made, through
 * kills, stops, broken connections and interruptions, and looks for any call that is not accounted for.
 */
export async function benchSoak(options: BenchOptions): Promise<Row[]> {
  const seed = Date.now() % 2 ** 32;
  console.log(`Seed ${seed}`);
  const calls = options.isQuick ? QUICK_CALLS : CALLS;
  const result = await runSoak({
    seed,
    calls,
    batchSize: 32,
    faultsPerBatch: 6,
    betweenFaults: 2_000,
    processes: 2,
    report: (line) => console.log(line),
  });
  return rowsOf(result, calls);
}

function rowsOf({ faults, counts }: SoakResult, least: number): Row[] {
  const row = (name: string, value: number, beside: string) => ({ name, value, unit: "" as const, beside });
  const { kills, stalls, stops, cuts, receiverCrashes, interruptions, reconnects, takeovers } = counts;
  const { effects, succeeded, failed, unknown, unknownWithEffect, unknownWithoutEffect, clientCalls } = counts;
  return [
    atLeast(
      least,
      row("tool calls made and followed to their end", counts.calls, `${counts.conversations} conversations`),
    ),
    atMost(0, row("faults found", faults.length, "calls lost, made twice or told wrongly; events lost or sent twice")),
    told(
      row("calls that succeeded", succeeded, `${failed} failed, ${unknown} unknown; ${clientCalls} were the client's`),
    ),
    told(row("requests at the receiver", counts.requests, "each signed, and under the key of a call in the ledger")),
    told(row("effects there", effects, `${effects - unknownWithEffect} of calls that succeeded, each call's only one`)),
    told(row("effects of calls that were left unknown", unknownWithEffect, `${unknownWithoutEffect} others had none`)),
    told(row("calls whose outcome the model was told", counts.told, "the others ended with their conversation")),
    told(row("servers killed", kills, `${stops} stopped in order; the receiver crashed ${receiverCrashes} times`)),
    told(row("breaks of all connections to the database", cuts, `it stalled before ${stalls} of these and the kills`)),
    told(row("messages that interrupted", interruptions, `${reconnects} reconnects, ${takeovers} sessions taken over`)),
  ];
}
