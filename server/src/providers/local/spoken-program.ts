import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A program that speaks, to be run once. */
export interface SpokenRun {
  readonly program: string;
  readonly arguments: readonly string[];
  /** What it reads from its standard input. */
  readonly text: string;
  /** Where it writes the sound: to its standard output, or to its file descriptor 3, a file in which it can go back. */
  readonly writesTo: "output" | "file";
  readonly environment: Readonly<Record<string, string>>;
  /** How long it may take, in ms. */
  readonly within: number;
  readonly signal: AbortSignal;
}

/** A minute of speech is 3 MB; whoever writes this much does not speak a sentence. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_SAID_BYTES = 4 * 1024;

/**
 * Runs a program that speaks, with no shell between and the text on its standard input, where no list of processes
 * shows it, and returns what it wrote. It is killed when `signal` is aborted, which throws the signal's reason. Throws
 * an error that says what went wrong when it cannot be started, fails, takes too long, or writes without end. The files
 * that it reads and writes have no name any more when it begins, so that nothing is left of them, come what may.
 */
export async function runSpoken(run: SpokenRun): Promise<Buffer> {
  run.signal.throwIfAborted();
  const text = await namelessFile();
  const sound = run.writesTo === "file" ? await namelessFile().catch((error) => closing(text, error)) : null;
  try {
    await text.writeFile(run.text);
    const reading = await open(`/dev/fd/${text.fd}`, "r");
    try {
      const output = await outputOf(run, reading.fd, sound?.fd);
      return sound === null ? output : await contentOf(sound);
    } finally {
      await reading.close();
    }
  } finally {
    await text.close();
    await sound?.close();
  }
}

async function namelessFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `speech-${randomUUID()}`);
  const file = await open(path, "wx+", 0o600);
  await unlink(path);
  return file;
}

async function closing(file: FileHandle, error: unknown): Promise<never> {
  await file.close();
  throw error;
}

async function contentOf(file: FileHandle): Promise<Buffer> {
  const { size } = await file.stat();
  if (size > MOST_BYTES) throw new Error("It wrote more than any sentence takes.");
  const content = Buffer.alloc(size);
  const { bytesRead } = await file.read(content, 0, size, 0);
  return content.subarray(0, bytesRead);
}

function outputOf(run: SpokenRun, text: number, sound: number | undefined): Promise<Buffer> {
  const { program, environment, signal, within } = run;
  return new Promise((resolve, reject) => {
    const stdio = [text, "pipe", "pipe", ...(sound === undefined ? [] : [sound])] as const;
    const child = spawn(program, run.arguments, {
      stdio: [...stdio],
      env: environment,
      shell: false,
      timeout: within,
      killSignal: "SIGKILL",
    });
    const kill = () => child.kill("SIGKILL");
    signal.addEventListener("abort", kill, { once: true });
    const written = gather(child, kill);
    child.once("error", (error) => {
      signal.removeEventListener("abort", kill);
      reject(new Error(`The program ${program} could not be started: ${error.message}`, { cause: error }));
    });
    child.once("close", (code, by) => {
      signal.removeEventListener("abort", kill);
      if (signal.aborted) return reject(signal.reason as Error);
      if (written.isTooMuch()) return reject(new Error(`${program} writes without end.`));
      if (code === 0) return resolve(written.output());
      const how = by === null ? `ended with code ${code}` : `was ended by ${by} after ${within / 1000} s at most`;
      reject(new Error(`${program} ${how}.${written.said()}`));
    });
  });
}

function gather(child: ChildProcess, stop: () => void) {
  const output: Buffer[] = [];
  let bytes = 0;
  let said = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MOST_BYTES) output.push(chunk);
    else stop();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    said = `${said}${chunk.toString("utf8")}`.slice(-MOST_SAID_BYTES);
  });
  return {
    isTooMuch: () => bytes > MOST_BYTES,
    output: () => Buffer.concat(output),
    said: () => (said.trim() === "" ? "" : ` It last wrote: ${said.trim().split("\n").at(-1)}`),
  };
}
