import type { ChannelType, NewChannel } from "../domain/conversation.ts";
import { OperatorError } from "../domain/error.ts";
import type { JsonObject } from "../lib/json.ts";

/** A channel as a conversation keeps it. */
export interface PreparedChannel {
  channel: { type: ChannelType } & JsonObject;
  /** What a carrier's messages find the conversation by while it is open; null where nothing comes by a carrier. */
  thread: string | null;
}

/**
 * Makes a channel ready for a conversation that the platform opens: fills in what was left out. Throws
 * `channel_unavailable` with the way out where the installation cannot do it.
 */
export type PrepareChannel = (channel: NewChannel, about: { livemode: boolean }) => Promise<PreparedChannel>;

/** How each type of channel is made ready; a type without an entry is not available. */
export type Channels = Partial<Record<ChannelType, PrepareChannel>>;

const asItIs: PrepareChannel = async (channel) => ({ channel: { ...channel }, thread: null });

/** The channels that need nothing but the platform itself. */
export const OWN_CHANNELS: Channels = { chat_realtime: asItIs, chat_async: asItIs };

/** Makes a channel ready. Throws `channel_unavailable`. */
export async function prepareChannel(
  channels: Channels,
  channel: NewChannel,
  about: { livemode: boolean },
): Promise<PreparedChannel> {
  const prepare = channels[channel.type];
  if (prepare) return prepare(channel, about);
  const available = Object.keys(channels).join(", ");
  const message = `Channel ${channel.type} is not available on this installation. Available: ${available}.`;
  throw new OperatorError("channel_unavailable", message, { param: "channel.type" });
}
