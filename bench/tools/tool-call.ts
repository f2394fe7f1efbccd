import { digits, type Row, told } from "../report.ts";
import { startSideProcess } from "../side-process.ts";
import { median, quantile } from "../statistics.ts";
import { type Block, type CallerCalls, type Way, WAYS } from "./caller-process.ts";

const WARM_UP_ROUNDS = 300;
const BLOCK = 400;
const CONCURRENCY = 8;

/** Measures one signed call against bare requests to the same receiver: the time of each, and the caller's CPU. */
export async function measureToolCall(toolUrl: string, size: { rounds: number; blocks: number }): Promise<Row[]> {
  const caller = startSideProcess<CallerCalls>(new URL("caller-process.ts", import.meta.url));
  try {
    await caller.call("open", { url: toolUrl });
    await caller.call("takeTurns", { rounds: WARM_UP_ROUNDS });
    const times = await caller.call("takeTurns", { rounds: size.rounds });
    const blocks: Record<Way, Block[]> = { signed: [], unsigned: [], fetch: [], http: [] };
    for (let number = 0; number < size.blocks; number++) {
      for (const way of WAYS)
        blocks[way].push(await caller.call("runBlock", { way, count: BLOCK, concurrency: CONCURRENCY }));
    }
    return [...timeRows(times), cpuRow(blocks)];
  } finally {
    await caller.end();
  }
}

function timeRows(times: Record<Way, number[]>): Row[] {
  const of = (way: Way) => median(times[way]);
  const beside =
    `signed ${digits(of("signed"))} (p99 ${digits(quantile(times.signed, 0.99))}), fetch ${digits(of("fetch"))}, ` +
    `node:http ${digits(of("http"))}, the platform's client unsigned ${digits(of("unsigned"))} ms`;
  const row = (name: string, way: Way, beside: string) =>
    told({ name: `signed tool call over ${name}, median`, value: of("signed") - of(way), unit: "ms", beside });
  return [
    row("a bare fetch", "fetch", beside),
    row("a bare node:http request", "http", `${digits(of("signed") / of("http"))} × its time`),
    row("the same client without arguments checked or signature", "unsigned", `${times.signed.length} rounds`),
  ];
}

function cpuRow(blocks: Record<Way, Block[]>): Row {
  const cpu = (way: Way) => median(blocks[way].map((block) => block.cpu));
  const perSecond = (way: Way) => median(blocks[way].map((block) => block.perSecond)).toFixed(0);
  const others = (["unsigned", "fetch", "http"] as const).map((way) => `${way} ${digits(cpu(way))}`).join(", ");
  return told({
    name: `CPU per signed tool call, caller only, ${CONCURRENCY} at a time`,
    value: cpu("signed"),
    unit: "ms",
    beside: `${others} ms; per second: signed ${perSecond("signed")}, fetch ${perSecond("fetch")}, http ${perSecond("http")}`,
  });
}
