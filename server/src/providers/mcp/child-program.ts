import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { LineCutter } from "../../lib/line-cutter.ts";

const LONGEST_SAID = 2_000;
/** How long a program may take to end once its input was closed, and once it was told to by a signal. */
const END_WITHIN = 1_000;
const TERMINATE_WITHIN = 1_500;
/** How long its last output is waited for after its end: what it started may hold the pipe open. */
const FLUSH_WITHIN = 200;

/** A program to be run, and who is told of what it does. */
export interface ChildProgramOptions {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Takes what it writes to its standard output. */
  onOutput(chunk: Buffer): void;
  /** Takes a line that it wrote to its standard error. */
  onSaid(line: string): void;
  /** Is told that it has ended, or could not be started, and why in a sentence. Called once. */
  onEnd(reason: string): void;
}

/**
 * A program that runs as the leader of a process group of its own, with no shell between, so that it can be ended
 * together with all that it started. Its standard input is a pipe: when this process dies, the program reads its end.
 */
export class ChildProgram {
  readonly #options: ChildProgramOptions;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<void>;
  #markEnded: () => void = () => undefined;
  #hasEnded = false;
  #lastSaid = "";

  constructor(options: ChildProgramOptions) {
    this.#options = options;
    this.#ended = new Promise((resolve) => {
      this.#markEnded = resolve;
    });
    const { program, environment } = options;
    const child = spawn(program, options.arguments, { env: environment, detached: true, stdio: "pipe", shell: false });
    this.#child = child;
    const said = new LineCutter(LONGEST_SAID, (line) => this.#say(line));
    child.stdout.on("data", (chunk: Buffer) => options.onOutput(chunk));
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
    // A program that does not read, or is gone, is noticed by its end.
    for (const stream of child.stdio) stream?.on("error", () => undefined);
    child.once("error", (error) => this.#end(startProblem(program, error)));
    child.once("exit", (code, signal) => {
      setTimeout(() => this.#end(this.#exitReason(code, signal)), FLUSH_WITHIN).unref();
      child.once("close", () => {
        said.end();
        this.#end(this.#exitReason(code, signal));
      });
    });
  }

  /** How many bytes wait for the program to read them. */
  get unreadBytes(): number {
    return this.#child.stdin.writableLength;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Writes to its standard input. */
  write(text: string): void {
    this.#child.stdin.write(text);
  }

  /** Ends it, kindly at first: closes its input, then asks it to end, then kills it and all that it started. */
  async end(): Promise<void> {
    if (!this.#hasEnded) {
      this.#child.stdin.end();
      if (!(await this.#endsWithin(END_WITHIN))) {
        this.#signalGroup("SIGTERM");
        await this.#endsWithin(TERMINATE_WITHIN);
      }
    }
    this.#signalGroup("SIGKILL");
    await this.#ended;
  }

  async #endsWithin(limit: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limit);
    });
    await Promise.race([this.#ended, late]);
    clearTimeout(timer);
    return this.#hasEnded;
  }

  #say(line: string): void {
    if (line.trim() === "") return;
    this.#lastSaid = line;
    this.#options.onSaid(line);
  }

  #exitReason(code: number | null, signal: NodeJS.Signals | null): string {
    const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
    const last = this.#lastSaid === "" ? "" : ` It last wrote: ${this.#lastSaid}`;
    return `The program ${how}.${last}`;
  }

  #end(reason: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    // What it started does not outlive it.
    this.#signalGroup("SIGKILL");
    this.#child.stdin.destroy();
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
    this.#markEnded();
    this.#options.onEnd(reason);
  }

  #signalGroup(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch (error) {
      // Nobody of the group is left.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

function startProblem(program: string, error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return `There is no program ${program} on this installation.`;
  if (error.code === "EACCES") return `The program ${program} may not be run by the platform.`;
  return `The program ${program} could not be started: ${error.message}`;
}
