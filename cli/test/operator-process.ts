import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";
import type { ServerProcess } from "../../server/src/testing/server-process.ts";
import { environmentOfProcess } from "../src/settings.ts";

const PROGRAM = fileURLToPath(new URL("../bin/operator.js", import.meta.url));
const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

/** How the command line is run. */
export interface OperatorOptions {
  /** The server it is told of by the environment. */
  server?: Pick<ServerProcess, "url" | "apiKey">;
  /** Variables beyond those; nothing of this process's own environment is handed down but PATH and HOME. */
  environment?: Readonly<Record<string, string>>;
  /** What it reads; without it, its input is open until `end` is called. */
  input?: string;
  /** Where it runs; the repository's root when nothing is said. */
  cwd?: string;
}

/** A run of the command line. */
export interface OperatorProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it has written, both streams as they came. */
  output(): string;
  stdout(): string;
  stderr(): string;
  /** Writes lines to its input. */
  say(...lines: string[]): void;
  /** Waits until a text is in the output. Throws with the output when it does not come. */
  shows(text: string | RegExp): Promise<void>;
  /** Ends the input; resolves with the exit code once it is gone, null when a signal ended it. */
  end(): Promise<number | null>;
}

/** Starts the built command line as a process of its own. */
export function startOperator(args: readonly string[], options: OperatorOptions = {}): OperatorProcess {
  const { server, environment = {}, cwd = REPOSITORY } = options;
  const { PATH = "", HOME = "" } = environmentOfProcess();
  const inherited = { PATH, HOME };
  const ofServer = server === undefined ? {} : { OPERATOR_HOST: server.url(), OPERATOR_API_KEY: server.apiKey };
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd,
    env: { ...inherited, ...ofServer, ...environment },
  });
  const written = { stdout: "", stderr: "", both: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
      written.both += text;
    });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  // A program that has read enough may close its input before all of it is written.
  child.stdin.on("error", () => undefined);
  if (options.input !== undefined) child.stdin.end(options.input);
  return {
    child,
    output: () => written.both,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    say: (...lines) => lines.forEach((line) => child.stdin.write(`${line}\n`)),
    shows: (text) => shown(text, () => written.both),
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}

/** Runs the built command line to its end. */
export async function runOperator(
  args: readonly string[],
  options: OperatorOptions = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const run = startOperator(args, options);
  const code = await run.end();
  return { code, stdout: run.stdout(), stderr: run.stderr() };
}

async function shown(text: string | RegExp, output: () => string): Promise<void> {
  const isShown = () => (typeof text === "string" ? output().includes(text) : text.test(output()));
  await vi.waitUntil(isShown, { timeout: 30_000 }).catch((cause: unknown) => {
    throw new Error(`${text} was not shown:\n${output()}`, { cause });
  });
}
