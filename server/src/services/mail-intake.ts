import type { Database } from "../db/database.ts";
import { countMailsTo, findSentMail } from "../db/mail-messages.ts";
import type { MailboxRow } from "../db/mailboxes.ts";
import { insertInbound } from "../db/messages.ts";
import { newId } from "../domain/ids.ts";
import type { Bounce } from "../domain/mail-bounce.ts";
import { ownMessageOf } from "../domain/mail-ids.ts";
import { isAuthenticityRefuted } from "../domain/mail-authenticity.ts";
import { type MailReading, type ReadMail, readMessage } from "../domain/mail-reading.ts";
import { floodMarkOf, ownMailMarkOf, type RobotMark } from "../domain/mail-robots.ts";
import { boundedText } from "../domain/message.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { BroughtMail } from "../ports/inbound-mail.ts";
import type { MailHeaders, MessageFromPerson } from "../ports/message-carrier.ts";
import type { Mailboxes } from "./mailboxes.ts";
import type { MailParser } from "./mail-parser.ts";
import type { MailReports } from "./mail-reports.ts";

interface Services {
  database: Database;
  mailboxes: Pick<Mailboxes, "at">;
  parser: Pick<MailParser, "read">;
  reports: Pick<MailReports, "take">;
  /** Stores a person's message and orders that an agent is given it. */
  receive(message: MessageFromPerson): Promise<void>;
  /** Whose word on who sent a mail counts (RFC 8601); null for nobody's. */
  trustedAuthority: string | null;
  /** Is told of a mail that no agent is given. */
  onRejected(messageId: string, reason: RobotMark): void;
}

/**
 * Takes mails from whoever brings them: reads them, keeps those of robots from the agents, takes reports on our own, and
 * hands on what people wrote. Everything that came to a mailbox is stored, with the reason where no agent is given it.
 */
export class MailIntake {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Tells whether an address is a mailbox of ours. */
  async isOurs(address: string): Promise<boolean> {
    return (await this.#services.mailboxes.at(address)) !== undefined;
  }

  /**
   * Takes a mail. Resolves once what is to be kept of it is durable, with how many of our mailboxes it came to. A mail
   * that was brought before is not stored again.
   */
  async take({ raw, from, to }: BroughtMail): Promise<number> {
    const reading: MailReading =
      raw instanceof Uint8Array
        ? await this.#services.parser.read(raw, { from })
        : { ok: true, mail: readMessage(raw, { from }) };
    const recipients = to ?? (reading.ok ? reading.mail.recipients : []);
    const mailboxes = await this.#mailboxesAt(recipients);
    for (const mailbox of mailboxes) await this.#takeAt(mailbox, reading);
    return mailboxes.length;
  }

  async #mailboxesAt(addresses: readonly string[]): Promise<MailboxRow[]> {
    const found = new Map<string, MailboxRow>();
    for (const address of addresses) {
      const mailbox = await this.#services.mailboxes.at(address);
      if (mailbox) found.set(mailbox.id, mailbox);
    }
    return [...found.values()];
  }

  async #takeAt(mailbox: MailboxRow, reading: MailReading): Promise<void> {
    if (!reading.ok) return this.#reject(mailbox, null, reading.error);
    const mail = wellFormed(reading.mail);
    const { bounce, sender } = mail;
    if (bounce) return this.#takeReport(mailbox, mail, bounce);
    const mark = await this.#markOf(mailbox, mail);
    if (mark) return this.#reject(mailbox, mail, mark);
    await this.#services.receive(messageOf(mailbox, mail, sender as NonNullable<typeof sender>));
  }

  /** A report on a mail of another mode is none of this mailbox's. */
  async #takeReport(mailbox: MailboxRow, mail: ReadMail, bounce: Bounce): Promise<void> {
    const about = await this.#services.reports.take(bounce, { livemode: mailbox.livemode });
    const what = about === null ? "no mail that was sent from here" : `${about}, which counts as ${bounce.action}`;
    await this.#reject(mailbox, mail, { code: "report", message: `The mail is a report on ${what}.` });
  }

  async #markOf(mailbox: MailboxRow, mail: ReadMail): Promise<RobotMark | null> {
    const { database, trustedAuthority } = this.#services;
    const { sender, robot, loops, authentication } = mail;
    if (robot) return robot;
    if (sender === null) return NO_SENDER;
    const own = ownMailMarkOf({ sender: sender.address, loops }, [mailbox.address]);
    if (own) return own;
    if (await this.#isOwnMail(mail)) return COME_BACK;
    if (await this.isOurs(sender.address)) return FROM_OURSELVES;
    if (trustedAuthority !== null && isAuthenticityRefuted(authentication, trustedAuthority)) return NOT_AUTHENTIC;
    return floodMarkOf(await countMailsTo(database, { livemode: mailbox.livemode, theirs: sender.address }));
  }

  async #isOwnMail({ messageId }: ReadMail): Promise<boolean> {
    const own = messageId === null ? null : ownMessageOf(messageId);
    return own !== null && (await findSentMail(this.#services.database, own)) !== undefined;
  }

  async #reject(mailbox: MailboxRow, mail: ReadMail | null, reason: RobotMark): Promise<void> {
    const { code, message } = wellFormed(reason);
    const id = newId("msg");
    const isNew = await insertInbound(this.#services.database, {
      id,
      livemode: mailbox.livemode,
      channel: "email",
      direction: "inbound",
      lane: id,
      to_address: mailbox.address,
      status: "rejected",
      error: JSON.stringify({ code, message }),
      settled_at: new Date(),
      ...(mail === null ? NOTHING_READ : columnsOf(mailbox, mail)),
    });
    if (isNew) this.#services.onRejected(id, { code, message });
  }
}

const NOTHING_READ = { from_address: null, subject: null, text: "" };

function columnsOf(mailbox: MailboxRow, mail: ReadMail) {
  return {
    from_address: mail.sender?.address ?? null,
    subject: mail.subject,
    text: boundedText(mail.text),
    carrier_id: carrierIdOf(mailbox, mail),
    headers: JSON.stringify(headersOf(mail)),
    attachments: JSON.stringify(mail.attachments),
  };
}

const NO_SENDER = { code: "no_sender", message: "The mail names nobody who could be answered." };
const COME_BACK = { code: "own_mail", message: "The mail is one of ours that came back, by its Message-ID." };
const FROM_OURSELVES = {
  code: "own_mail",
  message: "The mail comes from a mailbox of this installation: two of its agents would write to each other.",
};
const NOT_AUTHENTIC = {
  code: "not_authentic",
  message: "The mail does not come from whom it names, by the mail server that is trusted to know (DMARC failed).",
};

/** The same Message-ID does not make it the same mail: some programs give all of theirs one. */
function carrierIdOf(mailbox: MailboxRow, { messageId, digest }: ReadMail): string {
  return `${messageId ?? "<>"} ${digest} ${mailbox.id}`;
}

function headersOf({ messageId, inReplyTo, references, sender }: ReadMail): MailHeaders {
  return {
    ...(messageId === null ? {} : { message_id: messageId }),
    ...(inReplyTo === null ? {} : { in_reply_to: inReplyTo }),
    ...(references.length === 0 ? {} : { references }),
    ...(sender?.name ? { from_name: sender.name } : {}),
  };
}

function messageOf(mailbox: MailboxRow, mail: ReadMail, sender: NonNullable<ReadMail["sender"]>): MessageFromPerson {
  return {
    channel: "email",
    livemode: mailbox.livemode,
    carrierId: carrierIdOf(mailbox, mail),
    from: sender.address,
    to: mailbox.address,
    subject: mail.subject,
    text: mail.text,
    headers: headersOf(mail),
    attachments: mail.attachments,
  };
}
