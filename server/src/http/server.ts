import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import { OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import type { CallerAddress } from "../lib/caller-address.ts";
import type { RateLimit } from "../lib/rate-limit.ts";
import type { Agents } from "../services/agents.ts";
import type { ApiKeys } from "../services/api-keys.ts";
import type { Campaigns } from "../services/campaigns.ts";
import type { CarrierCalls } from "../services/carrier-calls.ts";
import type { CarrierNumbers } from "../services/carrier-numbers.ts";
import type { ConversationPrompts } from "../services/conversation-prompts.ts";
import type { Conversations } from "../services/conversations.ts";
import type { DemoLinks } from "../services/demo-links.ts";
import type { Demos } from "../services/demos.ts";
import type { Customers } from "../services/customers.ts";
import type { Following } from "../services/following.ts";
import type { IdempotencyKeys } from "../services/idempotency-keys.ts";
import type { JobKind } from "../services/jobs.ts";
import type { Logs } from "../services/logs.ts";
import type { FollowUps } from "../services/follow-ups.ts";
import type { Installation } from "../services/installation.ts";
import type { InboundMails } from "../services/inbound-mails.ts";
import type { Mailboxes } from "../services/mailboxes.ts";
import { HeldElsewhereError, type LiveConversations } from "../services/live-conversations.ts";
import type { Messages } from "../services/messages.ts";
import type { PhoneNumbers } from "../services/phone-numbers.ts";
import type { Supervisions } from "../services/supervisions.ts";
import type { Transfers } from "../services/transfers.ts";
import type { TextMessages } from "../services/text-messages.ts";
import type { McpServers } from "../services/mcp-servers.ts";
import type { McpTrials } from "../services/mcp-trials.ts";
import type { ProceduralAgents } from "../services/procedural-agents.ts";
import type { ProcedureBatches } from "../services/procedure-batches.ts";
import type { ProcedureSchedules } from "../services/procedure-schedules.ts";
import type { ProcedureApi } from "../services/procedure-api.ts";
import type { Recordings } from "../services/recordings.ts";
import type { QueuedConversations } from "../services/queued-conversations.ts";
import type { SigningKey } from "../services/signing-key.ts";
import type { DoNotCallList } from "../services/do-not-call.ts";
import type { Statistics } from "../services/statistics.ts";
import type { TestAddresses } from "../services/test-addresses.ts";
import { type AccountServices, accountRoutes } from "./accounts.ts";
import { apiKeyRoutes } from "./api-keys.ts";
import type { Voices } from "../services/voices.ts";
import type { WebhookDeliveries } from "../services/webhook-deliveries.ts";
import type { WebhookEndpoints } from "../services/webhook-endpoints.ts";
import { type ActivityLog, requestLog } from "../services/request-log.ts";
import { signInLog } from "../services/sign-in-log.ts";
import { asyncSessionRoutes } from "./async-session.ts";
import { campaignRoutes } from "./campaigns.ts";
import { conversationPromptRoutes, conversationRoutes } from "./conversations.ts";
import { conversationalAgentRoutes } from "./conversational-agents.ts";
import { customerRoutes } from "./customers.ts";
import { demoLinkRoutes } from "./demo-links.ts";
import { addDocuments } from "./documents.ts";
import { sendError, validator } from "./errors.ts";
import { eventStreamRoutes } from "./event-streams.ts";
import { forwardRequest } from "./forward.ts";
import { addCallerAddress } from "./caller-address.ts";
import { addGate, stillLetIn } from "./gate.ts";
import { healthRoutes } from "./health.ts";
import { addConditionalRequests } from "./conditional-requests.ts";
import { addIdempotency } from "./idempotency.ts";
import { installationRoutes } from "./installation.ts";
import { followUpRoutes } from "./follow-ups.ts";
import { inboundMailRoutes } from "./inbound-mails.ts";
import { mailboxRoutes } from "./mailboxes.ts";
import { nodeJobRoutes } from "./node-jobs.ts";
import { messageRoutes } from "./messages.ts";
import { phoneNumberRoutes } from "./phone-numbers.ts";
import { supervisionRoutes } from "./supervision.ts";
import { transferRoutes } from "./transfers.ts";
import { telnyxRoutes } from "./telnyx.ts";
import { twilioRoutes } from "./twilio.ts";
import { type MemberServices, memberRoutes } from "./members.ts";
import { mcpServerRoutes } from "./mcp-servers.ts";
import { logRoutes } from "./logs.ts";
import { type MetricsSource, metricsRoutes } from "./metrics.ts";
import { addJsonParser, LARGEST_BODY } from "./json-body.ts";
import { type OpenApiSourceServices, openApiSourceRoutes } from "./openapi-sources.ts";
import { pageRoutes } from "./page.ts";
import { procedureRoutes } from "./procedures.ts";
import { proceduralAgentRoutes } from "./procedural-agents.ts";
import { procedureBatchRoutes } from "./procedure-batches.ts";
import { procedureScheduleRoutes } from "./procedure-schedules.ts";
import { addRequestLog, type RequestMeter } from "./request-log.ts";
import { signInRoutes } from "./sign-in.ts";
import { statisticsRoutes } from "./statistics.ts";
import { signingKeyRoutes } from "./signing-key.ts";
import { doNotCallRoutes } from "./do-not-call.ts";
import { testAddressRoutes } from "./test-addresses.ts";
import { recordingRoutes } from "./recordings.ts";
import { type ToolServices, toolRoutes } from "./tools.ts";
import type { SseConnections } from "./sse.ts";
import { voiceRoutes } from "./voices.ts";
import { addWarnings } from "./warnings.ts";
import { webhookDeliveryRoutes } from "./webhook-deliveries.ts";
import { webhookEndpointRoutes } from "./webhook-endpoints.ts";

/** What the REST side serves. */
export interface HttpServices extends ToolServices, OpenApiSourceServices, AccountServices, MemberServices {
  agents: Agents;
  proceduralAgents: ProceduralAgents;
  procedureSchedules: ProcedureSchedules;
  procedureBatches: ProcedureBatches;
  conversations: Conversations;
  conversationPrompts: ConversationPrompts;
  campaigns: Campaigns;
  customers: Customers;
  queuedConversations: QueuedConversations;
  recordings: Recordings;
  following: Following;
  live: LiveConversations;
  keys: ApiKeys;
  signingKey: SigningKey;
  testAddresses: TestAddresses;
  doNotCall: DoNotCallList;
  followUps: FollowUps;
  mailboxes: Mailboxes;
  procedureApi: ProcedureApi;
  inboundMails: InboundMails;
  mcpServers: McpServers;
  mcpTrials: McpTrials;
  messages: Messages;
  phoneNumbers: PhoneNumbers;
  transfers: Transfers;
  demoLinks: DemoLinks;
  demos: Demos;
  supervisions: Supervisions;
  textMessages: TextMessages;
  carrierCalls: CarrierCalls;
  carrierNumbers: CarrierNumbers;
  idempotencyKeys: IdempotencyKeys;
  voices: Voices;
  webhookEndpoints: WebhookEndpoints;
  webhookDeliveries: WebhookDeliveries;
  logs: Logs;
  statistics: Statistics;
  installation: Installation;
  streams: SseConnections;
  /** The jobs that other processes may ask this one to run, and the secret that all of them share. */
  jobKinds: readonly JobKind[];
  nodeSecret: string;
}

/** How it is served. */
export interface HttpOptions {
  logger: FastifyBaseLogger;
  activityLog: ActivityLog;
  metrics: { registry: MetricsSource; requestAnswered: RequestMeter };
  /** How often each caller may ask; sessions count against it as well. */
  limit: RateLimit;
  /** Finds where requests come from. */
  addressOf: CallerAddress;
  /** Where clients reach the platform, without a slash at the end. */
  publicUrl: string;
  /** Where the built page lies. */
  pageDirectory: string;
  /** Where the folder `docs` lies. */
  documentsRoot: string;
}

/** Builds the server of everything that is spoken over HTTP; it does not listen yet. */
export async function buildHttpServer(services: HttpServices, options: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: options.logger,
    // Its lines would hold the whole address, and with it tokens.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "request_id" }),
    genReqId: () => newId("req"),
    bodyLimit: LARGEST_BODY,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: sendError,
    forceCloseConnections: true,
  });
  app.setValidatorCompiler(validator);
  app.setSerializerCompiler(serializerCompiler);
  addJsonParser(app);
  addCallerAddress(app, options.addressOf);
  addAnswersToFailure(app, services.idempotencyKeys);
  addLogLine(app);
  addRequestLog(app, { record: requestLog(options.activityLog), measure: options.metrics.requestAnswered });
  addCors(app);
  // Before warnings, which make answers anew.
  addConditionalRequests(app);
  addWarnings(app);
  addGate(app, services, options.limit);
  addIdempotency(app, services.idempotencyKeys);
  await addRoutes(app, services, options);
  return app;
}

async function addRoutes(app: FastifyInstance, services: HttpServices, options: HttpOptions): Promise<void> {
  const { agents, conversations, following, logs, signingKey, streams } = services;
  await addDocuments(app, options);
  await app.register(conversationalAgentRoutes(agents));
  await addProcedureRoutes(app, services);
  await app.register(conversationRoutes(conversations, services.queuedConversations));
  await app.register(conversationPromptRoutes(services.conversationPrompts));
  await app.register(recordingRoutes(conversations, services.recordings));
  await app.register(eventStreamRoutes(conversations, following, streams));
  await app.register(asyncSessionRoutes(conversations, services.live, streams));
  await app.register(campaignRoutes(services.campaigns));
  await app.register(customerRoutes(services.customers));
  await app.register(signingKeyRoutes(signingKey));
  await app.register(testAddressRoutes(services.testAddresses));
  await app.register(doNotCallRoutes(services.doNotCall));
  await app.register(followUpRoutes(services.followUps));
  await app.register(mailboxRoutes(services.mailboxes));
  await app.register(inboundMailRoutes(services.inboundMails));
  await app.register(toolRoutes(services));
  await app.register(mcpServerRoutes(services));
  await app.register(openApiSourceRoutes(services));
  await app.register(messageRoutes(services.messages));
  await app.register(phoneNumberRoutes(services.phoneNumbers, services.carrierNumbers));
  await app.register(transferRoutes(services.transfers));
  await app.register(demoLinkRoutes(services.demoLinks, services.demos));
  await app.register(supervisionRoutes(services.supervisions));
  await app.register(twilioRoutes(services, options.publicUrl));
  await app.register(telnyxRoutes(services.carrierCalls, options.publicUrl));
  await app.register(voiceRoutes(services.voices));
  await app.register(webhookEndpointRoutes(services.webhookEndpoints, services.webhookDeliveries));
  await app.register(webhookDeliveryRoutes(services.webhookDeliveries));
  await app.register(logRoutes(logs, streams, stillLetIn(services)));
  await app.register(statisticsRoutes(services.statistics));
  await addMemberRoutes(app, services, options);
  await app.register(pageRoutes(options.pageDirectory));
  await app.register(healthRoutes);
  await app.register(installationRoutes(services.installation));
  await app.register(nodeJobRoutes(services.nodeSecret, services.jobKinds));
  await app.register(metricsRoutes(options.metrics.registry));
}

async function addProcedureRoutes(app: FastifyInstance, services: HttpServices): Promise<void> {
  await app.register(proceduralAgentRoutes(services.proceduralAgents));
  await app.register(procedureScheduleRoutes(services.procedureSchedules));
  await app.register(procedureBatchRoutes(services.procedureBatches));
  await app.register(procedureRoutes(services.procedureApi, services.streams));
}

async function addMemberRoutes(app: FastifyInstance, services: HttpServices, options: HttpOptions): Promise<void> {
  const record = signInLog(options.activityLog);
  await app.register(apiKeyRoutes(services.keys));
  await app.register(signInRoutes(services.keys, record));
  await app.register(accountRoutes(services, { isSecure: options.publicUrl.startsWith("https:"), record }));
  await app.register(memberRoutes(services));
}

function addAnswersToFailure(app: FastifyInstance, idempotencyKeys: IdempotencyKeys): void {
  app.setErrorHandler(async (error, request, reply) => {
    if (error instanceof HeldElsewhereError) {
      try {
        // The process that carries it out enters the key itself.
        if (request.keyedRequest) await idempotencyKeys.forget(request.keyedRequest);
        forwardRequest(request, reply, error.url);
      } catch (refusal) {
        sendError(refusal, request, reply);
      }
    } else sendError(error, request, reply);
    return reply;
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0];
    const message = `There is no ${request.method} ${path}. /docs/reference lists what there is.`;
    sendError(new OperatorError("not_found", message), request, reply);
  });
}

function addLogLine(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, reply) => {
    const { method, routeOptions, caller, callerAddress: address } = request;
    const took = Math.round(reply.elapsedTime);
    const key = caller && "key" in caller ? caller.key.id : undefined;
    request.log.debug({ method, route: routeOptions.url, status: reply.statusCode, took, key, address }, "Answered.");
  });
}

/** Lets pages of any origin call, with keys and tokens that they know: a session is not sent along from there. */
function addCors(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    void reply.header("access-control-allow-origin", "*");
    void reply.header("access-control-expose-headers", EXPOSED_HEADERS);
    if (request.method !== "OPTIONS") return undefined;
    return reply
      .headers({
        "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
        "access-control-allow-headers": ALLOWED_HEADERS,
        "access-control-max-age": "86400",
      })
      .status(204)
      .send();
  });
}

const ALLOWED_HEADERS =
  "Authorization, Content-Type, Operator-Version, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID";
const EXPOSED_HEADERS =
  "X-Request-Id, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, Idempotent-Replayed, ETag";
