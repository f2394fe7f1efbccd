import { type Agents, conversationalAgents } from "../services/agents.ts";
import { Beginnings } from "../services/beginnings.ts";
import type { CallQueue } from "../services/call-queue.ts";
import type { Channels } from "../services/channels.ts";
import { conversationJobs } from "../services/conversation-jobs.ts";
import { ContactTimes } from "../services/contact-times.ts";
import { startJob } from "../services/conversation-start.ts";
import { Conversations } from "../services/conversations.ts";
import type { JobKind, Jobs } from "../services/jobs.ts";
import { knownThingsReader } from "../services/known-things.ts";
import type { LiveConversations } from "../services/live-conversations.ts";
import type { Membership } from "../services/membership.ts";
import { followUpJob } from "../services/follow-up-job.ts";
import { type ProceduralAgents, proceduralAgents } from "../services/procedural-agents.ts";
import { QueuedConversations } from "../services/queued-conversations.ts";
import { TestAddresses } from "../services/test-addresses.ts";
import type { ToolShelves } from "../services/toolbox.ts";
import type { Started } from "./started.ts";
import type { Webhooks } from "./webhooks.ts";

/** Agents and their conversations, as everything that begins or changes some asks for them. */
export interface ConversationServices {
  agents: Agents;
  proceduralAgents: ProceduralAgents;
  testAddresses: TestAddresses;
  beginnings: Beginnings;
  conversations: Conversations;
  /** Where clients reach the installation, without a slash at the end. */
  publicUrl: string;
  /** The jobs that look after conversations when their time has come. */
  jobKinds: readonly JobKind[];
  queuedConversations: QueuedConversations;
  contactTimes: ContactTimes;
}

interface Parts extends Started {
  shelves: ToolShelves;
  jobs: Jobs;
  membership: Membership;
  live: LiveConversations;
  webhooks: Webhooks;
  /** The channels on which conversations can be held. */
  channels: Channels;
  /** Where calls wait for a line. */
  callQueue: CallQueue;
}

/** Says where clients reach the installation, without a slash at the end. */
export function publicUrlOf({ environment, door }: Pick<Started, "environment" | "door">): string {
  return (environment.OPERATOR_PUBLIC_URL ?? door.url).replace(/\/+$/, "");
}

/** Builds the services of agents and conversations. */
export function conversationServicesOf(parts: Parts): ConversationServices {
  const { environment, database, live } = parts;
  const publicUrl = publicUrlOf(parts);
  const knownThings = knownThingsReader(parts);
  const agents = conversationalAgents(database, knownThings);
  const testAddresses = new TestAddresses(database);
  const contactTimes = new ContactTimes(database, environment.OPERATOR_TIME_ZONE);
  const beginnings = new Beginnings({ ...parts, knownThings, contactTimes, setup: parts.webhooks.setup });
  const conversations = new Conversations({ ...parts, agents, beginnings, testAddresses, publicUrl });
  const reach = { ...parts, beginnings, contactTimes, testAddresses };
  const jobKinds = [...conversationJobs(live), startJob(reach), followUpJob(reach)];
  const queuedConversations = new QueuedConversations({ ...reach, conversations });
  const procedural = proceduralAgents({ ...parts, knownThings });
  return {
    agents,
    proceduralAgents: procedural,
    testAddresses,
    beginnings,
    conversations,
    queuedConversations,
    contactTimes,
    publicUrl,
    jobKinds,
  };
}
