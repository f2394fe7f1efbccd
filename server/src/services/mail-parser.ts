import { type MailEnvelope, type MailReading, readMail, type ReadMailTask } from "../domain/mail-reading.ts";
import { runInThread, ThreadEndedError } from "../lib/thread-task.ts";

/** Up to this size, and so many lines, the time that reading takes is short, however the mail was made. */
const LARGEST_AT_ONCE = 64 * 1024;
const MOST_LINES_AT_ONCE = 2_000;
const LIMITS = { time: 15_000, memoryMegabytes: 256 };
/** Each may take a whole core. */
const MOST_THREADS = 2;

/**
 * Reads mails. Large ones are read in a thread of their own, which is ended when it takes too long or too much memory,
 * so that no mail can hold up the conversations or the process.
 */
export class MailParser {
  readonly #thread: URL;
  readonly #closing = new AbortController();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** `thread` is the program of the thread. */
  constructor(thread: URL) {
    this.#thread = thread;
  }

  /** Reads a mail. Throws `ThreadEndedError` when the process stops meanwhile. */
  async read(raw: Uint8Array, envelope: MailEnvelope): Promise<MailReading> {
    if (isQuick(raw)) return readMail(raw, envelope);
    await this.#enter();
    try {
      const task: ReadMailTask = { raw, envelope };
      return (await runInThread(this.#thread, task, { ...LIMITS, signal: this.#closing.signal })) as MailReading;
    } catch (error) {
      if (!(error instanceof ThreadEndedError) || error.reason === "signal") throw error;
      const message = `The mail cannot be read: ${error.message}`;
      return { ok: false, error: { code: "unreadable", message } };
    } finally {
      this.#leave();
    }
  }

  /** Ends what is being read. */
  close(): void {
    this.#closing.abort();
  }

  async #enter(): Promise<void> {
    if (this.#running >= MOST_THREADS) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
  }

  /** The place goes straight to who waits for it. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }
}

function isQuick(raw: Uint8Array): boolean {
  if (raw.byteLength > LARGEST_AT_ONCE) return false;
  let lines = 0;
  for (const byte of raw) if (byte === 0x0a) lines++;
  return lines <= MOST_LINES_AT_ONCE;
}
