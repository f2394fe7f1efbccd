import { findConversation } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { findMailsByMessageId, findOpenSuccessor, lastMailWith, listAwaitingMails } from "../db/mail-messages.ts";
import { findMailboxAt, findOnlyMailbox, type MailboxRow } from "../db/mailboxes.ts";
import type { MessageRow } from "../db/messages.ts";
import { OperatorError } from "../domain/error.ts";
import { versionId } from "../domain/ids.ts";
import { mailboxAddressesOf, mailDomainOf, normaliseMailAddress } from "../domain/mail-address.ts";
import { messageIdOf, ownMessageOf, referencesToAnswer, referredIds } from "../domain/mail-ids.ts";
import { replySubject } from "../domain/mail-subject.ts";
import { conversationBySubject, conversationReferredTo, subjectFrom, threadBegunBy } from "../domain/mail-thread.ts";
import type { MailHeaders, MessageCarrier } from "../ports/message-carrier.ts";
import type { PrepareChannel } from "./channels.ts";
import type { MessageChannel, MessageRefusal, Place, Prepared } from "./message-channel.ts";

/** What mails are sent and threaded with. */
export interface MailChannelOptions {
  database: Database;
  carrier: MessageCarrier;
}

/** Makes the way of mails: who answers at which address, to which conversation one belongs, what an answer says of it. */
export function mailChannel({ database, carrier }: MailChannelOptions): MessageChannel {
  return {
    type: "email",
    carrier,
    answererAt: async (address) => answererOf(await mailboxAt(database, address)),
    screen: async () => null,
    placeOf: (message) => placeOf(database, message),
    prepare: (message) => prepare({ database, carrier }, message),
  };
}

async function mailboxAt(database: Database, address: string): Promise<MailboxRow | undefined> {
  const normalised = normaliseMailAddress(address);
  return normalised === null ? undefined : findMailboxAt(database, mailboxAddressesOf(normalised));
}

function answererOf(mailbox: MailboxRow | undefined): string | null {
  if (mailbox === undefined) return null;
  const { agent_id, agent_version } = mailbox;
  return agent_version === null ? agent_id : versionId(agent_id, agent_version);
}

async function placeOf(database: Database, message: MessageRow): Promise<Place> {
  const { id, livemode, from_address, to_address: ours, headers, subject } = message;
  const theirs = from_address ?? "";
  const thread = threadBegunBy({ livemode, ours, theirs, messageId: headers.message_id ?? id });
  const messageIds = referredIds(headers);
  const own = messageIds.flatMap((messageId) => ownMessageOf(messageId) ?? []);
  const known = await findMailsByMessageId(database, livemode, { messageIds, own });
  const referred =
    conversationReferredTo(headers, known, theirs) ??
    conversationBySubject(subject, await listAwaitingMails(database, { livemode, ours, theirs }));
  const answers = referred === null ? null : ((await findOpenSuccessor(database, referred)) ?? referred);
  return { thread, answers };
}

async function prepare(
  { database, carrier }: MailChannelOptions,
  message: MessageRow,
): Promise<Prepared | MessageRefusal> {
  const from = message.from_address ?? (await ownAddress({ database, carrier }, message.livemode));
  if (from === null) return NO_SENDER;
  const [mailbox, last] = await Promise.all([mailboxAt(database, from), lastMailWith(database, message)]);
  const headers: MailHeaders = {
    message_id: messageIdOf(message.id, mailDomainOf(from)),
    ...(mailbox?.name ? { from_name: mailbox.name } : {}),
    ...(last ? answering(last.headers) : {}),
  };
  return { from, subject: message.subject ?? (await subjectOf(database, message, last)), headers };
}

const NO_SENDER: MessageRefusal = {
  code: "no_sender",
  message: "No address to send mails from is known. Set OPERATOR_MAIL_FROM, or make a mailbox with POST /mailboxes.",
  again: null,
};

/** Where nobody named an address it is the installation's own, or that of its only mailbox. */
async function ownAddress({ database, carrier }: MailChannelOptions, livemode: boolean): Promise<string | null> {
  return (await carrier.defaultFrom(livemode)) ?? (await findOnlyMailbox(database, livemode))?.address ?? null;
}

function answering(last: MailHeaders): Partial<MailHeaders> {
  const references = referencesToAnswer(last);
  return { ...(last.message_id === undefined ? {} : { in_reply_to: last.message_id }), references };
}

async function subjectOf(
  database: Database,
  message: MessageRow,
  last: { subject: string | null } | undefined,
): Promise<string> {
  if (last) return replySubject(last.subject ?? "");
  const conversation =
    message.conversation_id === null ? undefined : await findConversation(database, message.conversation_id);
  const subject = conversation?.channel["subject"];
  return typeof subject === "string" && subject.trim() !== "" ? subject : subjectFrom(message.text);
}

/**
 * Makes what gets a conversation by mail ready that the platform opens. Throws `channel_unavailable` where no address
 * of the installation can be used, and `invalid_field` for an address that nothing can be sent to.
 */
export function mailOpening(options: MailChannelOptions): PrepareChannel {
  return async (channel, { livemode }) => {
    if (channel.type !== "email") throw new TypeError(`${channel.type} is no channel of mails.`);
    const to = normaliseMailAddress(channel.to);
    if (to === null) throw invalid("channel.to", "channel.to is no address that a mail can be sent to.");
    if (await mailboxAt(options.database, to)) {
      throw invalid("channel.to", "channel.to is a mailbox of this installation: its agent would write to itself.");
    }
    const from = await sender(options, channel.from, livemode);
    return { channel: { ...channel, to, from }, thread: null };
  };
}

function invalid(param: string, message: string): OperatorError {
  return new OperatorError("invalid_field", message, { param });
}

async function sender(options: MailChannelOptions, wanted: string | null, livemode: boolean): Promise<string> {
  const mode = livemode ? "live" : "test";
  const standard = await ownAddress(options, livemode);
  if (wanted === null) {
    if (standard !== null) return standard;
    const message =
      "No address to send mails from is known. Set OPERATOR_MAIL_FROM, or name a mailbox in channel.from; " +
      "POST /mailboxes makes one.";
    throw new OperatorError("channel_unavailable", message, { param: "channel.from" });
  }
  const address = normaliseMailAddress(wanted);
  if (address !== null && address === standard) return address;
  const mailbox = address === null ? undefined : await findMailboxAt(options.database, [address]);
  if (mailbox?.livemode === livemode) return mailbox.address;
  const message =
    `channel.from is no mailbox of this installation for ${mode} conversations. GET /mailboxes lists them; ` +
    "POST /mailboxes makes one.";
  throw new OperatorError("channel_unavailable", message, { param: "channel.from" });
}
