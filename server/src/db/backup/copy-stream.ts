import { once } from "node:events";
import { Readable } from "node:stream";
import type pg from "pg";

/** How much is read ahead of whoever reads, in bytes. */
const HIGH_WATER_BYTES = 256 * 1024;

/** What of a connection is used here; node-postgres has it, its types do not. */
interface CopyConnection extends pg.Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/** A statement that node-postgres runs and lets us read the answers of, which it calls by these names. */
abstract class CopyStatement implements pg.Submittable {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#text);
  }

  abstract handleError(error: Error): void;
  abstract handleReadyForQuery(): void;
  handleCommandComplete(_message: { text: string }): void {}
}

/** `COPY … TO STDOUT`: its rows are read as they come, and no faster than they are wanted. */
class CopyOut extends CopyStatement {
  readonly rows: Readable;
  #connection: pg.Connection | undefined;
  #isOver = false;

  constructor(text: string) {
    super(text);
    this.rows = new Readable({
      highWaterMark: HIGH_WATER_BYTES,
      read: () => this.#connection?.stream.resume(),
      destroy: (error, done) => {
        // Whoever stops reading in the middle leaves the rest of the answer on the connection: it is of no use any more.
        if (!this.#isOver) this.#connection?.stream.destroy();
        done(error);
      },
    });
  }

  override submit(connection: pg.Connection): void {
    this.#connection = connection;
    super.submit(connection);
  }

  handleCopyData({ chunk }: { chunk: Buffer }, { stream }: pg.Connection): void {
    // What was read lies in a buffer that the next message may overwrite.
    if (!this.rows.push(Buffer.from(chunk))) stream.pause();
  }

  handleReadyForQuery(): void {
    this.#isOver = true;
    this.rows.push(null);
  }

  handleError(error: Error): void {
    this.#isOver = true;
    this.rows.destroy(error);
  }
}

/** `COPY … FROM STDIN`: `rows` are sent as fast as the database takes them. */
class CopyIn extends CopyStatement {
  /** How many rows were stored. */
  readonly done: Promise<number>;
  readonly #rows: AsyncIterable<Buffer>;
  #count = 0;
  #isRefused = false;
  #resolve: (count: number) => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;

  constructor(text: string, rows: AsyncIterable<Buffer>) {
    super(text);
    this.#rows = rows;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  handleCopyInResponse(connection: pg.Connection): void {
    this.#send(connection as CopyConnection).catch((error: unknown) => {
      (connection as CopyConnection).sendCopyFail(error instanceof Error ? error.message : String(error));
    });
  }

  async #send(connection: CopyConnection): Promise<void> {
    for await (const chunk of this.#rows) {
      if (this.#isRefused) return;
      connection.sendCopyFromChunk(chunk);
      if (connection.stream.writableNeedDrain) await once(connection.stream, "drain");
    }
    connection.endCopyFrom();
  }

  override handleCommandComplete({ text }: { text: string }): void {
    this.#count = Number(text.replace(/^COPY /, ""));
  }

  handleReadyForQuery(): void {
    this.#resolve(this.#count);
  }

  handleError(error: Error): void {
    this.#isRefused = true;
    this.#reject(error);
  }
}

/** Runs a `COPY … TO STDOUT` and streams what it writes. The connection does nothing else until the stream has ended. */
export function copyOut(client: pg.Client, text: string): Readable {
  return client.query(new CopyOut(text)).rows;
}

/** Runs a `COPY … FROM STDIN` with `rows` as its input and returns how many were stored. Throws what either side throws. */
export function copyIn(client: pg.Client, text: string, rows: AsyncIterable<Buffer>): Promise<number> {
  return client.query(new CopyIn(text, rows)).done;
}
