import type { DeliveryExchange } from "../domain/webhook-delivery.ts";

/** One message to a channel of a team. */
export interface ChannelPost {
  /** As configurations name it: `#support`, or an id. */
  channel: string;
  /** The message as JSON text: an object with `text` and `blocks`. */
  body: string;
  /** Until the whole answer is there, in ms. */
  timeLimit: number;
  signal: AbortSignal;
}

/** Posts messages to the channels in which a team talks. */
export interface ChannelPoster {
  /** Says why nothing can be posted to a channel on this installation, and the way out; null when it can be tried. */
  problemOf(channel: string): string | null;
  /**
   * Posts a message, once. Whatever comes of it is an answer, in which no secret is left; throws only when the signal is
   * aborted, with nothing known of the outcome then.
   */
  post(message: ChannelPost): Promise<DeliveryExchange>;
}
