import type { BenchOptions } from "../options.ts";
import type { Row } from "../report.ts";
import { measureGrowth } from "./growth.ts";
import { measureIdleSessions } from "./idle-sessions.ts";
import { measureFirstToken, measureReady } from "./latency.ts";
import { measureSaturation } from "./saturation.ts";
import { closeStage, openStage, type Stage } from "./stage.ts";

type Measure = (stage: Stage, isQuick: boolean) => Promise<Row[]>;

/** The measures, in the order in which they are taken: what fills the database comes last. */
const MEASURES: Record<string, Measure> = {
  "first-token": (stage, isQuick) => measureFirstToken(stage, isQuick ? 30 : 150),
  ready: (stage, isQuick) => measureReady(stage, isQuick ? 100 : 500),
  saturation: (stage, isQuick) =>
    measureSaturation(stage, isQuick ? { rounds: 1, duration: 3000 } : { rounds: 7, duration: 4000 }),
  idle: (stage, isQuick) => measureIdleSessions(stage, isQuick ? 1000 : 10_000),
  growth: (stage, isQuick) =>
    measureGrowth(
      stage,
      isQuick
        ? { rows: [1e3, 1e4, 1e5], rounds: 1, duration: 2000 }
        : { rows: [1e3, 1e5, 1e7], rounds: 5, duration: 4000 },
    ),
};

/** Measures real-time chat against a relay that does nothing else, on the same machine with the same clients. */
export async function benchChat(options: BenchOptions): Promise<Row[]> {
  const names = options.only ?? Object.keys(MEASURES);
  const unknown = names.filter((name) => !(name in MEASURES));
  if (unknown.length > 0)
    throw new Error(`There is no measure ${unknown}. There are: ${Object.keys(MEASURES).join(", ")}.`);
  const stage = await openStage(options);
  try {
    const rows: Row[] = [];
    for (const [name, measure] of Object.entries(MEASURES)) {
      if (!names.includes(name)) continue;
      console.log(`Measuring ${name} …`);
      rows.push(...(await measure(stage, options.isQuick)));
    }
    return rows;
  } finally {
    await closeStage(stage);
  }
}
