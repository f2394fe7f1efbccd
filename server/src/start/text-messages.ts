import { ConfigError, type Environment } from "../config.ts";
import { isCarrierIdKnown } from "../db/messages.ts";
import { findDefaultNumber } from "../db/phone-numbers.ts";
import { createSafeFetch } from "../lib/safe-fetch.ts";
import type { CarrierCallbacks } from "../ports/carrier-callbacks.ts";
import { twilioCallbacks } from "../providers/twilio/callbacks.ts";
import { twilioMessages } from "../providers/twilio/messages.ts";
import type { Channels } from "../services/channels.ts";
import type { MessageChannels } from "../services/message-channel.ts";
import { smsChannel, smsOpening } from "../services/sms-channel.ts";
import { publicUrlOf } from "./conversations.ts";
import type { Started } from "./started.ts";

const TWILIO = "https://api.twilio.com";

/** The way of text messages, as far as the installation has a carrier for them. */
export interface TextMessageCarrier {
  messageChannels: Pick<MessageChannels, "sms">;
  /** How conversations of text messages are made ready. */
  openings: Channels;
  callbacks: CarrierCallbacks | null;
}

/** Makes the installation's way of text messages. Throws `ConfigError` for half of an account. */
export function openTextMessages(started: Started): TextMessageCarrier {
  const { environment, database, undo, resolve } = started;
  const account = accountOf(environment);
  if (account === null) return { messageChannels: {}, openings: {}, callbacks: null };
  const baseUrl = (environment.TWILIO_BASE_URL ?? TWILIO).replace(/\/+$/, "");
  // No address that users of the API name is called on this way, so it alone may reach what its operator named.
  const allowedTargets = environment.TWILIO_BASE_URL === undefined ? [] : [originOf(baseUrl)];
  const fetch = createSafeFetch({ allowedTargets, ...(resolve ? { resolve } : {}) });
  undo.push(() => fetch.close());
  const publicUrl = publicUrlOf(started);
  const carrier = twilioMessages({
    ...account,
    baseUrl,
    fetch,
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

function accountOf(environment: Environment): { accountSid: string; authToken: string } | null {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = environment;
  if (accountSid !== undefined && authToken !== undefined) return { accountSid, authToken };
  if (accountSid === undefined && authToken === undefined) return null;
  const [present, missing] =
    accountSid === undefined
      ? ["TWILIO_AUTH_TOKEN", "TWILIO_ACCOUNT_SID"]
      : ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"];
  throw new ConfigError([`${missing}: is needed beside ${present}`]);
}

/** Names host and port, also where the port is the protocol's own. */
function originOf(address: string): string {
  const { hostname, port, protocol } = new URL(address);
  return `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
}
