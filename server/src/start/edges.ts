import { DemoLinks } from "../services/demo-links.ts";
import { Demos } from "../services/demos.ts";
import { DoNotCallList } from "../services/do-not-call.ts";
import { deleteArrivals } from "../db/call-arrivals.ts";
import { forwardUpgrade } from "../http/forward.ts";
import { plainUpgrades } from "../http/plain-upgrade.ts";
import { buildHttpServer, type HttpServices } from "../http/server.ts";
import { SseConnections } from "../http/sse.ts";
import { type CallerAddress, callerAddress } from "../lib/caller-address.ts";
import { type RateLimit, rateLimit } from "../lib/rate-limit.ts";
import { CarrierMediaServer } from "../realtime/carrier-media-server.ts";
import { SupervisionServer } from "../realtime/supervision-server.ts";
import { SessionServer } from "../realtime/session-server.ts";
import { takeUpgrades } from "../realtime/upgrades.ts";
import type { Agents } from "../services/agents.ts";
import { ApiKeys } from "../services/api-keys.ts";
import type { Campaigns } from "../services/campaigns.ts";
import type { Channels } from "../services/channels.ts";
import type { CarrierCalls } from "../services/carrier-calls.ts";
import { ConversationPrompts } from "../services/conversation-prompts.ts";
import { Customers } from "../services/customers.ts";
import { Following } from "../services/following.ts";
import { FollowUps } from "../services/follow-ups.ts";
import { IdempotencyKeys } from "../services/idempotency-keys.ts";
import { Logs } from "../services/logs.ts";
import { requestLog } from "../services/request-log.ts";
import { Statistics } from "../services/statistics.ts";
import { Voices } from "../services/voices.ts";
import type { VoiceServices } from "../services/voice-session.ts";
import type { LiveConversations } from "../services/live-conversations.ts";
import type { Jobs } from "../services/jobs.ts";
import type { McpServers } from "../services/mcp-servers.ts";
import type { McpTrials } from "../services/mcp-trials.ts";
import { ProcedureApi } from "../services/procedure-api.ts";
import type { ProcedureWatch } from "../services/procedure-watch.ts";
import type { Procedures } from "../services/procedures.ts";
import { Housekeeping } from "../worker/housekeeping.ts";
import type { ConversationServices } from "./conversations.ts";
import { type MailIn, openMailListener } from "./mail.ts";
import type { MessageServices } from "./messages.ts";
import { openApiSourceServicesOf } from "./openapi-sources.ts";
import { installationOf } from "./installation.ts";
import { memberServicesOf } from "./members.ts";
import type { ProcedureCallers } from "./procedure-outputs.ts";
import type { Started } from "./started.ts";
import { handoverServicesOf } from "./transfers.ts";
import { toolServicesOf } from "./tools.ts";
import type { Webhooks } from "./webhooks.ts";

const HOUSEKEEPING_EVERY = 10_000;

/** The services that the rest of the start needs. */
export interface Edges {
  agents: Agents;
  keys: ApiKeys;
}

type Services = ConversationServices & MessageServices & MailIn & Omit<ProcedureCallers, "jobKinds">;

interface ReadyToOpen extends Started, Services {
  mcpServers: McpServers;
  mcpTrials: McpTrials;
  carrierCalls: CarrierCalls;
  campaigns: Campaigns;
  live: LiveConversations;
  webhooks: Webhooks;
  jobs: Jobs;
  pageDirectory: string;
  documentsRoot: string;
  voice: VoiceServices;
  channels: Channels;
  procedures: Procedures;
  watch: ProcedureWatch;
}

/** Builds the services and opens the edges: REST, sessions, and what is done now and then. */
export async function openEdges(ready: ReadyToOpen): Promise<Edges> {
  const { environment, publicUrl } = ready;
  const services = servicesOf(ready);
  const limit = rateLimit(environment.OPERATOR_RATE_LIMIT);
  const addressOf = callerAddress(environment.OPERATOR_TRUSTED_PROXIES);
  await openHttp(ready, services, { limit, addressOf, publicUrl });
  openSessions(ready, services, { limit, addressOf });
  await openMailListener(ready, ready);
  startHousekeeping(ready, services);
  return { agents: services.agents, keys: services.keys };
}

function servicesOf(ready: ReadyToOpen): Omit<HttpServices, "streams"> {
  const { logger, undo, database, live, webhooks, signingKey, agents, conversations, testAddresses } = ready;
  const logs = new Logs(database, (error) => logger.warn({ err: error }, "The log cannot be followed."));
  undo.push(() => logs.close());
  const prices = ready.environment.OPERATOR_MODEL_PRICES;
  const members = memberServicesOf(ready);
  return {
    agents,
    conversations,
    conversationPrompts: new ConversationPrompts(ready),
    live,
    queuedConversations: ready.queuedConversations,
    recordings: ready.recordings,
    ...procedureServicesOf(ready),
    jobKinds: ready.jobKinds,
    nodeSecret: ready.tokenSecret,
    campaigns: ready.campaigns,
    customers: new Customers(ready),
    following: new Following(database, live),
    keys: new ApiKeys(database, (error) => logger.warn({ err: error }, "A key's use was not noted.")),
    signingKey,
    testAddresses,
    doNotCall: new DoNotCallList(database),
    followUps: new FollowUps(ready),
    ...carriedServicesOf(ready),
    ...handoverServicesOf(ready),
    ...demoServicesOf(ready),
    idempotencyKeys: new IdempotencyKeys(database, ready.bareBox),
    webhookEndpoints: webhooks.endpoints,
    webhookDeliveries: webhooks.deliveries,
    ...toolServicesOf(ready),
    ...mcpServicesOf(ready),
    voices: new Voices(ready),
    logs,
    installation: installationOf(ready),
    ...members,
    statistics: new Statistics({ ...ready, ...members, prices }),
    ...openApiSourceServicesOf(ready),
  };
}

/** What concerns MCP servers. */
function mcpServicesOf({ mcpServers, mcpTrials }: ReadyToOpen) {
  return { mcpServers, mcpTrials };
}

/** What concerns public links. */
function demoServicesOf(ready: ReadyToOpen) {
  return { demoLinks: new DemoLinks(ready), demos: new Demos(ready) };
}

/** What concerns procedural agents and their runs. */
function procedureServicesOf(ready: ReadyToOpen) {
  const { proceduralAgents, procedureSchedules, procedureBatches } = ready;
  return { proceduralAgents, procedureSchedules, procedureBatches, procedureApi: new ProcedureApi(ready) };
}

/** What goes and comes over carriers. */
function carriedServicesOf(ready: ReadyToOpen) {
  const { messages, phoneNumbers, textMessages, carrierCalls, carrierNumbers, mailboxes, inboundMails } = ready;
  return { messages, phoneNumbers, textMessages, carrierCalls, carrierNumbers, mailboxes, inboundMails };
}

/** How often callers may ask, and where they ask from. */
interface Counting {
  limit: RateLimit;
  addressOf: CallerAddress;
}

async function openHttp(
  ready: ReadyToOpen,
  services: Omit<HttpServices, "streams">,
  options: Counting & { publicUrl: string },
): Promise<void> {
  const { logger, undo, door, pageDirectory, documentsRoot, activityLog, metrics } = ready;
  const streams = new SseConnections();
  undo.push(() => streams.close());
  metrics.gauge("operator_event_streams_open", "Events streams and followers of the log.", () => streams.size);
  const served = { logger, activityLog, metrics, pageDirectory, documentsRoot, ...options };
  const http = await buildHttpServer({ ...services, streams }, served);
  await http.ready();
  undo.push(() => http.close());
  door.listeners.set("", http.routing);
}

function openSessions(
  { logger, undo, timings, door, activityLog, metrics }: ReadyToOpen,
  { conversations, following, keys, carrierCalls, supervisions }: Omit<HttpServices, "streams">,
  counting: Counting,
): void {
  const onError = (error: unknown, request_id: string) =>
    logger.error({ err: error, request_id }, "A session, or the media of a call, failed.");
  const sessions = new SessionServer({
    conversations,
    following,
    keys,
    ...counting,
    pingEvery: timings.pingEvery,
    forward: forwardUpgrade,
    record: requestLog(activityLog),
    onError,
  });
  const media = new CarrierMediaServer({
    calls: carrierCalls,
    ...counting,
    pingEvery: timings.pingEvery,
    forward: forwardUpgrade,
    onError: (error) => logger.error({ err: error }, "A frame of the media of a call could not be worked with."),
  });
  const supervising = new SupervisionServer({
    supervisions,
    conversations,
    ...counting,
    pingEvery: timings.pingEvery,
    forward: forwardUpgrade,
    onError,
  });
  undo.push(() => supervising.close());
  takeUpgrades(door.server, { rooms: [sessions, media, supervising], ignore: plainUpgrades(door.server), onError });
  metrics.gauge("operator_call_media_sockets_open", "Carriers' sockets for the media of calls.", () => media.size);
  undo.push(() => media.close());
  metrics.gauge("operator_sessions_open", "Sessions that are open.", () => sessions.size);
  undo.push(() => sessions.close());
}

type Kept = Pick<HttpServices, "customers" | "demos" | "idempotencyKeys" | "logs" | "organization">;

/** Carriers bring a call again within minutes, if at all. */
const ARRIVALS_KEPT = 24 * 60 * 60_000;

function startHousekeeping(ready: ReadyToOpen, kept: Kept): void {
  const { environment, logger, undo, live, webhooks, recordings, database } = ready;
  const retention = environment.OPERATOR_LOG_RETENTION;
  const chores = [
    { name: "take up conversations that nobody holds", run: () => live.sweep() },
    { name: "delete conversations that are kept no longer", run: () => kept.organization.removeExpired() },
    { name: "forget who came by public links", run: () => kept.demos.forgetOld() },
    { name: "finish deleting customers", run: () => kept.customers.finishDeletions() },
    { name: "forget old idempotency keys", run: () => kept.idempotencyKeys.deleteOld() },
    { name: "forget old webhook deliveries", run: () => webhooks.deliveries.forgetOld(retention.webhook_delivery) },
    { name: "forget which calls came in", run: () => deleteArrivals(database, new Date(Date.now() - ARRIVALS_KEPT)) },
    { name: "delete expired recordings", run: () => recordings.deleteExpired() },
    { name: "forget old activities", run: () => kept.logs.deleteOld(retention, new Date()) },
  ];
  const housekeeping = new Housekeeping(chores, HOUSEKEEPING_EVERY, (error, chore) =>
    logger.error({ err: error, chore }, "A chore failed; it is tried again."),
  );
  undo.push(() => housekeeping.close());
  void housekeeping.runNow();
}
