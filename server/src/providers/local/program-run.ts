import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a program may write: transcripts are short. */
const MOST_OUTPUT_BYTES = 256 * 1024;
const MOST_SAID_BYTES = 4 * 1024;

/** A program to be run once. */
export interface ProgramRun {
  readonly program: string;
  readonly arguments: readonly string[];
  /** What it reads from its standard input. */
  readonly input: Buffer;
  readonly signal: AbortSignal;
}

/**
 * Runs a program that reads from its standard input, with no shell between, and returns what it wrote. Its input is a
 * file that has no name any more, which it may open again as `/dev/stdin`, as it could not with a pipe of Node's; nothing
 * of it is left behind, whoever dies. The program is killed with all that it started when `signal` is aborted, which
 * throws the signal's reason. Throws an error that says what went wrong when it cannot be started, fails, or writes
 * without end.
 */
export async function runProgram(run: ProgramRun): Promise<string> {
  run.signal.throwIfAborted();
  const input = await namelessFile(run.input);
  try {
    run.signal.throwIfAborted();
    // A group of its own, so that what it starts is killed with it; and none of the platform's variables, which hold keys.
    const child = spawn(run.program, run.arguments, { stdio: [input.fd, "pipe", "pipe"], detached: true, env: {} });
    return await watched(child, run);
  } finally {
    await input.close();
  }
}

async function namelessFile(content: Buffer): Promise<FileHandle> {
  const path = join(tmpdir(), `operator-speech-${randomUUID()}`);
  const file = await open(path, "wx+", 0o600);
  try {
    await unlink(path);
    // At a place of its own, so that the program begins to read at the begin.
    for (let done = 0; done < content.length; )
      done += (await file.write(content, done, content.length - done, done)).bytesWritten;
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function watched(child: ChildProcess, run: ProgramRun): Promise<string> {
  const kill = () => killGroup(child);
  run.signal.addEventListener("abort", kill, { once: true });
  try {
    return await outputOf(child, run);
  } finally {
    run.signal.removeEventListener("abort", kill);
  }
}

function outputOf(child: ChildProcess, run: ProgramRun): Promise<string> {
  return new Promise((resolve, reject) => {
    const output: Buffer[] = [];
    let bytes = 0;
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MOST_OUTPUT_BYTES) output.push(chunk);
      else killGroup(child);
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      said = `${said}${chunk.toString("utf8")}`.slice(-MOST_SAID_BYTES);
    });
    child.once("error", (error) => reject(new Error(startProblem(run.program, error), { cause: error })));
    child.once("close", (code, signal) => {
      if (run.signal.aborted) return reject(run.signal.reason as Error);
      if (bytes > MOST_OUTPUT_BYTES) return reject(new Error(`${run.program} writes without end.`));
      if (code === 0) return resolve(Buffer.concat(output).toString("utf8"));
      reject(
        new Error(
          `${run.program} ${signal === null ? `ended with code ${code}` : `was ended by ${signal}`}.${last(said)}`,
        ),
      );
    });
  });
}

function last(said: string): string {
  const line = said.trim().split("\n").at(-1)?.trim() ?? "";
  return line === "" ? "" : ` It last wrote: ${line}`;
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // Nobody of the group is left.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function startProblem(program: string, error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return `There is no program ${program} on this installation.`;
  if (error.code === "EACCES") return `The program ${program} may not be run by the platform.`;
  return `The program ${program} could not be started: ${error.message}`;
}
