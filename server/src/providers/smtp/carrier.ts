import { Readable } from "node:stream";
import { createTransport } from "nodemailer";
import { SECRET } from "../../lib/masking.ts";
import { mailDomainOf } from "../../domain/mail-address.ts";
import { messageIdOf } from "../../domain/mail-ids.ts";
import type { HandOver, MessageCarrier, MessageToSend } from "../../ports/message-carrier.ts";
import { composeMail } from "./mail.ts";
import type { SmtpServer } from "./url.ts";
import { judgeFailure } from "./verdict.ts";

const CONNECTIONS = 5;
const PER_CONNECTION = 100;
const CONNECT_WITHIN = 10_000;
const ANSWER_WITHIN = 15_000;
const IDLE_FOR = 30_000;

/** How the carrier is set up. */
export interface SmtpCarrierOptions {
  readonly server: SmtpServer;
  /** The address that mails come from when a conversation names none; null without one. */
  readonly defaultFrom: string | null;
}

/** A carrier of mails, which holds connections. */
export interface SmtpCarrier extends MessageCarrier {
  /** Ends the connections, those that carry a mail at this moment included. */
  close(): void;
}

/**
 * Hands mails to a mail server (RFC 5321, RFC 6409) over a few connections that are kept open. Each message has one
 * Message-ID for all attempts. The server is asked to report what cannot be delivered, where it can (RFC 3461).
 */
export function smtpCarrier({ server, defaultFrom }: SmtpCarrierOptions): SmtpCarrier {
  const { host, port, secure, user, password } = server;
  const transport = createTransport({
    host,
    port,
    secure,
    ...(user === null ? {} : { auth: { user, pass: password ?? "" } }),
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: PER_CONNECTION,
    maxRequeues: 0,
    idleTimeout: IDLE_FOR,
    connectionTimeout: CONNECT_WITHIN,
    greetingTimeout: CONNECT_WITHIN,
    dnsTimeout: CONNECT_WITHIN,
    socketTimeout: ANSWER_WITHIN,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  const secrets = spellingsOf(user, password);
  // Each message's own failure says what happened; without a listener the pool's would end the process.
  transport.on("error", () => undefined);
  return {
    channel: "email",
    defaultFrom: async () => defaultFrom,
    send: (message, signal) => send({ transport, secrets }, message, signal),
    close: () => transport.close({ force: true }),
  };
}

type Transport = Pick<ReturnType<typeof createTransport>, "sendMail">;

interface Connection {
  transport: Transport;
  /** What opens the mail server, as it may quote it. */
  secrets: readonly string[];
}

async function send(
  { transport, secrets }: Connection,
  message: MessageToSend,
  signal: AbortSignal,
): Promise<HandOver> {
  const messageId = message.headers.message_id ?? messageIdOf(message.id, mailDomainOf(message.from));
  const mail = watched(await composeMail(message, messageId));
  try {
    await transport.sendMail({
      envelope: { from: message.from, to: [message.to] },
      raw: mail.stream,
      dsn: { id: message.id, return: "headers", notify: ["failure", "delay"], recipient: message.to },
      signal,
    });
    return { status: "sent", carrierId: messageId, parts: 1 };
  } catch (error) {
    return judgeFailure({ ...detailsOf(error, secrets), wasWritten: mail.wasRead() });
  }
}

/** Gives out a message and knows whether all of it was taken: only then does the transport write the end mark. */
function watched(content: Buffer): { stream: Readable; wasRead(): boolean } {
  const stream = Readable.from([content], { objectMode: false });
  return { stream, wasRead: () => stream.readableEnded };
}

/** Lists how a login is written: as it is, and as SMTP's ways to log in encode it (RFC 4616). */
function spellingsOf(user: string | null, password: string | null): string[] {
  if (password === null || password === "") return [];
  const base64 = [password, `\0${user ?? ""}\0${password}`].map((text) => Buffer.from(text).toString("base64"));
  return [...base64, password, encodeURIComponent(password)];
}

function detailsOf(error: unknown, secrets: readonly string[]) {
  const { responseCode, response, code, command } = error as Readonly<Record<string, unknown>>;
  return {
    responseCode: typeof responseCode === "number" ? responseCode : null,
    response:
      typeof response === "string" ? secrets.reduce((text, secret) => text.replaceAll(secret, SECRET), response) : null,
    code: typeof code === "string" ? code : null,
    command: typeof command === "string" ? command : null,
  };
}
