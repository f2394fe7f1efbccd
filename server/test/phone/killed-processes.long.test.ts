import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { VERSION_HEADER } from "../../src/testing/app.ts";
import { createTestDatabase } from "../../src/testing/database.ts";

const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
const KEY = "op_prod_0123456789abcdef0123456789abcdef";
const LIMIT = 8;
const NUMBER = "+14155550100";

interface Process {
  readonly url: string;
  kill(): Promise<void>;
}

let directory: string;
let notes: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let children: ChildProcess[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "operator-phone-"));
  notes = join(directory, "notes");
  database = await createTestDatabase();
});

afterEach(async () => {
  await Promise.all(children.map((child) => killed(child)));
  children = [];
  await database.drop();
  await rm(directory, { recursive: true });
});

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await exited;
}

async function start(manner: "stay" | "leave"): Promise<Process> {
  const program = ["--import", "tsx", "server/src/testing/phone-process.ts", notes, manner];
  const child = spawn(process.execPath, program, {
    cwd: REPOSITORY,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      PORT: "0",
      OPERATOR_DATA_DIR: directory,
      OPERATOR_API_KEY: KEY,
      OPERATOR_MASTER_KEY: Buffer.alloc(32, "m").toString("base64"),
      OPERATOR_MAX_CALLS: String(LIMIT),
      OPERATOR_QUICKSTART: "false",
      OPERATOR_SUMMARIES: "false",
      LOG_LEVEL: "error",
      DATABASE_URL: database.url,
    },
  });
  children.push(child);
  const url = await new Promise<string>((resolve, reject) => {
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      const address = /running at (\S+)\n/.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once("exit", (code) => reject(new Error(`The process ended with ${code} before it was ready.`)));
  });
  return { url, kill: () => killed(child) };
}

async function call(at: Process, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${KEY}`, ...VERSION_HEADER, "content-type": "application/json" };
  const content = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const answer = await fetch(`${at.url}${path}`, { headers, ...content });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  const read = (await answer.json()) as Record<string, any>;
  if (!answer.ok) throw new Error(JSON.stringify(read));
  return read;
}

async function queue(at: Process, count: number): Promise<Map<string, string>> {
  const config = { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "You answer." } } };
  const made = await call(at, "/conversational_agents", { name: "Agent", description: "For a test.", config });
  await call(at, `/conversational_agents/${made["version_id"]}/release`, {});
  await call(at, "/phone_numbers", { number: NUMBER, is_default: true });
  const ids = new Map<string, string>();
  for (let place = 0; place < count; place += 1) {
    const callee = `+1415556${String(1000 + place)}`;
    const channel = { type: "phone", callee_no: callee };
    ids.set(callee, (await call(at, "/conversations", { agent_id: made["id"], channel }))["id"] as string);
  }
  return ids;
}

const lines = () => (existsSync(notes) ? readFileSync(notes, "utf8").trim().split("\n") : []);
const ordered = () => lines().flatMap((line) => (line.startsWith("+ ") ? [line.slice(2)] : []));
const finished = () => lines().flatMap((line) => (line.startsWith("- ") ? [line.slice(2)] : []));

async function outcomes(at: Process, ids: Map<string, string>): Promise<Map<string, string>> {
  const shown = await Promise.all(
    [...ids].map(async ([callee, id]) => {
      const { status, failure_reason } = await call(at, `/conversations/${id}`);
      return [callee, failure_reason === null || status !== "failed" ? status : failure_reason.code] as const;
    }),
  );
  return new Map(shown);
}

async function allOver(at: Process, ids: Map<string, string>): Promise<Map<string, string>> {
  return vi.waitFor(
    async () => {
      const found = await outcomes(at, ids);
      expect([...found.values()].filter((status) => status === "queued" || status === "in-progress")).toEqual([]);
      return found;
    },
    { timeout: 60_000, interval: 300 },
  );
}

const usual = (callee: string) => {
  const digit = Number(callee.slice(-1));
  return digit < 3 ? "busy" : digit < 6 ? "no-answer" : "completed";
};

describe("a process that is killed while it calls", () => {
  it("has each of its calls end as interrupted, and those that waited are dialled once", {
    timeout: 150_000,
  }, async () => {
    const first = await start("stay");
    const ids = await queue(first, 30);
    // Those who neither are busy nor hang up have taken every line by then.
    await vi.waitFor(() => expect(ordered().length - finished().length).toBe(LIMIT), { timeout: 20_000, interval: 50 });
    await first.kill();
    const before = ordered();
    const done = new Set(finished());
    const lost = before.filter((callee) => !done.has(callee));
    const second = await start("leave");
    const found = await allOver(second, ids);
    for (const callee of lost) expect([callee, found.get(callee)]).toEqual([callee, "interrupted"]);
    for (const callee of ids.keys()) {
      if (!before.includes(callee)) expect([callee, found.get(callee)]).toEqual([callee, usual(callee)]);
    }
    expect([...ordered()].sort()).toEqual([...ids.keys()].sort());
  });
});

describe("processes that share a database", () => {
  it("together never have more calls than allowed, and dial none twice", { timeout: 150_000 }, async () => {
    const [one, other] = await Promise.all([start("leave"), start("leave")]);
    const ids = await queue(one as Process, 40);
    const found = await allOver(other as Process, ids);
    for (const [callee, status] of found) expect([callee, status]).toEqual([callee, usual(callee)]);
    let open = 0;
    for (const line of lines()) {
      open += line.startsWith("+") ? 1 : -1;
      expect(open).toBeLessThanOrEqual(LIMIT);
    }
    expect([...ordered()].sort()).toEqual([...ids.keys()].sort());
  });
});
