import type { CarrierCallbacks } from "../ports/carrier-callbacks.ts";
import type { NumberDirectory } from "../ports/number-directory.ts";
import { CarrierNumbers } from "../services/carrier-numbers.ts";
import type { JobKind, Jobs } from "../services/jobs.ts";
import type { LiveConversations } from "../services/live-conversations.ts";
import type { MessageChannels } from "../services/message-channel.ts";
import { MessageIntake } from "../services/message-intake.ts";
import { messageSender } from "../services/message-sender.ts";
import { Messages } from "../services/messages.ts";
import { PhoneNumbers } from "../services/phone-numbers.ts";
import { TextMessages } from "../services/text-messages.ts";
import { unreachablePersons } from "../services/unreachable-persons.ts";
import type { ConversationServices } from "./conversations.ts";
import type { Started } from "./started.ts";

/** What takes and sends messages over carriers. */
export interface MessageServices {
  messages: Messages;
  intake: MessageIntake;
  textMessages: TextMessages;
  phoneNumbers: PhoneNumbers;
  carrierNumbers: CarrierNumbers;
}

interface Parts extends Started {
  jobs: Jobs;
  live: LiveConversations;
  conversationServices: Pick<ConversationServices, "agents" | "beginnings" | "testAddresses">;
  messageChannels: MessageChannels;
  callbacks: CarrierCallbacks | null;
  numberDirectories: ReadonlyMap<string, NumberDirectory>;
}

/** Builds the services of messages, and the jobs by which they take and send them. */
export function messageServicesOf(parts: Parts): MessageServices & { messageJobKinds: readonly JobKind[] } {
  const { database, logger, jobs, live, timings, messageChannels: channels, callbacks } = parts;
  const { agents, beginnings, testAddresses } = parts.conversationServices;
  const intake = new MessageIntake({
    database,
    jobs,
    channels,
    live,
    beginnings,
    testAddresses,
    onRejected: (message, { code }) => logger.warn({ message, code }, "A message was given to no agent."),
  });
  const sender = messageSender({
    database,
    channels,
    testAddresses,
    sureAfter: timings.sureAfter,
    onError: (error, message) => logger.error({ err: error, message }, "A message could not be handed over."),
  });
  const carrierNumbers = new CarrierNumbers(parts);
  return {
    messages: new Messages({ database, jobs, channels }),
    intake,
    textMessages: new TextMessages({ database, jobs, intake, callbacks }),
    carrierNumbers,
    phoneNumbers: new PhoneNumbers({ database, agents, carrierNumbers }),
    messageJobKinds: [intake.jobKind, sender, unreachablePersons({ database, live })],
  };
}
