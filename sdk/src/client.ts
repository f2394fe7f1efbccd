import type { Plain } from "./endpoint-types.ts";
import { createEndpoints, type Endpoints } from "./endpoints.ts";
import { account } from "./resources/account.ts";
import { apiKeys } from "./resources/api-keys.ts";
import { campaigns } from "./resources/campaigns.ts";
import { conversationalAgents } from "./resources/conversational-agents.ts";
import { conversations } from "./resources/conversations.ts";
import { customers } from "./resources/customers.ts";
import { demoLinks } from "./resources/demo-links.ts";
import { demos } from "./resources/demos.ts";
import { doNotCall } from "./resources/do-not-call.ts";
import { followUps } from "./resources/follow-ups.ts";
import { installation } from "./resources/installation.ts";
import { invitations } from "./resources/invitations.ts";
import { logs } from "./resources/logs.ts";
import { mailboxes } from "./resources/mailboxes.ts";
import { mcpServers } from "./resources/mcp-servers.ts";
import { members } from "./resources/members.ts";
import { messages } from "./resources/messages.ts";
import { openapiSources } from "./resources/openapi-sources.ts";
import { organization } from "./resources/organization.ts";
import { phoneNumbers } from "./resources/phone-numbers.ts";
import { proceduralAgents } from "./resources/procedural-agents.ts";
import { procedureBatches } from "./resources/procedure-batches.ts";
import { procedureSchedules } from "./resources/procedure-schedules.ts";
import { procedures } from "./resources/procedures.ts";
import { signingKey } from "./resources/signing-key.ts";
import { statistics } from "./resources/statistics.ts";
import { testAddresses } from "./resources/test-addresses.ts";
import { toolCalls } from "./resources/tool-calls.ts";
import { tools } from "./resources/tools.ts";
import { transfers } from "./resources/transfers.ts";
import { voices } from "./resources/voices.ts";
import { webhookDeliveries } from "./resources/webhook-deliveries.ts";
import { webhookEndpoints } from "./resources/webhook-endpoints.ts";
import { type ClientOptions, createTransport } from "./transport.ts";

/**
 * Calls of the REST API, a group for each resource. Each rejects with an `OperatorApiError` when the server refuses or is
 * not reached.
 */
export interface Client {
  account: ReturnType<typeof account>;
  apiKeys: ReturnType<typeof apiKeys>;
  campaigns: ReturnType<typeof campaigns>;
  conversationalAgents: ReturnType<typeof conversationalAgents>;
  conversations: ReturnType<typeof conversations>;
  customers: ReturnType<typeof customers>;
  demoLinks: ReturnType<typeof demoLinks>;
  demos: ReturnType<typeof demos>;
  doNotCall: ReturnType<typeof doNotCall>;
  followUps: ReturnType<typeof followUps>;
  installation: ReturnType<typeof installation>;
  invitations: ReturnType<typeof invitations>;
  logs: ReturnType<typeof logs>;
  mailboxes: ReturnType<typeof mailboxes>;
  mcpServers: ReturnType<typeof mcpServers>;
  members: ReturnType<typeof members>;
  messages: ReturnType<typeof messages>;
  openapiSources: ReturnType<typeof openapiSources>;
  organization: ReturnType<typeof organization>;
  phoneNumbers: ReturnType<typeof phoneNumbers>;
  proceduralAgents: ReturnType<typeof proceduralAgents>;
  procedureBatches: ReturnType<typeof procedureBatches>;
  procedureSchedules: ReturnType<typeof procedureSchedules>;
  procedures: ReturnType<typeof procedures>;
  signingKey: ReturnType<typeof signingKey>;
  statistics: ReturnType<typeof statistics>;
  testAddresses: ReturnType<typeof testAddresses>;
  toolCalls: ReturnType<typeof toolCalls>;
  tools: ReturnType<typeof tools>;
  transfers: ReturnType<typeof transfers>;
  voices: ReturnType<typeof voices>;
  webhookDeliveries: ReturnType<typeof webhookDeliveries>;
  webhookEndpoints: ReturnType<typeof webhookEndpoints>;
  /** Says whether the server is up. It needs no key. */
  health: Plain<"/health", "get">;
}

/**
 * Makes a client of the REST API. It opens no connection until it is asked something. Throws a `TypeError` for a host or
 * a key that none can be.
 */
export function createClient(options: ClientOptions = {}): Client {
  return groupsOf(createEndpoints(createTransport(options)));
}

/** Exchanges the code of a one-time sign-in link for an API key. */
export async function signIn({ code, ...options }: { code: string } & Omit<ClientOptions, "key">): Promise<string> {
  // A code counts once: sent again, it would be refused although the first try was taken.
  const on = createEndpoints(createTransport({ ...options, retries: 0 }));
  return (await on.post("/sign_in")({ code })).api_key;
}

/**
 * Makes of a client only what a page needs that has a public link, and no key: a small part, for small pages. Throws a
 * `TypeError` for a host that none can be.
 */
export function createDemoClient(options: Omit<ClientOptions, "key"> = {}): ReturnType<typeof demos> {
  return demos(createEndpoints(createTransport(options)));
}

const groupsOf = (on: Endpoints): Client => ({
  account: account(on),
  apiKeys: apiKeys(on),
  campaigns: campaigns(on),
  conversationalAgents: conversationalAgents(on),
  conversations: conversations(on),
  customers: customers(on),
  demoLinks: demoLinks(on),
  demos: demos(on),
  doNotCall: doNotCall(on),
  followUps: followUps(on),
  installation: installation(on),
  invitations: invitations(on),
  logs: logs(on),
  mailboxes: mailboxes(on),
  mcpServers: mcpServers(on),
  members: members(on),
  messages: messages(on),
  openapiSources: openapiSources(on),
  organization: organization(on),
  phoneNumbers: phoneNumbers(on),
  proceduralAgents: proceduralAgents(on),
  procedureBatches: procedureBatches(on),
  procedureSchedules: procedureSchedules(on),
  procedures: procedures(on),
  signingKey: signingKey(on),
  statistics: statistics(on),
  testAddresses: testAddresses(on),
  toolCalls: toolCalls(on),
  tools: tools(on),
  transfers: transfers(on),
  voices: voices(on),
  webhookDeliveries: webhookDeliveries(on),
  webhookEndpoints: webhookEndpoints(on),
  health: on.get("/health"),
});
