import type { MessageRow } from "../db/messages.ts";
import type { CarriedChannel, CarrierKeyword } from "../domain/message.ts";
import type { MailHeaders, MessageCarrier } from "../ports/message-carrier.ts";

/** Where a person's message belongs. */
export interface Place {
  /** What the conversation is found by while it is open; no two open ones of a mode share it. */
  readonly thread: string;
  /** The conversation of the message that it answers, whatever its channel; null when it answers none that is known. */
  readonly answers: string | null;
}

/** What a message is sent with. */
export interface Prepared {
  readonly from: string;
  /** Of a mail. */
  readonly subject: string | null;
  readonly headers: MailHeaders;
}

/** Why a message cannot be sent, and in how many ms it may be; `again` is null when it never may. */
export interface MessageRefusal {
  readonly code: string;
  readonly message: string;
  readonly again: number | null;
}

/** What one channel adds to the way of all messages: its carrier, its addresses, its threads. */
export interface MessageChannel {
  readonly type: CarriedChannel;
  readonly carrier: MessageCarrier;
  /** Returns the agent that answers at an address of ours, as `ca_…` or `ca_…@vN`; null when nobody does. */
  answererAt(address: string): Promise<string | null>;
  /** Takes a message that is no agent's to answer, such as STOP, and says what it was; null for all others. */
  screen(message: MessageRow): Promise<CarrierKeyword | null>;
  /** Finds out where a person's message belongs. */
  placeOf(message: MessageRow): Promise<Place>;
  /** Says what a message is sent with, or why it is not. Asked before each part of it is handed over. */
  prepare(message: MessageRow): Promise<Prepared | MessageRefusal>;
}

/** The channels that this installation has a carrier for. */
export type MessageChannels = Partial<Record<CarriedChannel, MessageChannel>>;

/** Builds the refusal of a message on a channel without a carrier. */
export function channelMissing(type: CarriedChannel): MessageRefusal {
  const message = `There is no carrier for ${type} on this installation; docs/configuration.md says how to set one up.`;
  return { code: "channel_unavailable", message, again: null };
}
