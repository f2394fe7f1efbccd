import type { Channels } from "../services/channels.ts";
import type { MessageChannels } from "../services/message-channel.ts";
import { openMail } from "./mail.ts";
import type { Started } from "./started.ts";
import { openTextMessages, type TextMessageCarrier } from "./text-messages.ts";

/** The ways of messages out, as far as the installation has carriers for them. */
export interface Carriers extends Pick<TextMessageCarrier, "callbacks"> {
  messageChannels: MessageChannels;
  /** How conversations over them are made ready. */
  openings: Channels;
}

/** Makes the installation's ways of text messages and mails. Throws `ConfigError`. */
export function openCarriers(started: Started): Carriers {
  const texts = openTextMessages(started);
  const mails = openMail(started);
  return {
    ...texts,
    messageChannels: { ...texts.messageChannels, ...mails.messageChannels },
    openings: { ...texts.openings, ...mails.openings },
  };
}
