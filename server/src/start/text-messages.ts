import { isCarrierIdKnown } from "../db/messages.ts";
import { findDefaultNumber } from "../db/phone-numbers.ts";
import type { CarrierCallbacks } from "../ports/carrier-callbacks.ts";
import { twilioCallbacks } from "../providers/twilio/callbacks.ts";
import { twilioMessages } from "../providers/twilio/messages.ts";
import type { Channels } from "../services/channels.ts";
import type { MessageChannels } from "../services/message-channel.ts";
import { smsChannel, smsOpening } from "../services/sms-channel.ts";
import { publicUrlOf } from "./conversations.ts";
import type { Started } from "./started.ts";
import { openTwilioAccount } from "./twilio-account.ts";

/** The way of text messages, as far as the installation has a carrier for them. */
export interface TextMessageCarrier {
  messageChannels: Pick<MessageChannels, "sms">;
  /** How conversations of text messages are made ready. */
  openings: Channels;
  callbacks: CarrierCallbacks | null;
}

/** Makes the installation's way of text messages. Throws `ConfigError` for half of an account. */
export function openTextMessages(started: Started): TextMessageCarrier {
  const { database } = started;
  const account = openTwilioAccount(started);
  if (account === null) return { messageChannels: {}, openings: {}, callbacks: null };
  const publicUrl = publicUrlOf(started);
  const carrier = twilioMessages({
    ...account,
    reportUrl: (messageId, part) => `${publicUrl}/carriers/twilio/status/${messageId}/${part}`,
    defaultFrom: async (livemode) => (await findDefaultNumber(database, livemode))?.number ?? null,
    isKnown: (sid, numbers) => isCarrierIdKnown(database, sid, numbers),
  });
  return {
    messageChannels: { sms: smsChannel(database, carrier) },
    openings: { sms: smsOpening(database) },
    callbacks: twilioCallbacks(account.authToken),
  };
}
