import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { anyStateOf } from "../../src/domain/precondition.ts";
import { LIVE_KEY, type McpWorld, startMcpWorld } from "./mcp-world.ts";

let directory: string;
let world: McpWorld;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "operator-mcp-"));
});

afterAll(() => rm(directory, { recursive: true }));

afterEach(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

/** A server in a few lines: `tools/call` does what the tool's name says; `setUp` runs first. */
function program(setUp = "") {
  const script = `
    ${setUp}
    const say = (message) => process.stdout.write(JSON.stringify({ jsonrpc: "2.0", ...message }) + "\\n");
    const doings = {
      pid: (id) => say({ id, result: { content: [{ type: "text", text: String(process.pid) }] } }),
      die: () => { console.error("out of memory"); process.exit(7); },
      wait: () => {},
      flood: () => { process.stdout.write("x".repeat(6 * 1024 * 1024)); },
      chatter: (id) => {
        process.stdout.write("not JSON\\n{}\\n[]\\n\\n");
        for (let line = 0; line < 500; line++) console.error("line " + line);
        say({ id: 9999, result: {} });
        doings.pid(id);
      },
    };
    require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
      const { id, method, params } = JSON.parse(line);
      const { protocolVersion } = params ?? {};
      if (method === "initialize")
        say({ id, result: { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "few-lines", version: "1" } } });
      else if (method === "tools/list") say({ id, result: { tools: Object.keys(doings).map((name) => ({ name })) } });
      else if (method === "tools/call") doings[params.name](id);
      else if (method === "notifications/cancelled") console.error("cancelled " + params.reason);
    });`;
  return { type: "stdio", program: process.execPath, arguments: ["-e", script] };
}

async function pidOf(name: string): Promise<number> {
  const outcome = await world.call(`${name}/pid`);
  expect(outcome).toMatchObject({ status: "succeeded" });
  return Number((outcome as { result: string }).result);
}

/** Whether a process runs; one that ended and was not yet collected does not. */
function runs(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || (error as NodeJS.ErrnoException).code === "ESRCH")
      return false;
    throw error;
  }
}

describe("a program that ends in the middle of a call", () => {
  it("leaves its outcome unknown, and is started again", async () => {
    world = await startMcpWorld();
    const { id, name } = await world.add(program());
    const first = await pidOf(name);
    expect(await world.call(`${name}/die`)).toMatchObject({
      status: "unknown",
      error: expect.stringContaining(`${name}/die failed: The program ended with code 7. It last wrote: out of memory`),
    });
    expect(runs(first)).toBe(false);
    // By itself, so that changes of its tools are heard of.
    await expect.poll(() => world.activities.length, { timeout: 30_000 }).toBe(2);
    const second = await pidOf(name);
    expect(second).not.toBe(first);
    await world.call(`${name}/die`);
    // Whoever asks for it need not wait.
    expect(await world.servers.sync(LIVE_KEY, id)).toMatchObject({ status: "ready" });
    expect(await pidOf(name)).not.toBe(second);
    expect(world.heard).toContain("The program ended with code 7. It last wrote: out of memory");
  });
});

describe("the end of a program", () => {
  it("comes with that of the platform, also for what it started", async () => {
    world = await startMcpWorld();
    const file = join(directory, "grandchild");
    const grandchild = `const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"], { stdio: "ignore" });
      require("node:fs").writeFileSync(${JSON.stringify(file)}, String(child.pid));`;
    const { name } = await world.add(program(grandchild));
    const pids = [await pidOf(name), Number(await readFile(file, "utf8"))];
    expect(pids.map(runs)).toEqual([true, true]);
    await world.close();
    await expect.poll(() => pids.map(runs)).toEqual([false, false]);
    world = await startMcpWorld();
  });

  it("is forced when it does not heed the end of its input, nor a signal", async () => {
    world = await startMcpWorld();
    const stubborn = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1e6);';
    const { name } = await world.add(program(stubborn));
    const pid = await pidOf(name);
    const begun = performance.now();
    await world.close();
    expect(performance.now() - begun).toBeLessThan(8_000);
    await expect.poll(() => runs(pid)).toBe(false);
    world = await startMcpWorld();
  });

  it("comes when its server is switched off, changed or deleted, and a call under way is let end", async () => {
    world = await startMcpWorld();
    const { id, name } = await world.add(program(), { time_limit_sec: 0.5 });
    const first = await pidOf(name);
    const waiting = world.call(`${name}/wait`);
    const changed = program("console.error('changed');");
    await world.servers.change(LIVE_KEY, anyStateOf(id), { transport: { ...changed, type: "stdio", environment: {} } });
    expect(await pidOf(name)).not.toBe(first);
    expect(runs(first)).toBe(true);
    expect(await waiting).toMatchObject({ status: "unknown" });
    await expect.poll(() => runs(first)).toBe(false);
    const second = await pidOf(name);
    await world.servers.delete(LIVE_KEY, anyStateOf(id));
    await expect.poll(() => runs(second)).toBe(false);
  });
});

describe("what a program writes", () => {
  it("beside its messages is passed over, and what it says for people is bounded", async () => {
    world = await startMcpWorld();
    const { name } = await world.add(program());
    expect(await world.call(`${name}/chatter`)).toMatchObject({ status: "succeeded" });
    await expect.poll(() => world.heard.length).toBeGreaterThan(20);
    expect(world.heard.length).toBeLessThanOrEqual(31);
    expect(await pidOf(name)).toBeGreaterThan(0);
  });

  it("is not read without end", async () => {
    world = await startMcpWorld();
    const { name } = await world.add(program());
    expect(await world.call(`${name}/flood`)).toMatchObject({
      status: "unknown",
      error: expect.stringContaining("The program wrote a message of more than 4 MiB."),
    });
  });
});

describe("a call that a program does not answer in time", () => {
  it("may have been carried out, and the program is told that nobody waits", async () => {
    world = await startMcpWorld();
    const { name } = await world.add(program(), { time_limit_sec: 0.3 });
    expect(await world.call(`${name}/wait`)).toMatchObject({ status: "unknown" });
    await expect.poll(() => world.heard).toContain("cancelled The answer was not there within 0.3 s.");
  });
});

describe("a program that is no longer allowed", () => {
  it("is not run any more", async () => {
    const first = await startMcpWorld();
    const file = join(directory, "runs");
    const { id } = await first.add(program(`require("node:fs").appendFileSync(${JSON.stringify(file)}, "x");`));
    expect(await readFile(file, "utf8")).toBe("x");
    world = await startMcpWorld({ databaseUrl: first.databaseUrl, programs: ["/usr/bin/other"] });
    expect(await world.servers.sync(LIVE_KEY, id)).toMatchObject({
      status: "unreachable",
      error: expect.stringContaining("is not allowed on this installation"),
    });
    expect(await readFile(file, "utf8")).toBe("x");
    await world.close();
    await first.close();
    world = await startMcpWorld();
  });
});
