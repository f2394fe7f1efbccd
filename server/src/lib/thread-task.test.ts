import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInThread, ThreadEndedError } from "./thread-task.ts";

const LIMITS = { time: 10_000, memoryMegabytes: 200 };

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "operator-thread-"));
  await writeFile(join(directory, "package.json"), '{ "type": "module" }');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Writes a program whose task is done by the function of that text. */
async function program(work: string): Promise<URL> {
  const path = join(directory, `${Math.random().toString(36).slice(2)}.ts`);
  await writeFile(
    path,
    `import { answerTask } from "${join(import.meta.dirname, "thread-task.ts")}";\nanswerTask(${work});\n`,
  );
  return pathToFileURL(path);
}

describe("runInThread", () => {
  it("gives back what the program makes of the task", async () => {
    const double = await program("(task: { list: number[] }) => task.list.map((entry) => entry * 2)");
    expect(await runInThread(double, { list: [1, 2] }, LIMITS)).toEqual([2, 4]);
  });

  it("throws what the task throws", async () => {
    const broken = await program('() => { throw new RangeError("out of paper") }');
    await expect(runInThread(broken, null, LIMITS)).rejects.toThrow("out of paper");
  });

  it("throws when the program ends without an answer", async () => {
    const silent = await program("() => process.exit(0)");
    await expect(runInThread(silent, null, LIMITS)).rejects.toThrow("ended without an answer");
  });

  it("goes on meanwhile, and ends a task whose time is over", async () => {
    const endless = await program("() => { for (;;); }");
    let ticks = 0;
    const clock = setInterval(() => ticks++, 5);
    const ended = await runInThread(endless, null, { ...LIMITS, time: 1_000 }).catch((error: unknown) => error);
    clearInterval(clock);
    expect(ended).toMatchObject({ name: "ThreadEndedError", reason: "time" });
    expect(ticks).toBeGreaterThan(10);
  });

  it("ends a task that takes too much memory, and lives on", async () => {
    const greedy = await program(
      "() => { const kept: number[][] = []; for (;;) kept.push(new Array(10_000).fill(1)); }",
    );
    const ended = await runInThread(greedy, null, { ...LIMITS, memoryMegabytes: 50 }).catch((error: unknown) => error);
    expect(ended).toBeInstanceOf(ThreadEndedError);
    expect(ended).toMatchObject({ reason: "memory" });
  });

  it("ends a task on its signal", async () => {
    const endless = await program("() => { for (;;); }");
    const stop = new AbortController();
    const ended = runInThread(endless, null, { ...LIMITS, signal: stop.signal }).catch((error: unknown) => error);
    stop.abort();
    expect(await ended).toMatchObject({ reason: "signal" });
  });

  it("shows the task nothing of the environment", async () => {
    const curious = await program("() => Object.keys(process.env)");
    expect(await runInThread(curious, null, LIMITS)).toEqual([]);
  });
});
