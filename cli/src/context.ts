import { type Client, createClient } from "@operator/sdk";
import { readKey } from "./api-key.ts";
import { EXIT, type ExitCode, usageError } from "./cli-error.ts";
import { type Output, outputTo, type Sink } from "./output/output.ts";
import { type GlobalOptions, hostOf, namedKey, type Variables, wantsColour } from "./settings.ts";

/** What the program is run with; a process's own, or a test's. */
export interface Surroundings {
  readonly environment: Variables;
  readonly stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly stdout: Sink;
  readonly stderr: Sink;
}

/** What every command is given. */
export interface CliContext {
  /** Returns the client of the server; one for the whole run. Throws a `CliError` when no key is known. */
  client(): Client;
  /** Where the server is, without a slash at the end. */
  readonly host: string;
  /** The API key, for what the client does not do; null when none is known. It is never printed. */
  readonly key: string | null;
  /** Whether programs read along: `--json`. */
  readonly isJson: boolean;
  /** The standard output: what was asked for. */
  readonly out: Output;
  /** The standard error output: remarks, questions and errors. */
  readonly err: Output;
  readonly stdin: Surroundings["stdin"];
  readonly environment: Variables;
  /** Aborted by Ctrl-C. Every call of the client takes it along. */
  readonly signal: AbortSignal;
  /** Lets the command itself take care of Ctrl-C, from now on. */
  takeInterrupts(): void;
  /** Sets with what the program ends; the last call counts. */
  endWith(code: ExitCode | number): void;
}

/** The context with what only the program's frame does to it. */
export interface CliFrame extends CliContext {
  /** Takes the options that every command has. */
  configure(options: GlobalOptions): Promise<void>;
  /** Takes a Ctrl-C. Returns whether the frame is to end the program. */
  interrupt(): boolean;
  readonly exitCode: number;
}

const NO_KEY =
  "No API key. The platform prints one at its first start; pass it with --key (@file and - keep it out of sight) or " +
  "in OPERATOR_API_KEY.";

/** Makes the context of a run. It reads and opens nothing until it is asked to. */
export function createContext(surroundings: Surroundings): CliFrame {
  return new Context(surroundings);
}

class Context implements CliFrame {
  readonly out: Output;
  readonly err: Output;
  readonly stdin: Surroundings["stdin"];
  readonly environment: Variables;
  exitCode: number = EXIT.done;
  isJson = false;
  key: string | null = null;
  readonly #abort = new AbortController();
  #options: GlobalOptions = {};
  #client: Client | null = null;
  #isOthersInterrupt = false;

  constructor({ environment, stdin, stdout, stderr }: Surroundings) {
    const hasColour = wantsColour(environment);
    this.out = outputTo(stdout, hasColour);
    this.err = outputTo(stderr, hasColour);
    this.stdin = stdin;
    this.environment = environment;
  }

  get host(): string {
    return hostOf(this.#options, this.environment);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  async configure(options: GlobalOptions): Promise<void> {
    this.#options = options;
    this.isJson = options.json === true;
    const named = namedKey(options, this.environment);
    if (named !== null) this.key = await readKey(named, this.stdin);
  }

  client(): Client {
    if (this.key === null) throw usageError(NO_KEY);
    this.#client ??= createClient({ host: this.host, key: this.key });
    return this.#client;
  }

  takeInterrupts(): void {
    this.#isOthersInterrupt = true;
  }

  interrupt(): boolean {
    if (this.#isOthersInterrupt) return false;
    this.exitCode = EXIT.interrupted;
    this.#abort.abort();
    return true;
  }

  endWith(code: number): void {
    if (!this.signal.aborted) this.exitCode = code;
  }
}
