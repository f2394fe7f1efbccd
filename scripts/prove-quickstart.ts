import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type FencedBlock, readBlocks } from "../server/test/guides/fenced-blocks.ts";
import { discardEmbeddedPostgres } from "../server/src/testing/embedded-postgres.ts";
import { missingLine } from "../server/test/guides/printed-lines.ts";

/**
 * Types what docs/guides/quickstart.md says, all blocks of examples/quickstart/commands.sh in the page's order, in an empty
 * folder, with a home of its own and no variable but those that the page speaks of: a clone of what is committed here,
 * its packages, the platform, an agent, a conversation. Holds what is printed against the page, and the appointment
 * against what the service lists. Prints one line of result.
 */
const PAGE = "docs/guides/quickstart.md";
const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));
/** How long all of it may take: most of it is fetching packages, and the first build. */
const LONGEST_RUN = 15 * 60_000;
/** Begins what a block prints: nothing else prints it. */
const MARK = "\u001e";
const SHOWN_OUTPUT = 4_000;

interface Typed {
  code: number | null;
  /** What each block printed, by its line in the page. */
  printed: ReadonlyMap<number, string>;
  output: string;
}

async function main(): Promise<void> {
  const blocks = readBlocks(readFileSync(join(REPOSITORY, PAGE), "utf8"));
  const commands = blocks.filter(({ language }) => language === "sh");
  const folder = mkdtempSync(join(tmpdir(), "operator-quickstart-"));
  try {
    const began = performance.now();
    const typed = await type(commands, folder);
    const seconds = Math.round((performance.now() - began) / 1000);
    if (typed.code !== 0) throw new Error(`${placeOf(typed)} ended with ${typed.code}.\n${tailOf(typed, folder)}`);
    assertPrinted(blocks, typed);
    const { name, service, date, time } = bookedIn(commands, typed);
    console.log(
      `quickstart: ${commands.length} blocks of ${PAGE} typed into a fresh clone in ${seconds} s; the service lists a ${service.toLowerCase()} for ${name} on ${date} at ${time}.`,
    );
  } finally {
    // One that was broken off leaves its database running.
    await discardEmbeddedPostgres(join(folder, "work/operator/data/postgres"));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function type(commands: readonly FencedBlock[], folder: string): Promise<Typed> {
  mkdirSync(join(folder, "home"));
  mkdirSync(join(folder, "work"));
  const script = commands.map(({ line, text }) => `printf '\\036%s\\n' ${line}\n${text}`).join("");
  const bash = spawn("bash", ["-c", `exec 2>&1\nset -euo pipefail\n${script}`], {
    cwd: join(folder, "work"),
    stdio: ["ignore", "pipe", "inherit"],
    // A group of its own, so that a platform that was left running can be ended with it.
    detached: true,
    env: {
      PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      HOME: join(folder, "home"),
      LANG: "C.UTF-8",
      REPOSITORY,
      PORT: String(await freePort()),
    },
  });
  const breakOff = () => endGroup(bash);
  const timer = setTimeout(breakOff, LONGEST_RUN);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, breakOff);
  let output = "";
  bash.stdout.setEncoding("utf8").on("data", (piece: string) => {
    output += piece;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    bash.once("exit", resolve);
    bash.once("error", reject);
  });
  clearTimeout(timer);
  endGroup(bash);
  const pieces = output.split(MARK).slice(1);
  return { code, output, printed: new Map(pieces.map(splitAtFirstLine)) };
}

function splitAtFirstLine(piece: string): [number, string] {
  const end = piece.indexOf("\n");
  return [Number(piece.slice(0, end)), piece.slice(end + 1)];
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch (error) {
    // Nothing was left of it.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function placeOf({ printed }: Typed): string {
  return `${PAGE}:${[...printed.keys()].at(-1) ?? 0}`;
}

function tailOf({ output }: Typed, folder: string): string {
  const log = join(folder, "work/operator/operator.log");
  let platform = "";
  try {
    platform = readFileSync(log, "utf8").slice(-SHOWN_OUTPUT);
  } catch (error) {
    platform = `(${(error as Error).message})`;
  }
  return `${output.slice(-SHOWN_OUTPUT)}\nThe platform's log:\n${platform}`;
}

/** Throws unless each line that the page shows was printed by the block before it. */
function assertPrinted(blocks: readonly FencedBlock[], { printed }: Typed): void {
  for (const [index, block] of blocks.entries()) {
    if (block.language !== "text") continue;
    const before = blocks.slice(0, index).findLast(({ language }) => language === "sh");
    const said = before === undefined ? "" : (printed.get(before.line) ?? "");
    const missing = missingLine(block.text, said);
    if (missing !== null) throw new Error(`${PAGE}:${block.line}: this was not printed: ${missing}\n${said}`);
  }
}

type Appointment = Readonly<Record<"name" | "service" | "date" | "time", string>>;

/** Returns the one appointment that the service lists. */
function bookedIn(commands: readonly FencedBlock[], { printed }: Typed): Appointment {
  const block = commands.find(({ region }) => region === "appointments");
  const { appointments } = JSON.parse(printed.get(block?.line ?? 0) ?? "{}") as { appointments?: Appointment[] };
  const [booked] = appointments ?? [];
  if (booked === undefined || appointments?.length !== 1) throw new Error("The service does not list one appointment.");
  return booked;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

await main();
