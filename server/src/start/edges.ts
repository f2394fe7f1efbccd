import { EventStreams } from "../http/event-streams.ts";
import { forwardUpgrade } from "../http/forward.ts";
import { plainUpgrades } from "../http/plain-upgrade.ts";
import { buildHttpServer } from "../http/server.ts";
import { rateLimit } from "../lib/rate-limit.ts";
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
export async function openEdges(started: ReadyToOpen): Promise<Edges> {
  const { environment, logger, undo, door, database, live, webhooks, catalog } = started;
  const publicUrl = (environment.OPERATOR_PUBLIC_URL ?? door.url).replace(/\/+$/, "");
  const knownThings = knownThingsReader(started.shelves, catalog);
  const keys = new ApiKeys(database, (error) => logger.warn({ err: error }, "A key's use was not noted."));
  const agents = new Agents(database, knownThings);
  const idempotencyKeys = new IdempotencyKeys(database, started.bareBox);
  const testAddresses = new TestAddresses(database);
  const { setup } = webhooks;
  const conversations = new Conversations({ ...started, agents, knownThings, testAddresses, setup, publicUrl });
  const following = new Following(database, live);
  const streams = new EventStreams();
  undo.push(() => streams.close());

  const limit = rateLimit(environment.OPERATOR_RATE_LIMIT);
  const http = await buildHttpServer(
    {
      ...toolServicesOf(started),
      ...{ agents, conversations, following, keys, signingKey: started.signingKey, testAddresses, idempotencyKeys },
      ...{ streams, webhookEndpoints: webhooks.endpoints, webhookDeliveries: webhooks.deliveries },
    },
    { logger, limit, publicUrl, pageDirectory: started.pageDirectory },
  );
  await http.ready();
  undo.push(() => http.close());
  door.listeners.set("", http.routing);

  openSessions(started, { conversations, following, keys, limit });

  const housekeeping = startHousekeeping(started, idempotencyKeys);
  undo.push(() => housekeeping.close());
  return { agents, keys, publicUrl };
}

type Taking = Pick<ConstructorParameters<typeof SessionServer>[0], "conversations" | "following" | "keys" | "limit">;

function openSessions({ logger, undo, timings, door }: Started, taking: Taking): void {
  const sessions = new SessionServer({
    ...taking,
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
