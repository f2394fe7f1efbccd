/** What belongs to a mail beside its text; all absent for a text message. */
export interface MailHeaders {
  /** With its angle brackets, as RFC 5322 section 3.6.4 has it. */
  readonly message_id?: string;
  readonly in_reply_to?: string;
  /** Oldest first. */
  readonly references?: readonly string[];
  readonly from_name?: string;
}

/** A file that came with a message. It is named to the agent; its content is not kept. */
export interface Attachment {
  readonly filename: string | null;
  /** The media type, e.g. `image/png`. */
  readonly type: string;
  /** In bytes; null when nobody says. */
  readonly size: number | null;
}

/** A message that a carrier is to hand over. */
export interface MessageToSend {
  /** The message's id, `msg_…`: the same for every attempt, and of no other message. */
  readonly id: string;
  /** Which of the parts that `cut` made of the message this is, from 0 on; 0 for a whole one. */
  readonly part: number;
  readonly from: string;
  readonly to: string;
  /** Of a mail. */
  readonly subject: string | null;
  readonly text: string;
  readonly headers: MailHeaders;
  readonly livemode: boolean;
}

/** What became of handing a message over. */
export type HandOver =
  /** The carrier took it. `carrierId` is its own id for it, `parts` into how many it was cut. */
  | { readonly status: "sent"; readonly carrierId: string; readonly parts: number | null }
  /** It was not taken. With `again` (in ms) another attempt may succeed; null when none will. */
  | { readonly status: "failed"; readonly code: string; readonly message: string; readonly again: number | null }
  /** It may or may not have been taken, so it must not be sent again unasked. */
  | { readonly status: "unknown"; readonly message: string };

/** Takes messages to people: a carrier of text messages, a mail server. */
export interface MessageCarrier {
  readonly channel: "sms" | "email";
  /** The address that messages come from when a conversation names none; null when the installation has none. */
  defaultFrom(livemode: boolean): Promise<string | null>;
  /**
   * Cuts a text into the parts that are handed over one by one, the same each time; absent where every text goes over
   * whole.
   */
  cut?(text: string): readonly string[];
  /** Hands a message over. A refusal is an answer; throws only for a fault of ours. */
  send(message: MessageToSend, signal: AbortSignal): Promise<HandOver>;
  /**
   * Finds out whether a message whose handing over began at `since`, and was cut off, had been taken after all: `sent` if
   * so, `failed` when there is no sign of it so far. Absent where a carrier cannot be asked.
   */
  lookUp?(message: MessageToSend, since: Date): Promise<HandOver>;
}

/** A message that a person sent, as a carrier brought it. */
export interface MessageFromPerson {
  readonly channel: "sms" | "email";
  readonly livemode: boolean;
  /** The carrier's id of it: brought twice under the same one, it is taken once. */
  readonly carrierId: string;
  readonly from: string;
  /** The address of ours that it came to. */
  readonly to: string;
  readonly subject: string | null;
  /** What the person wrote, without what was quoted and without a signature. */
  readonly text: string;
  readonly headers: MailHeaders;
  readonly attachments: readonly Attachment[];
  /** What the carrier itself has taken it as: a word for no messages, for messages again, or for help. */
  readonly keyword?: "stop" | "start" | "help";
}
