import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import { createAppointmentService } from "../../examples/appointments/service.ts";
import type { Environment } from "./config.ts";
import { type Database, openDatabase } from "./db/database.ts";
import { startEmbeddedPostgres } from "./db/embedded/postgres.ts";
import { EventWriter } from "./db/event-writer.ts";
import { migrate } from "./db/migrate.ts";
import { settingOf } from "./db/settings.ts";
import { type Door, openDoor } from "./http/door.ts";
import { EventStreams } from "./http/event-streams.ts";
import { forwardUpgrade } from "./http/forward.ts";
import { plainUpgrades } from "./http/plain-upgrade.ts";
import { buildHttpServer } from "./http/server.ts";
import { randomBase62 } from "./lib/random.ts";
import { rateLimit } from "./lib/rate-limit.ts";
import { createSafeFetch, type SafeFetch } from "./lib/safe-fetch.ts";
import type { ModelCatalog } from "./ports/language-model.ts";
import { createModelCatalog } from "./providers/catalog.ts";
import { SessionServer } from "./realtime/session-server.ts";
import { LIVE_LIMITS } from "./runtime/turn-types.ts";
import { AgentDesk } from "./services/agent-desk.ts";
import { Agents } from "./services/agents.ts";
import { ApiKeys } from "./services/api-keys.ts";
import { Conversations } from "./services/conversations.ts";
import { Following } from "./services/following.ts";
import { IdempotencyKeys } from "./services/idempotency-keys.ts";
import { knownThingsReader } from "./services/known-things.ts";
import { LiveConversations } from "./services/live-conversations.ts";
import { Membership } from "./services/membership.ts";
import { setUpQuickstart } from "./services/quickstart.ts";
import { Housekeeping } from "./worker/housekeeping.ts";

/** The running platform. */
export interface App {
  /** Where it is reached. */
  url: string;
  /** The API key that was generated, at the first start only. */
  generatedKey: string | null;
  /** A code that opens the page once. */
  signInCode: string;
  /** Stops everything in order; nothing that was acknowledged is lost. */
  stop(): Promise<void>;
}

const QUICKSTART_PATH = "/examples/appointments";
const TIMINGS: Timings = { reconnectWithin: 60_000, pingEvery: 20_000 };
const HOUSEKEEPING_EVERY = 10_000;
const POOL_CONNECTIONS = 10;

/** Times that are long in the platform and that a test cannot wait for. */
export interface Timings {
  /** How long a conversation waits for a session that dropped. */
  reconnectWithin: number;
  /** Between two pings of a session; a peer that has not answered one by the next is gone. */
  pingEvery: number;
}

/** Undoes one step of the start. */
type Undo = () => Promise<unknown> | void;

/**
 * Starts the platform: the port, the database, its tables, the services, the edges, the example. Throws what stood in
 * the way, after undoing what was done.
 */
export async function startApp(environment: Environment, logger: Logger, timings = TIMINGS): Promise<App> {
  const undo: Undo[] = [];
  try {
    return await start({ environment, logger, undo, timings });
  } catch (error) {
    await unwind(undo, logger);
    throw error;
  }
}

async function unwind(undo: Undo[], logger: Logger): Promise<void> {
  for (const step of undo.splice(0).reverse()) {
    try {
      await step();
    } catch (error) {
      logger.error({ err: error }, "A step of the shut-down failed.");
    }
  }
}

async function start(begun: Pick<Started, "environment" | "logger" | "undo" | "timings">): Promise<App> {
  const { environment, logger, undo } = begun;
  const door = await openDoor(environment.HOST, environment.PORT);
  undo.push(door.close);
  const databaseUrl = environment.DATABASE_URL ?? (await startDatabase(environment, logger, undo));
  await prepareTables(databaseUrl, environment.DATABASE_URL !== undefined);
  const onError = (error: unknown) => logger.error({ err: error }, "A database connection broke.");
  const database = openDatabase(databaseUrl, { connections: POOL_CONNECTIONS, onError });
  undo.push(() => database.destroy());
  const writer = new EventWriter(databaseUrl);
  undo.push(() => writer.close());

  const secrets = await readSecrets(database);
  const catalog = catalogOf(environment);
  const started = { ...begun, door, database, secrets, catalog };
  const live = await startLiveConversations({ ...started, databaseUrl, writer });
  const edges = await openEdges({ ...started, live });
  const { agents, keys } = edges;

  if (environment.OPERATOR_QUICKSTART) await startQuickstart({ ...started, agents });
  if (environment.OPERATOR_API_KEY) await keys.install(environment.OPERATOR_API_KEY, "from the environment");
  const generatedKey = await keys.createFirst();
  const signInCode = await keys.createSignInCode();
  door.open();
  return { url: edges.publicUrl, generatedKey, signInCode, stop: () => unwind(undo, logger) };
}

async function prepareTables(databaseUrl: string, isOwn: boolean): Promise<void> {
  try {
    await migrate(databaseUrl);
  } catch (cause) {
    const place = isOwn ? "The database at DATABASE_URL" : "The embedded database";
    throw new Error(`${place} cannot be used. Check that it runs, is PostgreSQL 15 or later, and lets this user in.`, {
      cause,
    });
  }
}

async function startDatabase(environment: Environment, logger: Logger, undo: Undo[]): Promise<string> {
  const directory = join(environment.OPERATOR_DATA_DIR, "postgres");
  const embedded = await startEmbeddedPostgres({
    directory,
    log: (line) => logger.warn({ component: "database" }, line),
  });
  undo.push(() => embedded.stop());
  return embedded.connectionString;
}

interface Secrets {
  /** Computes the conversations' tokens. */
  token: string;
  /** Signs what is sent to tools. */
  signingKey: string;
}

async function readSecrets(database: Database): Promise<Secrets> {
  return {
    token: await settingOf(database, "token_secret", () => randomBase62(43)),
    signingKey: await settingOf(database, "signing_key", () => `op_sign_${randomBase62(32)}`),
  };
}

function catalogOf(environment: Environment): ModelCatalog {
  const vendor = (apiKey: string | undefined, baseUrl: string | undefined) =>
    apiKey === undefined ? undefined : { apiKey, ...(baseUrl === undefined ? {} : { baseUrl }) };
  const openai = vendor(environment.OPENAI_API_KEY, environment.OPENAI_BASE_URL);
  const anthropic = vendor(environment.ANTHROPIC_API_KEY, environment.ANTHROPIC_BASE_URL);
  const google = vendor(environment.GOOGLE_API_KEY, environment.GOOGLE_BASE_URL);
  return createModelCatalog({
    ...(openai ? { openai } : {}),
    ...(anthropic ? { anthropic } : {}),
    ...(google ? { google } : {}),
    servers: environment.OPERATOR_MODEL_SERVERS,
  });
}

interface Started {
  environment: Environment;
  logger: Logger;
  undo: Undo[];
  timings: Timings;
  door: Door;
  database: Database;
  secrets: Secrets;
  catalog: ModelCatalog;
}

async function startLiveConversations(started: Started & { databaseUrl: string; writer: EventWriter }) {
  const { environment, logger, undo, timings, door, databaseUrl, database, writer } = started;
  const fetch = createSafeFetch({ allowedTargets: allowedTargets(environment, door) });
  undo.push(() => fetch.close());
  const membership = new Membership({
    databaseUrl,
    url: environment.OPERATOR_NODE_URL ?? door.url,
    onLost: () => {
      logger.warn("The connection to the database broke; conversations go on when it is back.");
      void live.release();
    },
  });
  await membership.enter();
  undo.push(() => membership.leave());
  const stopping = new AbortController();
  const desk = openDesk(started, fetch, stopping.signal);
  const live = new LiveConversations({
    database,
    writer,
    desk,
    membership,
    reconnectWithin: timings.reconnectWithin,
    onError: (error, id) => logger.error({ err: error, conversation_id: id }, "A conversation goes on from its log."),
  });
  undo.push(async () => {
    await live.close();
    stopping.abort();
  });
  return live;
}

function openDesk({ database, catalog, secrets, logger }: Started, fetch: SafeFetch, stopping: AbortSignal): AgentDesk {
  return new AgentDesk({
    database,
    catalog,
    limits: LIVE_LIMITS,
    fetch,
    signingKey: secrets.signingKey,
    stopping,
    onError: (error, tool) => logger.error({ err: error, tool }, "A tool call broke."),
    onFault: (error, id) => logger.error({ err: error, conversation_id: id }, "A turn broke."),
    onModelFailure: ({ conversationId, model, detail }) =>
      logger.warn({ conversation_id: conversationId, model, detail: detail.slice(0, 500) }, "A model failed."),
  });
}

/** The example service is on this machine, so calls to its address are allowed while it is there. */
function allowedTargets(environment: Environment, door: Door): string[] {
  const own = environment.OPERATOR_QUICKSTART ? [new URL(door.url).host] : [];
  return [...environment.OPERATOR_ALLOWED_ADDRESSES, ...own];
}

async function openEdges(started: Started & { live: LiveConversations }) {
  const { environment, logger, undo, timings, door, database, live, secrets, catalog } = started;
  const publicUrl = (environment.OPERATOR_PUBLIC_URL ?? door.url).replace(/\/+$/, "");
  const knownThings = knownThingsReader(database, catalog);
  const keys = new ApiKeys(database);
  const agents = new Agents(database, knownThings);
  const idempotencyKeys = new IdempotencyKeys(database);
  const tokenSecret = secrets.token;
  const conversations = new Conversations({ database, agents, live, catalog, knownThings, tokenSecret, publicUrl });
  const following = new Following(database, live);
  const streams = new EventStreams();
  undo.push(() => streams.close());

  const limit = rateLimit(environment.OPERATOR_RATE_LIMIT);
  const http = await buildHttpServer(
    { agents, conversations, following, keys, idempotencyKeys, streams },
    { logger, limit, publicUrl, pageDirectory: PAGE_DIRECTORY },
  );
  await http.ready();
  undo.push(() => http.close());
  door.listeners.set("", http.routing);

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

  const housekeeping = startHousekeeping(logger, live, idempotencyKeys);
  undo.push(() => housekeeping.close());
  return { agents, keys, publicUrl };
}

function startHousekeeping(logger: Logger, live: LiveConversations, idempotencyKeys: IdempotencyKeys): Housekeeping {
  const chores = [
    { name: "take up conversations that nobody holds", run: () => live.sweep() },
    { name: "forget old idempotency keys", run: () => idempotencyKeys.deleteOld() },
  ];
  const housekeeping = new Housekeeping(chores, HOUSEKEEPING_EVERY, (error, chore) =>
    logger.error({ err: error, chore }, "A chore failed; it is tried again."),
  );
  void housekeeping.runNow();
  return housekeeping;
}

const PAGE_DIRECTORY = fileURLToPath(new URL("../../dashboard/dist", import.meta.url));

async function startQuickstart(started: Started & { agents: Agents }): Promise<void> {
  const { environment, door, database, agents, catalog, secrets } = started;
  const file = join(environment.OPERATOR_DATA_DIR, "appointments.json");
  const service = createAppointmentService({ signingKey: secrets.signingKey, file, prefix: QUICKSTART_PATH });
  door.listeners.set(QUICKSTART_PATH, service.listener);
  const tools = service.tools.map(({ path, ...tool }) => ({ ...tool, url: `${door.url}${path}` }));
  const preferred = catalog.vendors().find((vendor) => vendor.isConfigured && vendor.suggestedModel !== null);
  await setUpQuickstart({ database, agents, tools, model: preferred?.suggestedModel ?? "simulated/assistant" });
}
