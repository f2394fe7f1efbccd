import { closeStage, openStage, type Stage } from "../chat/stage.ts";
import type { BenchOptions } from "../options.ts";
import type { Row } from "../report.ts";
import { startSideProcess } from "../side-process.ts";
import type { ReceiverCalls } from "./receiver-process.ts";
import { toolAt } from "./tool.ts";
import { measureToolCall } from "./tool-call.ts";
import { measureToolTurn } from "./tool-turn.ts";
import { measureWebhooks } from "./webhook-deliveries.ts";

type Measure = (stage: { stage: Stage; toolUrl: string }, isQuick: boolean) => Promise<Row[]>;

/** The measures, in the order in which they are taken. */
const MEASURES: Record<string, Measure> = {
  call: ({ toolUrl }, isQuick) =>
    measureToolCall(toolUrl, isQuick ? { rounds: 300, blocks: 3 } : { rounds: 3000, blocks: 15 }),
  turn: ({ stage }, isQuick) =>
    measureToolTurn(stage, isQuick ? { turns: 30, duration: 3000 } : { turns: 300, duration: 10_000 }),
  webhooks: ({ stage, toolUrl }, isQuick) =>
    measureWebhooks(
      stage,
      toolUrl,
      isQuick ? { events: 30, replayed: 5, rounds: 1 } : { events: 200, replayed: 50, rounds: 5 },
    ),
};

/** Measures tool calls and webhooks against bare requests to the same receiver, within one run. */
export async function benchTools(options: BenchOptions): Promise<Row[]> {
  const names = options.only ?? Object.keys(MEASURES);
  const unknown = names.filter((name) => !(name in MEASURES));
  if (unknown.length > 0)
    throw new Error(`There is no measure ${unknown}. There are: ${Object.keys(MEASURES).join(", ")}.`);
  const receiver = startSideProcess<ReceiverCalls>(new URL("receiver-process.ts", import.meta.url));
  const { url: toolUrl } = await receiver.call("open", {} as never);
  const stage = await openStage(options, { registration: { ...toolAt(toolUrl) }, url: toolUrl });
  try {
    const rows: Row[] = [];
    for (const [name, measure] of Object.entries(MEASURES)) {
      if (!names.includes(name)) continue;
      console.log(`Measuring ${name} …`);
      rows.push(...(await measure({ stage, toolUrl }, options.isQuick)));
    }
    return rows;
  } finally {
    await closeStage(stage);
    await receiver.end();
  }
}
