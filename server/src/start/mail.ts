import { readFile } from "node:fs/promises";
import { ConfigError, type Environment } from "../config.ts";
import type { InboundMailProvider } from "../ports/inbound-mail.ts";
import { mailgunProvider } from "../providers/mailgun/inbound.ts";
import { postmarkProvider } from "../providers/postmark/inbound.ts";
import { rawMailProvider } from "../providers/raw-mail/inbound.ts";
import { smtpCarrier } from "../providers/smtp/carrier.ts";
import { readSmtpUrl } from "../providers/smtp/url.ts";
import { SmtpListener } from "../realtime/smtp-listener.ts";
import type { Agents } from "../services/agents.ts";
import type { Channels } from "../services/channels.ts";
import { InboundMails } from "../services/inbound-mails.ts";
import type { Jobs } from "../services/jobs.ts";
import { mailChannel, mailOpening } from "../services/mail-channel.ts";
import { MailIntake } from "../services/mail-intake.ts";
import { MailParser } from "../services/mail-parser.ts";
import { MailReports } from "../services/mail-reports.ts";
import { Mailboxes } from "../services/mailboxes.ts";
import type { MessageChannels } from "../services/message-channel.ts";
import type { MessageIntake } from "../services/message-intake.ts";
import type { Started } from "./started.ts";
import { threadProgram } from "./thread-program.ts";

/** The way of mails out, as far as the installation has a mail server for them. */
export interface MailOut {
  messageChannels: Pick<MessageChannels, "email">;
  /** How conversations by mail are made ready. */
  openings: Channels;
}

/** Makes the installation's way of mails to the mail server that it names. */
export function openMail({ environment, database, undo }: Started): MailOut {
  const { OPERATOR_SMTP_URL: url, OPERATOR_MAIL_FROM: defaultFrom } = environment;
  if (url === undefined) return { messageChannels: {}, openings: {} };
  const carrier = smtpCarrier({ server: readSmtpUrl(url), defaultFrom: defaultFrom ?? null });
  undo.push(() => carrier.close());
  const options = { database, carrier };
  return { messageChannels: { email: mailChannel(options) }, openings: { email: mailOpening(options) } };
}

/** The way of mails in. */
export interface MailIn {
  mailboxes: Mailboxes;
  inboundMails: InboundMails;
  mailIntake: MailIntake;
}

/** Builds the services that take mails. */
export function mailServicesOf(parts: Started & { jobs: Jobs; agents: Agents; intake: MessageIntake }): MailIn {
  const { environment, database, logger, undo, jobs, agents, intake } = parts;
  const mailboxes = new Mailboxes(database, agents);
  const parser = new MailParser(threadProgram(parts, "mail-thread"));
  undo.push(() => parser.close());
  const mailIntake = new MailIntake({
    database,
    mailboxes,
    parser,
    reports: new MailReports(database, jobs),
    receive: (message) => intake.receive(message),
    trustedAuthority: environment.OPERATOR_MAIL_AUTHORITY ?? null,
    onRejected: (message, { code }) => logger.info({ message, code }, "A mail was given to no agent."),
  });
  return {
    mailboxes,
    mailIntake,
    inboundMails: new InboundMails({ providers: providersOf(environment), intake: mailIntake }),
  };
}

function providersOf(environment: Environment): Record<string, InboundMailProvider> {
  const { OPERATOR_MAIL_INBOUND_SECRET: secret, MAILGUN_SIGNING_KEY: mailgunKey } = environment;
  return {
    ...(secret === undefined ? {} : { raw: rawMailProvider(secret), postmark: postmarkProvider(secret) }),
    ...(mailgunKey === undefined ? {} : { "mailgun-mime": mailgunProvider(mailgunKey) }),
  };
}

/** Begins to listen for mails, where the installation is to. Throws an error that says what to change. */
export async function openMailListener(started: Started, { mailIntake }: Pick<MailIn, "mailIntake">): Promise<void> {
  const { environment, logger, undo, timings, metrics } = started;
  const address = environment.OPERATOR_SMTP_LISTEN;
  if (address === undefined) return;
  const listener = new SmtpListener({
    ...address,
    name: new URL(environment.OPERATOR_PUBLIC_URL ?? "http://localhost").hostname,
    tls: await tlsOf(environment),
    limits: { silence: timings.smtpSilence, connection: timings.smtpConnection },
    isOurs: (recipient) => mailIntake.isOurs(recipient),
    take: async (mail) => {
      const mailboxes = await mailIntake.take(mail);
      // Brought again, it is refused in words.
      if (mailboxes === 0) throw new Error("The mailbox was deleted while a mail came to it.");
    },
    onError: (error) => logger.error({ err: error }, "A mail could not be taken; its sender was asked to try again."),
  });
  const port = await listener.listen();
  undo.push(() => listener.close());
  metrics.gauge("operator_smtp_connections_open", "Mail servers that are connected.", () => listener.size);
  logger.info({ host: address.host, port }, "Listening for mails.");
}

async function tlsOf(environment: Environment): Promise<{ key: Buffer; cert: Buffer } | null> {
  const { OPERATOR_SMTP_TLS_KEY: key, OPERATOR_SMTP_TLS_CERT: cert } = environment;
  if (key === undefined && cert === undefined) return null;
  if (key === undefined) throw new ConfigError(["OPERATOR_SMTP_TLS_KEY: is needed beside OPERATOR_SMTP_TLS_CERT"]);
  if (cert === undefined) throw new ConfigError(["OPERATOR_SMTP_TLS_CERT: is needed beside OPERATOR_SMTP_TLS_KEY"]);
  return { key: await fileOf("OPERATOR_SMTP_TLS_KEY", key), cert: await fileOf("OPERATOR_SMTP_TLS_CERT", cert) };
}

async function fileOf(variable: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new ConfigError([
      `${variable}: the file cannot be read (${(error as NodeJS.ErrnoException).code ?? "error"})`,
    ]);
  }
}
