import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { environmentForPrograms } from "../../src/config.ts";
import { type FakeModelServer, startFakeModelServer } from "../../src/testing/fake-model-server.ts";
import { type ServerProcess, startServerProcess } from "../../src/testing/server-process.ts";
import { type FencedBlock, readBlocks } from "./fenced-blocks.ts";
import { modelByScript } from "./model-script.ts";
import { missingLine } from "./printed-lines.ts";
import { simulatedAnswer } from "./simulated-answer.ts";

const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
/** How long all blocks of a page may take together. */
const LONGEST_RUN = 150_000;
/** What is shown of the output of a run that failed. */
const SHOWN_OUTPUT = 6_000;
const SHELLS = ["sh", "bash"];

/** A page to run. */
export interface RunnablePage {
  /** Its own folder of examples is `examples/<slug>`. */
  slug: string;
  /** Its Markdown within the repository. */
  file: string;
  /** An empty, migrated database to use instead of a new embedded one. */
  databaseUrl?: string;
}

/** What came of a page's run. */
export interface GuideRun {
  /** Why it failed, with where; null when all went well. */
  failure: string | null;
  output: string;
}

/** Tells whether a page's run executes this block. */
export function isExecuted({ language, by }: FencedBlock): boolean {
  return SHELLS.includes(language) && by === null;
}

/**
 * Runs all shell blocks of a page in order, in one bash at the repository's root, against a fresh server, and holds what
 * was printed against the `text` blocks. A page without shell blocks starts nothing.
 */
export async function runGuide(page: RunnablePage): Promise<GuideRun> {
  const blocks = readBlocks(readFileSync(resolve(REPOSITORY, page.file), "utf8"));
  const commands = blocks.filter(isExecuted);
  if (commands.length === 0) return { failure: null, output: "" };
  const script = readIfThere(join(REPOSITORY, "examples", page.slug, "model.json"));
  const model = script === null ? null : modelByScript(script);
  const fake = await startFakeModelServer({ answer: model?.answer ?? simulatedAnswer });
  const port = await freePort();
  try {
    const server = await startServerFor(page, fake, port);
    try {
      const ended = await runInBash(commands, { server, port });
      const offScript = model?.offScript[0];
      const failure = failureOf(page, blocks, ended) ?? (offScript === undefined ? null : `${page.file}: ${offScript}`);
      return { failure, output: ended.output };
    } finally {
      await server.cleanUp();
    }
  } finally {
    await fake.close();
  }
}

function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

function startServerFor(page: RunnablePage, fake: FakeModelServer, port: number): Promise<ServerProcess> {
  const own = readIfThere(join(REPOSITORY, "examples", page.slug, "server.env")) ?? "";
  const environment = {
    OPENAI_API_KEY: "sk-of-the-guides",
    OPENAI_BASE_URL: fake.baseUrl,
    OPERATOR_ALLOWED_ADDRESSES: `127.0.0.1:${port}`,
    LOG_LEVEL: "warn",
    ...(page.databaseUrl === undefined ? {} : { DATABASE_URL: page.databaseUrl }),
    ...Object.fromEntries([...own.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value])),
  };
  return startServerProcess({ environment: environment as Record<string, string> });
}

/** Finds a port for what a page's own programs serve. Somebody else may take it meanwhile; then the page's run says so. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** How a page's bash ended. */
interface Ended {
  /** The exit code; null when it was broken off. */
  code: number | null;
  /** All that was printed, without the marks between the blocks. */
  output: string;
  /** What each block printed that was begun, by the block's line. */
  printed: ReadonlyMap<number, string>;
}

/** Begins what a block prints: no program prints it, and it stands on a line of its own with the block's line. */
const MARK = "\u001e";

/** Runs the repository's own programs as npx does, which takes longer to find them than most of them run. */
const NPX = `#!/bin/sh
program="${REPOSITORY}node_modules/.bin/$1"
[ -x "$program" ] || PATH="\${PATH#*:}" exec npx "$@"
shift
exec "$program" "$@"
`;

async function runInBash(
  commands: readonly FencedBlock[],
  { server, port }: { server: ServerProcess; port: number },
): Promise<Ended> {
  const folder = await mkdtemp(join(tmpdir(), "operator-guide-"));
  try {
    const script = join(folder, "page.sh");
    const parts = commands.map(({ line, text }) => `printf '\\036%s\\n' ${line}\n${text}`);
    await writeFile(script, `exec 2>&1\nset -euo pipefail\n${parts.join("")}`);
    await mkdir(join(folder, "home"));
    await mkdir(join(folder, "bin"));
    await writeFile(join(folder, "bin/npx"), NPX, { mode: 0o755 });
    const bash = spawn("bash", [script], {
      cwd: REPOSITORY,
      stdio: ["ignore", "pipe", "inherit"],
      // A group of its own, so that what a page leaves running in the background can be ended with it.
      detached: true,
      env: {
        PATH: `${join(folder, "bin")}:${environmentForPrograms()["PATH"]}`,
        HOME: join(folder, "home"),
        LANG: "C.UTF-8",
        NO_COLOR: "1",
        npm_config_update_notifier: "false",
        OPERATOR_HOST: server.url(),
        OPERATOR_API_KEY: server.apiKey,
        RECEIVER_PORT: String(port),
      },
    });
    return await endOf(bash);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function endOf(bash: ChildProcess): Promise<Ended> {
  let text = "";
  bash.stdout?.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
  });
  const closed = new Promise<void>((resolve) => bash.once("close", () => resolve()));
  const timer = setTimeout(() => endGroup(bash), LONGEST_RUN);
  const code = await new Promise<number | null>((resolve, reject) => {
    bash.once("exit", resolve);
    bash.once("error", reject);
  });
  clearTimeout(timer);
  endGroup(bash);
  await closed;
  const [, ...pieces] = text.split(MARK);
  const printed = pieces.map((piece): [number, string] => {
    const end = piece.indexOf("\n");
    return [Number(piece.slice(0, end)), piece.slice(end + 1)];
  });
  return { code, output: printed.map(([, piece]) => piece).join(""), printed: new Map(printed) };
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch (error) {
    // Nothing was left of it.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function failureOf({ file }: RunnablePage, blocks: readonly FencedBlock[], ended: Ended): string | null {
  const { code, output, printed } = ended;
  const begun = [...printed.keys()].at(-1) ?? 0;
  const shown = output.slice(-SHOWN_OUTPUT);
  if (code === null) return `${file}:${begun}: this block was broken off after ${LONGEST_RUN} ms.\n${shown}`;
  if (code !== 0) return `${file}:${begun}: this block ended with code ${code}.\n${shown}`;
  for (const [index, block] of blocks.entries()) {
    if (block.language !== "text") continue;
    const before = blocks.slice(0, index).findLast(({ language }) => SHELLS.includes(language));
    const said = before && printed.get(before.line);
    const missing = said === undefined ? null : missingLine(block.text, said);
    if (missing !== null) return `${file}:${block.line}: this was not printed: ${missing}\nThis was:\n${said}`;
  }
  return null;
}
