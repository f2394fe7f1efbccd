import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import type { Environment } from "./config.ts";
import { type Door, openDoor } from "./http/door.ts";
import { createSafeFetch } from "./lib/safe-fetch.ts";
import { campaignOutbox } from "./services/campaign-outbox.ts";
import { OWN_CHANNELS } from "./services/channels.ts";
import { messageOutbox } from "./services/message-outbox.ts";
import { Jobs } from "./services/jobs.ts";
import { campaignsOf } from "./start/campaigns.ts";
import { conversationServicesOf } from "./start/conversations.ts";
import { startAfterConversations } from "./start/after-conversations.ts";
import { startCustomers } from "./start/customers.ts";
import { startDatabase } from "./start/database.ts";
import { type Edges, openEdges } from "./start/edges.ts";
import { startJobRunner } from "./start/jobs.ts";
import { startLiveConversations } from "./start/live-conversations.ts";
import { startLogs } from "./start/logs.ts";
import { readMasterKeys } from "./start/master-key.ts";
import { messageServicesOf } from "./start/messages.ts";
import { openCarrierCalls } from "./start/carrier-calls.ts";
import { openCarriers } from "./start/carriers.ts";
import { mailServicesOf } from "./start/mail.ts";
import { startMcpServers } from "./start/mcp-servers.ts";
import { startMembership } from "./start/membership.ts";
import { modelCatalogOf } from "./start/model-catalog.ts";
import { platformShelfOf } from "./start/platform-tools.ts";
import { procedureCallersOf } from "./start/procedure-outputs.ts";
import { startProcedureRuns, startProcedures } from "./start/procedures.ts";
import { startQuickstart } from "./start/quickstart.ts";
import { startRecordings } from "./start/recordings.ts";
import { openPhone, startTelephony } from "./start/phone.ts";
import { openSecrets } from "./start/secrets.ts";
import { openSlack } from "./start/slack.ts";
import { speechCatalogOf } from "./start/speech.ts";
import type { Begun, Seams, Started, Timings, Undo } from "./start/started.ts";
import { toolShelvesOf } from "./start/tools.ts";
import { transfersOf } from "./start/transfers.ts";
import { startVoice } from "./start/voice.ts";
import { startWebhooks } from "./start/webhooks.ts";

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

/** What is made before the platform is started, for its start may have something to say, too. */
export type ProcessLog = Pick<Begun, "logger" | "knownSecrets">;

const TIMINGS: Timings = {
  reconnectWithin: 60_000,
  pingEvery: 20_000,
  webhookWithin: 15_000,
  setupWithin: 5_000,
  jobsEvery: 1_000,
  procedureRetryEvery: 15_000,
  sleepAfter: 1_000,
  sureAfter: 60_000,
  smtpSilence: 60_000,
  smtpConnection: 10 * 60_000,
};

/** The folder of everything: the sources and what is built of them lie equally deep in it. */
const ROOT = new URL("../..", import.meta.url);
const FOLDERS = { pageDirectory: fileURLToPath(new URL("dashboard/dist", ROOT)), documentsRoot: fileURLToPath(ROOT) };

/**
 * Starts the platform: the port, the database, its tables, the services, the edges, the example. Throws what stood in
 * the way, after undoing what was done.
 */
export async function startApp(environment: Environment, log: ProcessLog, seams: Seams = {}): Promise<App> {
  const undo: Undo[] = [];
  const { logger } = log;
  const { resolve, speech: givenSpeech, phoneNetworks: givenPhoneNetworks, programs, ...timings } = seams;
  const given = { resolve, givenSpeech, givenPhoneNetworks, programs };
  try {
    return await start({ environment, ...log, undo, timings: { ...TIMINGS, ...timings }, ...given });
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

async function start(begun: Begun): Promise<App> {
  const { logger, undo } = begun;
  const foundations = await startFoundations(begun);
  const mcp = startMcpServers(foundations);
  const membership = await startMembership(foundations);
  const jobs = new Jobs({ ...foundations, membership });
  const { procedures, watch, procedureShelf } = startProcedures({ ...foundations, jobs });
  const syscall = platformShelfOf(foundations, () => ({ channels, messages: messages.messages, phone, transfers }));
  const shelves = toolShelvesOf(foundations, { mcp: mcp.shelf, procedure: procedureShelf, syscall });
  const started = { ...foundations, mcpServers: mcp.servers, mcpTrials: mcp.trials, shelves, procedures, watch };
  const procedureCallers = procedureCallersOf({ ...started, jobs });
  const webhooks = await startWebhooks({ ...started, jobs });
  const runs = startProcedureRuns({ ...started, membership, jobs, outbox: webhooks.outbox });
  const after = await startAfterConversations({ ...started, jobs, outbox: webhooks.outbox, runs });
  const carrier = openCarriers(started);
  const customers = startCustomers({ ...started, jobs });
  const ownOutboxes = [messageOutbox({ ...started, jobs }), campaignOutbox({ ...started, jobs })];
  const outboxes = [() => webhooks.outbox, after.outbox, customers.outbox, ...ownOutboxes];
  const voice = await startVoice(started);
  const carried = openCarrierCalls({ ...started, membership });
  const phone = await openPhone({ ...started, ...carried });
  const live = await startLiveConversations({ ...started, ...phone, membership, outboxes, voice });
  const parts = { ...started, membership, jobs, live, voice, webhooks };
  const channels = { ...OWN_CHANNELS, ...carrier.openings, ...phone.openings, ...voice.openings };
  const conversations = conversationServicesOf({ ...parts, ...phone, channels });
  const transfers = transfersOf({ ...parts, ...conversations, phone });
  const messages = messageServicesOf({ ...parts, ...carrier, ...carried, conversationServices: conversations });
  const mails = mailServicesOf({ ...parts, agents: conversations.agents, intake: messages.intake });
  const campaigns = campaignsOf({ ...parts, ...conversations, channels });
  const anywhere = [webhooks, after, customers, procedureCallers, runs, campaigns].flatMap((room) => room.jobKinds);
  const ofConversations = [...conversations.jobKinds, ...messages.messageJobKinds, ...campaigns.endingKinds];
  const jobKinds = startJobRunner({ ...started, membership, jobs }, { anywhere, ofConversations });
  const services = { ...conversations, ...procedureCallers, ...messages, ...mails, ...carried };
  const ready = { ...parts, ...services, channels, campaigns: campaigns.campaigns, jobKinds, ...FOLDERS };
  const { agents, keys } = await openEdges(ready);
  startTelephony({ ...parts, ...conversations, phone });
  const opened = await letIn({ ...started, agents, keys });
  started.door.open();
  return { url: conversations.publicUrl, ...opened, stop: () => unwind(undo, logger) };
}

/** Sets up the example, and what opens the platform for the first time. */
async function letIn(
  ready: Started & Pick<Edges, "agents" | "keys">,
): Promise<Pick<App, "generatedKey" | "signInCode">> {
  const { environment, logger, agents, keys } = ready;
  if (environment.OPERATOR_QUICKSTART) await startQuickstart({ ...ready, agents });
  if (environment.OPERATOR_API_KEY && !(await keys.install(environment.OPERATOR_API_KEY, "from the environment"))) {
    logger.warn(
      "The key in OPERATOR_API_KEY opens nothing: it was revoked or rotated away. Take it out, or change it.",
    );
  }
  return { generatedKey: await keys.createFirst(), signInCode: await keys.createSignInCode() };
}

/** Takes the port first, so that a second platform on it fails before it touches anything. */
async function startFoundations(begun: Begun): Promise<Started> {
  const { environment, undo } = begun;
  const door = await openDoor(environment.HOST, environment.PORT);
  undo.push(door.close);
  const masterKeys = await readMasterKeys(environment);
  const { databaseUrl, database } = await startDatabase(begun, masterKeys);
  const secrets = await openSecrets(begun, database, masterKeys);
  const catalog = modelCatalogOf(environment);
  const speech = begun.givenSpeech ?? speechCatalogOf(environment);
  const resolve = begun.resolve ? { resolve: begun.resolve } : {};
  const fetch = createSafeFetch({ allowedTargets: allowedTargets(environment, door), ...resolve });
  undo.push(() => fetch.close());
  const logs = await startLogs({ ...begun, database });
  const recordings = startRecordings({ ...begun, ...logs, databaseUrl, database });
  const stored = { databaseUrl, database, recordings };
  return { ...begun, ...logs, ...secrets, ...stored, door, catalog, speech, fetch, poster: openSlack(begun) };
}

/** The example service is on this machine, so calls to its address are allowed while it is there. */
function allowedTargets(environment: Environment, door: Door): string[] {
  const own = environment.OPERATOR_QUICKSTART ? [new URL(door.url).host] : [];
  return [...environment.OPERATOR_ALLOWED_ADDRESSES, ...own];
}
