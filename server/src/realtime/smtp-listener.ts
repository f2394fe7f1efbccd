import type { AddressInfo } from "node:net";
import {
  SMTPServer,
  type SMTPServerAddress,
  type SMTPServerDataStream,
  type SMTPServerOptions,
  type SMTPServerSession,
} from "smtp-server";
import { normaliseMailAddress } from "../domain/mail-address.ts";
import { rateLimit } from "../lib/rate-limit.ts";

/** The largest mail that is taken, in bytes. */
export const LARGEST_MAIL = 25 * 1024 * 1024;
/** What all mails that are being received may take up together, in bytes. */
const LARGEST_TOTAL = 256 * 1024 * 1024;
const MOST_CLIENTS = 200;
const MOST_RECIPIENTS = 50;
/** Per minute and address of a client. */
const MOST_CONNECTIONS = 120;
const MOST_MAILS = 240;
const MOST_COMMANDS = 1_000;

/** Where mails are listened for, and who takes them. */
export interface SmtpListenerOptions {
  readonly host: string;
  readonly port: number;
  /** What the server calls itself. */
  readonly name: string;
  /** Key and certificate in PEM, for STARTTLS; null offers none. */
  readonly tls: { readonly key: Buffer; readonly cert: Buffer } | null;
  readonly limits: SmtpLimits;
  /** Tells whether mails for an address are taken. */
  isOurs(address: string): Promise<boolean>;
  /** Stores a mail; resolves once it is durable, and throws when it could not be stored. */
  take(mail: ReceivedMail): Promise<unknown>;
  onError(error: unknown): void;
}

/** A mail, and what its envelope says. */
export interface ReceivedMail {
  readonly raw: Uint8Array;
  /** Empty for the null sender. */
  readonly from: string;
  readonly to: readonly string[];
}

/** How long clients may take. */
export interface SmtpLimits {
  /** Without a sound, in ms. */
  readonly silence: number;
  /** For one whole connection, in ms, so that one that sends a byte now and then ends, too. */
  readonly connection: number;
}

/** What a client is told, and the answer's code (RFC 5321, RFC 3463). */
class SmtpRefusal extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, message: string) {
    super(message);
    this.name = "SmtpRefusal";
    this.responseCode = responseCode;
  }
}

/**
 * Takes mails from mail servers (RFC 5321) for the addresses that are ours, and for no others. A mail is stored before
 * it is answered with 250: what cannot be stored is refused for now, so that its sender keeps it.
 */
export class SmtpListener {
  readonly #options: SmtpListenerOptions;
  readonly #server: SMTPServer;
  readonly #connections = rateLimit(MOST_CONNECTIONS);
  readonly #mails = rateLimit(MOST_MAILS);
  readonly #began = new Map<string, number>();
  readonly #sweep: NodeJS.Timeout;
  #receiving = 0;
  #isClosing = false;

  constructor(options: SmtpListenerOptions) {
    this.#options = options;
    this.#server = new SMTPServer(this.#serverOptions());
    this.#server.on("error", (error) => this.#noteError(error));
    const every = Math.min(5_000, options.limits.connection / 4);
    this.#sweep = setInterval(() => this.#endOverdue(), every);
    this.#sweep.unref();
  }

  /** Begins to listen; returns the port. Throws an error that says what to change. */
  async listen(): Promise<number> {
    const { host, port } = this.#options;
    const { server } = this.#server;
    await new Promise<void>((resolve, reject) => {
      server.once("error", (cause) => {
        const message = `Mails cannot be listened for on ${host}:${port} (${cause.message}). Change OPERATOR_SMTP_LISTEN.`;
        reject(new Error(message, { cause }));
      });
      this.#server.listen(port, host, resolve);
    });
    return (server.address() as AddressInfo).port;
  }

  /** How many clients are connected. */
  get size(): number {
    return this.#server.connections.size;
  }

  /** Stops listening; mails that are being stored are answered, all else is cut off. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#sweep);
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  #serverOptions(): SMTPServerOptions {
    const { name, tls, limits } = this.#options;
    return {
      name,
      banner: "Operator",
      logger: false,
      disabledCommands: tls === null ? ["AUTH", "STARTTLS"] : ["AUTH"],
      ...(tls ?? {}),
      authOptional: true,
      size: LARGEST_MAIL,
      rejectOversized: true,
      hideENHANCEDSTATUSCODES: false,
      disableReverseLookup: true,
      maxClients: MOST_CLIENTS,
      maxRecipients: MOST_RECIPIENTS,
      maxAllowedUnauthenticatedCommands: MOST_COMMANDS,
      maxCommandLength: 4_096,
      socketTimeout: limits.silence,
      closeTimeout: 3_000,
      onConnect: (session, done) => answer(done, this.#greet(session)),
      onClose: (session) => void this.#began.delete(session.id),
      onMailFrom: (_address, session, done) => answer(done, this.#admit(session)),
      onRcptTo: (address, _session, done) => answer(done, this.#checkRecipient(address)),
      onData: (stream, session, done) => answer(done, this.#receive(stream, session)),
    };
  }

  async #greet(session: SMTPServerSession): Promise<void> {
    this.#began.set(session.id, Date.now());
    if (this.#isClosing) throw new SmtpRefusal(421, "The server is stopping. Try again later.");
    const { isOver } = await this.#connections.count(session.remoteAddress);
    if (isOver) throw new SmtpRefusal(421, "Too many connections from your address. Try again in a minute.");
  }

  async #admit(session: SMTPServerSession): Promise<void> {
    const { isOver } = await this.#mails.count(session.remoteAddress);
    if (isOver) throw new SmtpRefusal(451, "Too many mails from your address. Try again in a minute.");
  }

  async #checkRecipient({ address }: SMTPServerAddress): Promise<void> {
    if (await this.#toldApart(() => this.#options.isOurs(address))) return;
    throw new SmtpRefusal(550, "There is no mailbox of that address here.");
  }

  async #receive(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
    const raw = await this.#collect(stream);
    // What is too large is answered by the server itself.
    if (raw === null) return;
    const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
    const to = [...new Set(envelope.rcptTo.map(({ address }) => normaliseMailAddress(address) ?? address))];
    await this.#toldApart(() => this.#options.take({ raw, from, to }));
  }

  /** Reads a mail to its end; null for one that is too large. Throws when too many are being received. */
  async #collect(stream: SMTPServerDataStream): Promise<Buffer | null> {
    const chunks: Buffer[] = [];
    let length = 0;
    let isTooMuch = false;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        isTooMuch ||= this.#receiving + chunk.length > LARGEST_TOTAL;
        // To the end in any case, or the rest would be read as commands.
        if (isTooMuch || stream.sizeExceeded) continue;
        chunks.push(chunk);
        length += chunk.length;
        this.#receiving += chunk.length;
      }
      if (isTooMuch) throw new SmtpRefusal(452, "Too many mails are being received. Try again in a minute.");
      return stream.sizeExceeded ? null : Buffer.concat(chunks, length);
    } finally {
      this.#receiving -= length;
    }
  }

  /** A fault of ours is answered with 451, so that the sender keeps the mail and tries again. */
  async #toldApart<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      this.#options.onError(error);
      throw new SmtpRefusal(451, "The server cannot take the mail at the moment. Try again later.");
    }
  }

  #endOverdue(): void {
    const before = Date.now() - this.#options.limits.connection;
    for (const connection of this.#server.connections) {
      const began = this.#began.get(connection.session.id);
      if (began === undefined || began > before) continue;
      connection.send(421, "The connection took too long.");
      connection.close();
    }
  }

  /** Clients break off all the time, which is no fault. */
  #noteError(error: unknown): void {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (!/^(?:ECONNRESET|EPIPE|ETIMEDOUT|ERR_SSL.*|ERR_STREAM_PREMATURE_CLOSE)$/.test(code)) {
      this.#options.onError(error);
    }
  }
}

function answer(done: (error?: Error | null) => void, work: Promise<void>): void {
  work.then(
    () => done(),
    (error: unknown) => done(error instanceof SmtpRefusal ? error : new SmtpRefusal(451, "Try again later.")),
  );
}
