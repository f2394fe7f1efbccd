import { createInterface, type Interface } from "node:readline";
import { bold, rendered } from "../output/style.ts";

/** What comes from the person who talks. */
export interface InputHandlers {
  onLine(text: string): void;
  /** Ctrl-C. */
  onInterrupt(): void;
  /** There is no more input: Ctrl-D, or the end of a pipe. */
  onEnd(): void;
}

/** Where a person's lines come from. */
export interface UserInput {
  /** Asks for the next line. */
  prompt(): void;
  /** Takes the prompt away while something is printed. */
  withdraw(): void;
  close(): void;
}

/** Where lines come from. */
export interface InputOptions {
  isTerminal: boolean;
  /** Whether the terminal shows colours. */
  hasColour: boolean;
}

/** Reads lines from a terminal, or, when `isTerminal` is false, from a pipe. */
export function openInput(handlers: InputHandlers, { isTerminal, hasColour }: InputOptions): UserInput {
  return isTerminal ? new Keyboard(handlers, rendered(`${bold("you")} › `, hasColour)) : new Pipe(handlers);
}

/**
 * A terminal. With a prompt, the line can be edited; without one the terminal is left to itself, so that printing and
 * typing do not get in each other's way, and a line that is entered still counts.
 */
class Keyboard implements UserInput {
  readonly #handlers: InputHandlers;
  readonly #interrupt: () => void;
  #reader: Interface | null = null;
  #isPrompting = false;
  #draft = "";
  readonly #question: string;

  constructor(handlers: InputHandlers, question: string) {
    this.#handlers = handlers;
    this.#question = question;
    this.#interrupt = () => handlers.onInterrupt();
    process.on("SIGINT", this.#interrupt);
    this.#listen(false);
  }

  prompt(): void {
    if (this.#isPrompting) return;
    this.#listen(true);
    this.#reader?.setPrompt(this.#question);
    this.#reader?.prompt();
    this.#reader?.write(this.#draft);
    this.#draft = "";
  }

  withdraw(): void {
    if (!this.#isPrompting) return;
    this.#draft = this.#reader?.line ?? "";
    this.#listen(false);
    process.stdout.write("\r\x1b[J");
  }

  close(): void {
    process.off("SIGINT", this.#interrupt);
    this.#drop();
    process.stdin.destroy();
  }

  #listen(isPrompting: boolean): void {
    this.#drop();
    this.#isPrompting = isPrompting;
    const reader = createInterface({ input: process.stdin, output: process.stdout, terminal: isPrompting });
    this.#reader = reader;
    reader.on("line", (text) => {
      // The line stays on the screen; what follows is printed below it.
      if (isPrompting) this.#listen(false);
      this.#handlers.onLine(text);
    });
    reader.on("SIGINT", this.#interrupt);
    reader.on("close", () => {
      if (this.#reader === reader) this.#handlers.onEnd();
    });
  }

  #drop(): void {
    const reader = this.#reader;
    this.#reader = null;
    this.#isPrompting = false;
    reader?.close();
  }
}

/** A pipe, whose lines are taken one at a time as they are asked for. */
class Pipe implements UserInput {
  readonly #handlers: InputHandlers;
  readonly #reader: Interface;
  readonly #lines: string[] = [];
  readonly #interrupt: () => void;
  #isPrompting = false;
  #isAtEnd = false;

  constructor(handlers: InputHandlers) {
    this.#handlers = handlers;
    this.#interrupt = () => handlers.onInterrupt();
    process.on("SIGINT", this.#interrupt);
    this.#reader = createInterface({ input: process.stdin });
    this.#reader.on("line", (text) => {
      this.#lines.push(text);
      this.#serve();
    });
    this.#reader.on("close", () => {
      this.#isAtEnd = true;
      this.#serve();
    });
  }

  prompt(): void {
    this.#isPrompting = true;
    this.#serve();
  }

  withdraw(): void {
    this.#isPrompting = false;
  }

  close(): void {
    process.off("SIGINT", this.#interrupt);
    this.#reader.close();
    process.stdin.destroy();
  }

  #serve(): void {
    if (!this.#isPrompting) return;
    const line = this.#lines.shift();
    if (line === undefined && !this.#isAtEnd) return;
    this.#isPrompting = false;
    if (line === undefined) this.#handlers.onEnd();
    else this.#handlers.onLine(line);
  }
}
