import { isDeepStrictEqual } from "node:util";
import type { CompiledQuery } from "kysely";
import { type AgentRow, findVersion } from "../db/agents.ts";
import { holdCampaign } from "../db/campaigns.ts";
import { START_CONVERSATION } from "../db/conversation-changes.ts";
import { type ConversationRow, conversationInsert, findOpenThread, isThreadTaken } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { orderJobs } from "../db/jobs.ts";
import { conversationOfCall } from "../db/phone-calls.ts";
import { isUnmet, runWhole } from "../db/whole-transaction.ts";
import type { AgentConfig } from "../domain/agent-config.ts";
import { checkConfig } from "../domain/check-config.ts";
import { resolveVariables } from "../domain/context.ts";
import { isAsync } from "../domain/conversation.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { envelop, type EventEnvelope } from "../domain/event.ts";
import { newId, versionId } from "../domain/ids.ts";
import { TOKEN_LIFE } from "../domain/token.ts";
import type { JsonObject } from "../lib/json.ts";
import type { ModelCatalog } from "../ports/language-model.ts";
import type { PreparedChannel } from "./channels.ts";
import type { ContactTimes } from "./contact-times.ts";
import { openUnlessOver } from "./conversation-jobs.ts";
import type { ConversationSetup, SetupAnswer } from "./conversation-setup.ts";
import { originOf } from "./conversation-view.ts";
import { customerOfConversation, foreseeCustomer, type ForeseenCustomer } from "./customers.ts";
import { effectiveConfig, inOverride, invalidConfig } from "./effective-config.ts";
import type { Jobs } from "./jobs.ts";
import { type KnownThingsReader, modelProblem } from "./known-things.ts";
import type { LiveConversations } from "./live-conversations.ts";

/** A conversation to begin, whoever asks for it. */
export interface ConversationRequest extends PreparedChannel {
  /** The id that was reserved for it; a new one if absent. */
  id?: string;
  agent: AgentRow;
  livemode: boolean;
  /** Who opens it, as the platform sees it. */
  direction: ConversationRow["direction"];
  context: JsonObject;
  override?: JsonObject | null;
  /** The customer, where it is known already; else the context's `$customer` says. */
  customerId?: string | null;
  /** The conversation that it goes on with. */
  continues?: string | null;
  /** When it is to begin by itself; an outbound one that sleeps between messages begins at once without. */
  scheduledAt?: Date | null;
  /** Whether whoever asks for it begins it, and nobody else need. */
  isBegunByAsker?: boolean;
  /** The campaign that it is part of. */
  campaignId?: string;
  /** How many messages of the user it takes; any number when absent. */
  messageLimit?: number | null;
  /** The call in the ledger that it is held over, where there is one already. */
  callId?: string;
  /** The process that holds it from the first on, and opens it by `LiveConversations.take`; nobody does when absent. */
  holder?: number;
}

interface Services {
  database: Database;
  live: Pick<LiveConversations, "open">;
  jobs: Pick<Jobs, "announce">;
  setup: ConversationSetup;
  catalog: ModelCatalog;
  knownThings: KnownThingsReader;
  contactTimes: ContactTimes;
}

/** Begins conversations: for callers of the API, for messages that come in, and for what was arranged earlier. */
export class Beginnings {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /**
   * Stores a conversation with its first event, its customer and the order to start it, in one transaction, after
   * webhook endpoints that want to were asked about it. Returns it as it is stored. Throws when its configuration cannot be
   * used, a required variable has no value, somebody else writes over the same two addresses (`conversation_active`), or the campaign that
   * it is part of was cancelled meanwhile (`campaign_status`).
   */
  async begin(request: ConversationRequest): Promise<ConversationRow> {
    return this.store(await this.prepare(request));
  }

  /**
   * Does the first half of `begin`, up to where nothing is stored yet: what is returned is to be given to `store`. Throws
   * as `begin` does.
   */
  async prepare(request: ConversationRequest): Promise<PreparedConversation> {
    const { agent } = request;
    const override = request.override ?? null;
    await this.#checkRunnable(effectiveConfig(agent.config, override), { isOverridden: override !== null });
    const asked = newRow(request);
    // Who it is with is found out while endpoints are asked: most of them say nothing of that.
    const asking = this.#setUp(asked, agent);
    const [{ row, setup, failures, answers }, early] = await Promise.all([asking, this.#foresee(asked, request)]);
    try {
      const config = effectiveConfig(agent.config, row.override_config);
      assertVariables(config.runtime.variables, row.context, failures);
      const planned = request.isBegunByAsker ? { row, startsAt: null } : await this.#planned(row, config);
      await this.freeThread(planned.row);
      const foreseen = isSameCustomer(asked, row) ? early : await this.#foresee(row, request);
      return { ...planned, setup, answers, foreseen, request };
    } catch (error) {
      await this.#services.setup.keep(answers);
      throw error;
    }
  }

  /** Does the second half of `begin`. Throws as it does. */
  async store(prepared: PreparedConversation): Promise<ConversationRow> {
    const { answers } = prepared;
    try {
      const stored = await this.#store(prepared);
      for (const { onStored } of answers) onStored();
      return stored;
    } catch (error) {
      await this.#services.setup.keep(answers);
      throw error;
    }
  }

  /**
   * Throws where a conversation that is queued can no longer be begun, or could not once it is changed so: its agent is
   * gone, its configuration cannot be used, or a required variable has no value.
   */
  async assertRunnable(row: ConversationRow): Promise<void> {
    const { database } = this.#services;
    const agent = await findVersion(database, row.agent_id, row.agent_version);
    if (!agent) throw notFound("conversational agent", versionId(row.agent_id, row.agent_version));
    const config = effectiveConfig(row.config_snapshot ?? agent.config, row.override_config);
    await this.#checkRunnable(config, { isOverridden: row.override_config !== null });
    assertVariables(config.runtime.variables, row.context, []);
  }

  /**
   * Says when a conversation begins by itself, within the contact hours. One that is to begin later takes its thread
   * only then, for until then what comes over the same addresses is not meant for it.
   */
  async #planned(row: ConversationRow, config: AgentConfig): Promise<Planned> {
    const startsAt = await this.startOf(row, config, row.created_at);
    const isLater = startsAt !== null && startsAt > row.created_at;
    return isLater ? { row: { ...row, scheduled_at: startsAt, thread: null }, startsAt } : { row, startsAt };
  }

  /**
   * Says when a queued conversation is to begin by itself, from `now` on and within the contact hours; null when somebody
   * has to join.
   */
  async startOf(row: ConversationRow, config: AgentConfig, now: Date): Promise<Date | null> {
    const wanted = row.scheduled_at ?? (beginsByItself(row) ? row.created_at : null);
    return wanted && this.#services.contactTimes.next(wanted > now ? wanted : now, config, row);
  }

  /** Lets the webhook endpoints that want to have their say on a conversation about to begin. */
  async #setUp(row: ConversationRow, agent: AgentRow) {
    const { channel, direction, created_at: now } = row;
    const payload = { type: "conversation.setup" as const, channel, direction };
    const setup = envelop(originOf(row), payload, { sequence: 1, now });
    const { briefing, failures, answers } = await this.#services.setup.ask({
      envelope: setup,
      briefing: { context: row.context, override: row.override_config },
      overrideProblem: (override) => this.#overrideProblem(agent, override),
    });
    return {
      row: { ...row, context: briefing.context, override_config: briefing.override },
      setup,
      failures,
      answers,
    };
  }

  async #overrideProblem(agent: AgentRow, override: JsonObject): Promise<string | null> {
    try {
      await this.#checkRunnable(effectiveConfig(agent.config, override), { isOverridden: true });
      return null;
    } catch (error) {
      if (error instanceof OperatorError) return error.message;
      throw error;
    }
  }

  /**
   * Ends what is open over the same two addresses, for the two could not be told apart: the one that we begin takes
   * over. Throws `conversation_active` where a message has begun one.
   */
  async freeThread({
    id,
    livemode,
    thread,
    direction,
  }: Pick<ConversationRow, "id" | "livemode" | "thread" | "direction">): Promise<void> {
    if (thread === null) return;
    const former = await findOpenThread(this.#services.database, { livemode, thread });
    if (former === undefined || former === id) return;
    if (direction === "inbound") throw threadTaken(thread);
    await (await openUnlessOver(this.#services.live, former))?.end("superseded");
  }

  /** Null as well where the transaction is one that looks at a campaign first. */
  async #foresee(row: ConversationRow, { context, campaignId }: ConversationRequest): Promise<ForeseenCustomer | null> {
    if (campaignId !== undefined) return null;
    if (row.customer_id !== null) return { id: row.customer_id, facts: null, statements: [] };
    return foreseeCustomer(this.#services.database, row, context);
  }

  async #store(prepared: PreparedConversation): Promise<ConversationRow> {
    const { row, startsAt } = prepared;
    try {
      const stored = (await this.#storeAsForeseen(prepared)) ?? (await this.#storeStepwise(prepared));
      if (startsAt !== null) this.#services.jobs.announce();
      return stored;
    } catch (error) {
      if (isThreadTaken(error)) throw threadTaken(row.thread as string);
      throw error;
    }
  }

  /** Stores it at one go; null where that cannot be, or the customer is not the one that was foreseen any more. */
  async #storeAsForeseen(prepared: PreparedConversation): Promise<ConversationRow | null> {
    const { foreseen } = prepared;
    if (foreseen === null) return null;
    const { database } = this.#services;
    const row = { ...prepared.row, customer_id: foreseen.id };
    try {
      await runWhole(database, [...foreseen.statements, ...statementsFor(database, { ...prepared, row })]);
      return row;
    } catch (error) {
      if (isUnmet(error)) return null;
      throw error;
    }
  }

  async #storeStepwise(prepared: PreparedConversation): Promise<ConversationRow> {
    const { context, campaignId } = prepared.request;
    return this.#services.database.transaction().execute(async (transaction) => {
      if (campaignId !== undefined && !(await holdCampaign(transaction, campaignId)))
        throw campaignCancelled(campaignId);
      const known = prepared.row.customer_id;
      const customer_id = known ?? (await customerOfConversation(transaction, prepared.row, context));
      const row = { ...prepared.row, customer_id };
      for (const statement of statementsFor(transaction, { ...prepared, row }))
        await transaction.executeQuery(statement);
      return row;
    });
  }

  /** A configuration that was valid once may name what is gone by now; one that was overridden is checked whole. */
  async #checkRunnable(config: AgentConfig, { isOverridden }: { isOverridden: boolean }): Promise<void> {
    if (isOverridden) {
      const problems = checkConfig(config, await this.#services.knownThings());
      if (problems.length > 0) throw invalidConfig(problems.map(inOverride));
      return;
    }
    const problem = modelProblem(this.#services.catalog, config.runtime.model);
    if (problem) throw new OperatorError("model_unavailable", problem, { param: "agent_id" });
  }
}

/** A conversation to be stored, and when it begins by itself. */
interface Planned {
  row: ConversationRow;
  startsAt: Date | null;
}

/** All that is known of a conversation before it is stored. */
export interface PreparedConversation extends Planned {
  request: ConversationRequest;
  /** Its first event. */
  setup: EventEnvelope;
  /** What endpoints answered when they were asked about it. */
  answers: readonly SetupAnswer[];
  /** Null where its customer is to be found in the transaction. */
  foreseen: ForeseenCustomer | null;
}

/** Writes what stores a conversation whose customer is stored, and what is stored beside it. */
function statementsFor(
  database: Database,
  { row, setup, startsAt, answers, request: { callId } }: PreparedConversation,
): CompiledQuery[] {
  const statements = [conversationInsert(database, row, { sequence: 1, envelope: setup })];
  for (const answer of answers) statements.push(...answer.statements);
  if (callId !== undefined) statements.push(conversationOfCall(database, callId, row.id));
  if (startsAt !== null)
    statements.push(orderJobs(database, [{ kind: START_CONVERSATION, subject: row.id, dueAt: startsAt }]));
  return statements;
}

function isSameCustomer(one: ConversationRow, other: ConversationRow): boolean {
  return isDeepStrictEqual(one.context["$customer"], other.context["$customer"]);
}

function assertVariables(variables: Variables, context: JsonObject, setupFailures: readonly string[]): void {
  const { missing } = resolveVariables(variables, context);
  if (missing.length === 0) return;
  const names = missing.map((name) => `$${name}`).join(", ");
  const hint = setupFailures.length === 0 ? "" : ` The setup webhook gave none: ${setupFailures.join(" ")}`;
  const message = `The agent needs values for ${names}. Give them under context.$variables, e.g. {"context": {"$variables": {"${missing[0]}": "…"}}}.${hint}`;
  throw new OperatorError("missing_variables", message, {
    param: `context.$variables.${missing[0]}`,
    problems: missing.map((name) => ({ param: `context.$variables.${name}`, message: "has no value and no default" })),
  });
}

type Variables = AgentConfig["runtime"]["variables"];

/** Where the platform calls or writes of its own accord, nobody has to join first. */
function beginsByItself({ channel_type, direction }: ConversationRow): boolean {
  return (
    direction === "outbound" && (channel_type === "phone" || (isAsync(channel_type) && channel_type !== "chat_async"))
  );
}

function campaignCancelled(id: string): OperatorError {
  return new OperatorError("campaign_status", `Campaign ${id} is cancelled: it begins nothing any more.`);
}

function threadTaken(thread: string): OperatorError {
  const message = `Another conversation over the same two addresses (${thread}) is open. Write there, or try again once it is over.`;
  return new OperatorError("conversation_active", message);
}

function newRow(request: ConversationRequest): ConversationRow {
  const { agent, channel, thread } = request;
  const now = new Date();
  return {
    id: request.id ?? newId("conv"),
    agent_id: agent.agent_id,
    agent_version: agent.version,
    // A draft may change under the conversation, which keeps what it began with.
    config_snapshot: agent.status === "draft" ? agent.config : null,
    override_config: request.override ?? null,
    customer_id: request.customerId ?? null,
    channel,
    channel_type: channel.type,
    livemode: request.livemode,
    direction: request.direction,
    status: "queued",
    failure_reason: null,
    context: request.context,
    custom_fields: {},
    sentiment: null,
    summary: null,
    created_at: now,
    started_at: null,
    completed_at: null,
    token_generation: 1,
    token_expires_at: new Date(now.getTime() + TOKEN_LIFE),
    ...leaseOf(request),
    scheduled_at: request.scheduledAt ?? null,
    continues: request.continues ?? null,
    thread,
    campaign_id: request.campaignId ?? null,
    message_limit: request.messageLimit ?? null,
  };
}

function leaseOf(request: ConversationRequest): Pick<ConversationRow, "holder" | "fence"> {
  const holder = request.holder ?? null;
  return { holder, fence: holder === null ? 0 : 1 };
}
