import { type BenchServer, startBenchServer, stopBenchServer } from "../bench-server.ts";
import { once } from "node:events";
import { residentMemoryOf } from "../cpu-time.ts";
import { atMost, digits, type Row } from "../report.ts";
import type { Stage } from "./stage.ts";

const MOST_MEMORY = 100;
const OPEN_AT_ONCE = 50;
const WARM_UP_SESSIONS = 50;

/** Opens many sessions on a server of their own and measures what each of them holds while nobody speaks. */
export async function measureIdleSessions(stage: Stage, count: number): Promise<Row[]> {
  const server = await startBenchServer({ modelUrl: stage.modelUrl, profileDirectory: null });
  try {
    const open = (group: string, count: number) =>
      stage.load.call("open", { group, target: server.target, count, concurrency: OPEN_AT_ONCE });
    await open("warm-up", WARM_UP_SESSIONS);
    await stage.load.call("close", { group: "warm-up", how: "end" });
    const before = await memoryOf(server);
    await open("idle", count);
    const untouched = residentMemoryOf(server.pid);
    const after = await memoryOf(server);
    const stillOpen = await stage.load.call("countOpen", { group: "idle" });
    await stage.load.call("close", { group: "idle", how: "drop" });
    if (stillOpen !== count) throw new Error(`Only ${stillOpen} of ${count} idle sessions stayed open.`);
    const each = (bytes: number) => bytes / count / 1024;
    const heap = each(after.heapUsed - before.heapUsed);
    return [
      atMost(MOST_MEMORY, {
        name: `memory of each of ${count} open idle sessions (resident, before a collection)`,
        value: each(untouched - before.rss),
        unit: "KB",
        beside: `the process ${digits(untouched / 2 ** 20)} MB in all; heap ${digits(heap)} KB, resident ${digits(each(after.rss - before.rss))} KB after a collection`,
      }),
    ];
  } finally {
    await stopBenchServer(server);
  }
}

/** Reads what a server's process holds after a collection of garbage, in bytes. */
export async function memoryOf(server: BenchServer): Promise<{ heapUsed: number; rss: number }> {
  const child = server.process.child();
  const answered = once(child, "message");
  child.send("memory");
  const [answer] = (await answered) as [{ heapUsed: number; rss: number }];
  return answer;
}
