import { EventStreams } from "../http/event-streams.ts";
import { forwardUpgrade } from "../http/forward.ts";
import { plainUpgrades } from "../http/plain-upgrade.ts";
import { buildHttpServer, type HttpServices } from "../http/server.ts";
import { type RateLimit, rateLimit } from "../lib/rate-limit.ts";
import { SessionServer } from "../realtime/session-server.ts";
import { Agents } from "../services/agents.ts";
import { ApiKeys } from "../services/api-keys.ts";
import { Conversations } from "../services/conversations.ts";
import { Following } from "../services/following.ts";
import { IdempotencyKeys } from "../services/idempotency-keys.ts";
import { knownThingsReader } from "../services/known-things.ts";
import type { LiveConversations } from "../services/live-conversations.ts";
import { TestAddresses } from "../services/test-addresses.ts";
import { Housekeeping } from "../worker/housekeeping.ts";
import type { ToolShelves } from "../services/toolbox.ts";
import type { Started } from "./started.ts";
import { toolServicesOf } from "./tools.ts";
import type { Webhooks } from "./webhooks.ts";

const HOUSEKEEPING_EVERY = 10_000;

/** The services that the rest of the start needs, and where clients reach the platform. */
export interface Edges {
  agents: Agents;
  keys: ApiKeys;
  publicUrl: string;
}

interface ReadyToOpen extends Started {
  shelves: ToolShelves;
  live: LiveConversations;
  webhooks: Webhooks;
  pageDirectory: string;
}

/** Builds the services and opens the edges: REST, sessions, and what is done now and then. */
export async function openEdges(ready: ReadyToOpen): Promise<Edges> {
  const { environment, undo, door } = ready;
  const publicUrl = (environment.OPERATOR_PUBLIC_URL ?? door.url).replace(/\/+$/, "");
  const services = servicesOf(ready, publicUrl);
  const limit = rateLimit(environment.OPERATOR_RATE_LIMIT);
  await openHttp(ready, services, { limit, publicUrl });
  openSessions(ready, services, limit);
  const housekeeping = startHousekeeping(ready, services.idempotencyKeys);
  undo.push(() => housekeeping.close());
  return { agents: services.agents, keys: services.keys, publicUrl };
}

function servicesOf(ready: ReadyToOpen, publicUrl: string): Omit<HttpServices, "streams"> {
  const { logger, database, live, webhooks, catalog, shelves, signingKey } = ready;
  const knownThings = knownThingsReader(shelves, catalog);
  const agents = new Agents(database, knownThings);
  const testAddresses = new TestAddresses(database);
  const { setup } = webhooks;
  return {
    agents,
    conversations: new Conversations({ ...ready, agents, knownThings, testAddresses, setup, publicUrl }),
    following: new Following(database, live),
    keys: new ApiKeys(database, (error) => logger.warn({ err: error }, "A key's use was not noted.")),
    signingKey,
    testAddresses,
    idempotencyKeys: new IdempotencyKeys(database, ready.bareBox),
    webhookEndpoints: webhooks.endpoints,
    webhookDeliveries: webhooks.deliveries,
    ...toolServicesOf(ready),
  };
}

async function openHttp(
  { logger, undo, door, pageDirectory }: ReadyToOpen,
  services: Omit<HttpServices, "streams">,
  options: { limit: RateLimit; publicUrl: string },
): Promise<void> {
  const streams = new EventStreams();
  undo.push(() => streams.close());
  const http = await buildHttpServer({ ...services, streams }, { logger, pageDirectory, ...options });
  await http.ready();
  undo.push(() => http.close());
  door.listeners.set("", http.routing);
}

function openSessions(
  { logger, undo, timings, door }: ReadyToOpen,
  { conversations, following, keys }: Omit<HttpServices, "streams">,
  limit: RateLimit,
): void {
  const sessions = new SessionServer({
    conversations,
    following,
    keys,
    limit,
    pingEvery: timings.pingEvery,
    forward: forwardUpgrade,
    ignore: plainUpgrades(door.server),
    onError: (error) => logger.error({ err: error }, "A session failed."),
  });
  sessions.attach(door.server);
  undo.push(() => sessions.close());
}

function startHousekeeping({ logger, live, webhooks }: ReadyToOpen, idempotencyKeys: IdempotencyKeys): Housekeeping {
  const chores = [
    { name: "take up conversations that nobody holds", run: () => live.sweep() },
    { name: "forget old idempotency keys", run: () => idempotencyKeys.deleteOld() },
    { name: "forget old webhook deliveries", run: () => webhooks.deliveries.forgetOld() },
  ];
  const housekeeping = new Housekeeping(chores, HOUSEKEEPING_EVERY, (error, chore) =>
    logger.error({ err: error, chore }, "A chore failed; it is tried again."),
  );
  void housekeeping.runNow();
  return housekeeping;
}
