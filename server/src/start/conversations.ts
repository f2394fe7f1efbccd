import { type Agents, conversationalAgents } from "../services/agents.ts";
import { Beginnings } from "../services/beginnings.ts";
import type { Channels } from "../services/channels.ts";
import { conversationJobs } from "../services/conversation-jobs.ts";
import { Conversations } from "../services/conversations.ts";
import type { JobKind, Jobs } from "../services/jobs.ts";
import { knownThingsReader } from "../services/known-things.ts";
import type { LiveConversations } from "../services/live-conversations.ts";
import { type ProceduralAgents, proceduralAgents } from "../services/procedural-agents.ts";
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
}

interface Parts extends Started {
  shelves: ToolShelves;
  jobs: Jobs;
  live: LiveConversations;
  webhooks: Webhooks;
  /** The channels on which conversations can be held. */
  channels: Channels;
}

/** Builds the services of agents and conversations. */
export function conversationServicesOf(parts: Parts): ConversationServices {
  const { environment, door, database, live, catalog, shelves } = parts;
  const publicUrl = (environment.OPERATOR_PUBLIC_URL ?? door.url).replace(/\/+$/, "");
  const knownThings = knownThingsReader(shelves, catalog);
  const agents = conversationalAgents(database, knownThings);
  const testAddresses = new TestAddresses(database);
  const beginnings = new Beginnings({ ...parts, knownThings, setup: parts.webhooks.setup });
  const conversations = new Conversations({ ...parts, agents, beginnings, testAddresses, publicUrl });
  const jobKinds = conversationJobs(live);
  const procedural = proceduralAgents({ ...parts, knownThings });
  return { agents, proceduralAgents: procedural, testAddresses, beginnings, conversations, publicUrl, jobKinds };
}
