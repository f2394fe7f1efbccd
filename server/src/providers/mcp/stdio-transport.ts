import type { JSONRPCMessage, RequestId } from "@modelcontextprotocol/sdk/types.js";
import { LineCutter } from "../../lib/line-cutter.ts";
import { ChildProgram } from "./child-program.ts";
import { IntakeLimit, LARGEST_MESSAGE } from "./limits.ts";
import type { SecretMask } from "./secret-mask.ts";
import {
  answeredIdOf,
  callIdOf,
  cancelledIdOf,
  readMessages,
  requestIdOf,
  type Sending,
  type WatchfulTransport,
} from "./wire.ts";

/** How much may wait for a program that does not read its input. */
const MOST_UNREAD = 4 * 1024 * 1024;

interface Options {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly mask: SecretMask;
  /** Takes a line that the program wrote for people. */
  onSaid(line: string): void;
}

/**
 * The stdio transport (MCP revision 2025-11-25, "Transports"): a program of ours that reads and writes one message a
 * line. The SDK's own hands down more of the environment than needed, and does not end what the program started.
 */
export class StdioTransport implements WatchfulTransport {
  readonly sendings = new Map<string, Sending>();
  onmessage?: <Message extends JSONRPCMessage>(message: Message) => void;
  onerror?: (error: Error) => void;
  onclose?: () => void;
  protocolVersion: string | null = null;
  endReason: string | null = null;
  readonly #options: Options;
  readonly #intake = new IntakeLimit();
  /** Requests that were written and not answered. */
  readonly #awaited = new Set<RequestId>();
  readonly #lines: LineCutter;
  #program: ChildProgram | null = null;
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
    this.#lines = new LineCutter(LARGEST_MESSAGE, (line, isCut) => this.#readLine(line, isCut));
  }

  async start(): Promise<void> {
    this.#program = new ChildProgram({
      program: this.#options.program,
      arguments: this.#options.arguments,
      environment: this.#options.environment,
      onOutput: (chunk) => this.#take(chunk),
      onSaid: (line) => this.#options.onSaid(line),
      onEnd: (reason) => this.#onEnd(reason),
    });
  }

  setProtocolVersion(version: string): void {
    this.protocolVersion = version;
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const cancelled = cancelledIdOf(message);
    if (cancelled !== null && !this.#awaited.delete(cancelled)) return;
    const sending = this.sendings.get(callIdOf(message) ?? "");
    if (sending) sending.settled = Promise.resolve();
    const program = this.#writable(sending);
    const id = requestIdOf(message);
    if (id !== null) this.#awaited.add(id);
    if (sending) sending.wasSent = true;
    program.write(`${JSON.stringify(message)}\n`);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // Who waits for an answer need not wait for the program's end.
    this.onclose?.();
    await this.#program?.end();
  }

  #writable(sending: Sending | undefined): ChildProgram {
    const program = this.#program;
    if (program === null || program.hasEnded || this.#isClosed) throw new Error("The program does not run.");
    if (program.unreadBytes > MOST_UNREAD) throw new Error("The program does not read its input.");
    if (sending?.unsent.aborted === true) throw new Error("The call was cancelled before it was sent.");
    return program;
  }

  #take(chunk: Buffer): void {
    if (this.#isClosed) return;
    try {
      this.#intake.take(chunk.length);
      this.#lines.push(chunk);
    } catch (error) {
      this.#giveUp(error as Error);
    }
  }

  #readLine(line: string, isCut: boolean): void {
    if (isCut) this.#giveUp(new Error("The program wrote a message of more than 4 MiB."));
    if (this.#isClosed || line.trim() === "") return;
    try {
      for (const message of readMessages(line, this.#options.mask.message)) {
        const id = answeredIdOf(message);
        if (id !== null) this.#awaited.delete(id);
        this.onmessage?.(message);
      }
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.onerror?.(new Error(`The program wrote a line to its standard output that is no message: ${error.message}`));
    }
  }

  /** The program cannot be listened to any more. */
  #giveUp(error: Error): void {
    if (this.#isClosed) return;
    this.endReason = error.message;
    void this.close().catch((fault: unknown) => this.onerror?.(fault as Error));
  }

  #onEnd(reason: string): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.endReason = reason;
    this.onclose?.();
  }
}
