import type { ChannelType } from "../domain/conversation.ts";
import type { Channels } from "../services/channels.ts";
import { ContactTimes } from "../services/contact-times.ts";
import { callTools } from "../services/call-tools.ts";
import { transferTool, type TransferToolServices } from "../services/transfer-tool.ts";
import { followUpTools } from "../services/follow-up-tools.ts";
import { historySearch } from "../services/history-search.ts";
import { messageTools } from "../services/message-tools.ts";
import type { Messages } from "../services/messages.ts";
import type { ToolShelf } from "../ports/tool.ts";
import { platformShelf } from "../services/platform-shelf.ts";
import { TestAddresses } from "../services/test-addresses.ts";
import type { PhoneFoundations } from "./phone.ts";
import type { Started } from "./started.ts";

/** What the platform's tools reach people with. */
export interface Reach {
  /** The channels on which conversations can be held. */
  channels: Channels;
  messages: Messages;
  /** The telephone, and how callers are handed over. */
  phone: PhoneFoundations;
  transfers: TransferToolServices;
}

/** Makes the platform's own tools that reach beyond a conversation. `reach` is asked when one is used. */
export function platformShelfOf({ database, environment }: Started, reach: () => Reach): ToolShelf {
  const contactTimes = new ContactTimes(database, environment.OPERATOR_TIME_ZONE);
  const available = () => Object.keys(reach().channels) as ChannelType[];
  const isAvailable = (channel: ChannelType) => available().includes(channel);
  const testAddresses = new TestAddresses(database);
  const messages = () => reach().messages;
  return platformShelf([
    historySearch(database, environment.OPERATOR_TIME_ZONE),
    ...followUpTools({ database, contactTimes, available }),
    ...messageTools({ database, contactTimes, testAddresses, messages, isAvailable }),
    ...callTools({ database, calls: { find: (id) => reach().phone.calls.find(id) } }),
    transferTool(database, () => reach().transfers),
  ]);
}
