import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { discardEmbeddedPostgres } from "../../src/testing/embedded-postgres.ts";
import { freePort, listening } from "./sip-peer.ts";

const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
const SCENARIO = fileURLToPath(new URL("sipp/out-parties.xml", import.meta.url));
const NUMBER = "+14155550100";
const START_WITHIN = 120_000;
const ASK_EVERY = 200;
const ORDERS_AT_ONCE = 4;

/** How much is run. */
export interface CallSoakOptions {
  readonly calls: number;
  /** As many calls as there may be at once. */
  readonly limit: number;
  /** How often the process is killed, spread over the run. */
  readonly kills: number;
  /** For so many seconds calls ring, 5 at least. */
  readonly ringSeconds: number;
  /** A migrated database; without it the process has one of its own. */
  readonly databaseUrl?: string;
  /** Where programs are found, and whose home it is. */
  readonly environment: NodeJS.ProcessEnv;
  /** In ms. */
  readonly within: number;
  report?(line: string): void;
}

/** What came of it. */
export interface CallSoakResult {
  /** What was not as it must be, in words. */
  readonly faults: readonly string[];
  /** How often each outcome came. */
  readonly counts: Readonly<Record<string, number>>;
  /** How many calls the other end had at once at most. */
  readonly most: number;
}

/** The kinds of parties of the scenario, by the last digit of their number, and how calls to them end. */
const ENDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(["0", "1", "2", "3"].map((digit) => [digit, "completed"])),
  ...Object.fromEntries(["4", "5"].map((digit) => [digit, "busy"])),
  ...Object.fromEntries(["6", "7"].map((digit) => [digit, "no-answer"])),
  "8": "failed: carrier_error",
  "9": "failed: number_invalid",
};

/** A call that the killed process carried. */
const INTERRUPTED = "failed: interrupted";

/**
 * Queues calls to a sipp that answers, is busy, does not answer, fails or knows no such number, kills the process among
 * them, and starts it again. Says what is not as it must be: each conversation ends as its party does, or as
 * interrupted if its call went out before a kill; nobody is called twice; never more calls are open than allowed.
 */
export async function runCallSoak(options: CallSoakOptions): Promise<CallSoakResult> {
  const directory = await mkdtemp(join(tmpdir(), "operator-calls-"));
  await chmod(directory, 0o755);
  const soak = new CallSoak(directory, options);
  try {
    return await soak.run();
  } finally {
    await soak.close();
    if (options.databaseUrl === undefined) await discardEmbeddedPostgres(join(directory, "postgres"));
    await rm(directory, { recursive: true, force: true });
  }
}

class CallSoak {
  readonly #options: CallSoakOptions;
  readonly #directory: string;
  readonly #notes: string;
  readonly #key = `op_prod_${randomBytes(18).toString("hex")}`;
  readonly #masterKey = randomBytes(32).toString("base64");
  readonly #children = new Set<ChildProcess>();
  /** How much had been written down when the process was killed. */
  readonly #killedAt: number[] = [];
  readonly #ids = new Map<string, string>();
  #server: ChildProcess | null = null;
  #url = "";
  #sipPort = 0;
  #partyPort = 0;

  constructor(directory: string, options: CallSoakOptions) {
    this.#directory = directory;
    this.#notes = join(directory, "notes");
    this.#options = options;
  }

  async run(): Promise<CallSoakResult> {
    const { calls, kills, report } = this.#options;
    this.#sipPort = await freePort();
    this.#partyPort = await freePort();
    await this.#startParties();
    await this.#start();
    const agentId = await this.#prepare();
    const queueing = this.#queue(agentId);
    for (let kill = 1; kill <= kills; kill += 1) {
      await this.#until(() => this.#called().length >= (calls * kill) / (kills + 1), "enough calls to be made");
      await queueing;
      this.#killedAt.push(this.#lines().length);
      await killed(this.#server as ChildProcess);
      report?.(`Killed after ${this.#called().length} calls.`);
      await this.#start();
    }
    await queueing;
    const ends = await this.#allOver();
    return this.#judge(ends);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#children].map((child) => killed(child)));
  }

  async #startParties(): Promise<void> {
    const here = ["-i", "127.0.0.1", "-p", String(this.#partyPort), "-mi", "127.0.0.1", "-t", "u1"];
    const logs = ["-trace_logs", "-log_file", this.#notes, "-nostdin", "-recv_timeout", "60000"];
    const args = [`127.0.0.1:${this.#sipPort}`, "-sf", SCENARIO, ...here, ...logs];
    this.#children.add(spawn("sipp", args, { cwd: this.#directory, stdio: "ignore" }));
    await listening(this.#partyPort);
  }

  async #start(): Promise<void> {
    const { limit, ringSeconds, databaseUrl, environment } = this.#options;
    const child = spawn(process.execPath, ["--import", "tsx", "server/src/testing/caller-process.ts"], {
      cwd: REPOSITORY,
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        PATH: environment["PATH"],
        HOME: environment["HOME"],
        PORT: "0",
        OPERATOR_DATA_DIR: this.#directory,
        OPERATOR_API_KEY: this.#key,
        OPERATOR_MASTER_KEY: this.#masterKey,
        OPERATOR_MAX_CALLS: String(limit),
        OPERATOR_RING_SEC: String(ringSeconds),
        OPERATOR_RATE_LIMIT: "100000000",
        OPERATOR_SIP_LISTEN: `udp:127.0.0.1:${this.#sipPort}`,
        OPERATOR_SIP_TRUNKS: JSON.stringify([
          { name: "parties", host: "127.0.0.1", port: this.#partyPort, max_calls: 10_000 },
        ]),
        OPERATOR_QUICKSTART: "false",
        OPERATOR_SUMMARIES: "false",
        LOG_LEVEL: "error",
        ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      },
    });
    this.#children.add(child);
    this.#server = child;
    this.#url = await addressOf(child);
  }

  async #prepare(): Promise<string> {
    const config = { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "You answer." } } };
    const agent = await this.#call("/conversational_agents", { name: "Agent", description: "For a soak.", config });
    await this.#call(`/conversational_agents/${agent["version_id"] as string}/release`, {});
    await this.#call("/phone_numbers", { number: NUMBER, carrier: "sip", is_default: true });
    return agent["id"] as string;
  }

  async #queue(agentId: string): Promise<void> {
    let next = 0;
    const order = async () => {
      while (next < this.#options.calls) {
        const callee = `+1415556${String(next++).padStart(4, "0")}`;
        const channel = { type: "phone", callee_no: callee };
        this.#ids.set(callee, (await this.#call("/conversations", { agent_id: agentId, channel }))["id"] as string);
      }
    };
    await Promise.all(Array.from({ length: ORDERS_AT_ONCE }, order));
    this.#options.report?.(`Queued ${this.#ids.size} calls.`);
  }

  /** Waits until no conversation goes on or waits. Returns how each ended, by the number that was called. */
  async #allOver(): Promise<Map<string, string>> {
    for (const status of ["queued", "in-progress"]) {
      const isOver = async () =>
        ((await this.#call(`/conversations?limit=1&status=${status}`))["data"] as []).length === 0;
      await this.#until(isOver, `no conversation to be ${status}`);
    }
    const ends = new Map<string, string>();
    for (const [callee, id] of this.#ids) {
      const { status, failure_reason } = (await this.#call(`/conversations/${id}`)) as {
        status: string;
        failure_reason: { code: string } | null;
      };
      ends.set(callee, status === "failed" ? `failed: ${failure_reason?.code ?? "?"}` : status);
    }
    return ends;
  }

  #judge(ends: Map<string, string>): CallSoakResult {
    const { kills, limit } = this.#options;
    const most = this.#most();
    const counts: Record<string, number> = {};
    for (const end of ends.values()) counts[end] = (counts[end] ?? 0) + 1;
    const lost = counts[INTERRUPTED] ?? 0;
    const strangers = this.#called().filter((callee) => !ends.has(callee));
    const faults = [
      ...this.#faultsOfCalls(ends),
      ...strangers.map((callee) => `${callee} was called by nobody's order.`),
      ...(lost > kills * limit ? [`${lost} calls were interrupted, more than ${kills} kills can.`] : []),
      ...(most > limit ? [`${most} calls were open at once, of ${limit}.`] : []),
    ];
    return { faults, counts, most };
  }

  #faultsOfCalls(ends: Map<string, string>): string[] {
    const times = new Map<string, number>();
    for (const callee of this.#called()) times.set(callee, (times.get(callee) ?? 0) + 1);
    const before = new Set(this.#called(this.#killedAt.at(-1) ?? 0));
    return [...ends].flatMap(([callee, end]) => {
      const called = times.get(callee) ?? 0;
      if (called > 1) return [`${callee} was called ${called} times.`];
      // Who was ordered and not called yet when the process was killed is not called later: nobody could tell.
      if (this.#killedAt.length > 0 && end === INTERRUPTED && (called === 0 || before.has(callee))) return [];
      if (called === 0) return [`${callee} was never called, and the call ended as ${end}.`];
      return end === ENDS[callee.slice(-1)] ? [] : [`The call to ${callee} ended as ${end}.`];
    });
  }

  /** How many calls were open at once at most; those of a process end with it, whatever the other end thinks. */
  #most(): number {
    let most = 0;
    const open = new Set<string>();
    for (const [place, line] of this.#lines().entries()) {
      if (this.#killedAt.includes(place)) open.clear();
      if (line.startsWith("+ ")) open.add(line.slice(2));
      else open.delete(line.slice(2));
      most = Math.max(most, open.size);
    }
    return most;
  }

  /** Whom sipp was called for, in its order, within so many lines. */
  #called(within = Number.POSITIVE_INFINITY): string[] {
    return this.#lines().flatMap((line, place) => (place < within && line.startsWith("+ ") ? [line.slice(2)] : []));
  }

  #lines(): string[] {
    if (!existsSync(this.#notes)) return [];
    return readFileSync(this.#notes, "utf8")
      .split("\n")
      .filter((line) => /^[+-] \+\d+$/.test(line));
  }

  async #call(path: string, body?: object): Promise<Record<string, unknown>> {
    const headers = {
      authorization: `Bearer ${this.#key}`,
      "operator-version": "2025-06-19",
      "content-type": "application/json",
    };
    const content = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const answer = await fetch(`${this.#url}${path}`, { headers, ...content });
    const read = (await answer.json()) as Record<string, unknown>;
    if (!answer.ok) throw new Error(JSON.stringify(read));
    return read;
  }

  async #until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
    for (const end = Date.now() + this.#options.within; !(await holds()); await delay(ASK_EVERY)) {
      if (Date.now() > end) throw new Error(`It did not come about in time: ${what}`);
    }
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("The process did not start in time.")), START_WITHIN);
    let printed = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      const address = /running at (\S+)\n/.exec(printed)?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      resolve(address);
    });
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`The process ended with ${code} before it was ready.`));
    });
  });
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await exited;
}
