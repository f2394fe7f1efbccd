import type { AgentRow } from "../db/agents.ts";
import {
  type ConversationFilter,
  type ConversationRow,
  deleteConversation,
  findConversation,
  insertConversation,
  listConversations,
  nextTokenGeneration,
} from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { type AgentConfig, agentConfigSchema, renameLegacyFields } from "../domain/agent-config.ts";
import { checkConfig } from "../domain/check-config.ts";
import { resolveVariables, unknownVariables } from "../domain/context.ts";
import { type Conversation, isTerminal, type NewChannel } from "../domain/conversation.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notActive, notFound, OperatorError } from "../domain/error.ts";
import { envelop, type EventEnvelope } from "../domain/event.ts";
import { newId } from "../domain/ids.ts";
import { includesScope } from "../domain/scope.ts";
import { type ActiveToken, isTokenGood, TOKEN_LIFE, writeToken } from "../domain/token.ts";
import type { JsonObject } from "../lib/json.ts";
import { type UnknownField, unknownFields } from "../lib/unknown-fields.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { ModelCatalog } from "../ports/language-model.ts";
import type { Agents } from "./agents.ts";
import type { ApiKey } from "./api-keys.ts";
import type { ConversationSetup } from "./conversation-setup.ts";
import type { Caller } from "./caller.ts";
import { itemOf, originOf } from "./conversation-view.ts";
import { customerOf } from "./customers.ts";
import { effectiveConfig, inOverride, invalidConfig } from "./effective-config.ts";
import { type KnownThingsReader, modelProblem } from "./known-things.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { TestAddresses } from "./test-addresses.ts";

/** What a caller says of a conversation to be created. */
export interface NewConversation {
  agent_id: string;
  channel: NewChannel;
  livemode: boolean | undefined;
  context: JsonObject;
  override_config: JsonObject | null;
}

interface Services {
  database: Database;
  agents: Agents;
  live: LiveConversations;
  setup: ConversationSetup;
  catalog: ModelCatalog;
  knownThings: KnownThingsReader;
  testAddresses: TestAddresses;
  /** Computes the tokens of this installation. */
  tokenSecret: string;
  /** Where clients reach the installation, without a slash at the end. */
  publicUrl: string;
}

/** The conversations: making, finding, listing, deleting them, and their tokens. */
export class Conversations {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /**
   * Creates a conversation with its first event and its token, in one transaction, after webhook endpoints that want to
   * were asked about it. Throws when the channel, the agent, its model or a required variable is missing.
   */
  async create(key: ApiKey, input: NewConversation) {
    const livemode = modeFor(key, input.livemode);
    const reached = addressIn(input.channel);
    if (reached) await this.#services.testAddresses.assertReachable({ ...reached, livemode });
    if (input.channel.type !== "chat_realtime") {
      const message = `Channel ${input.channel.type} is not available on this installation. Available: chat_realtime.`;
      throw new OperatorError("channel_unavailable", message, { param: "channel.type" });
    }
    const agent = await this.#services.agents.findForConversation(key, input.agent_id);
    const override = input.override_config && (renameLegacyFields(wellFormed(input.override_config)) as JsonObject);
    await this.#checkRunnable(effectiveConfig(agent.config, override), { isOverridden: override !== null });
    const asked = newRow({ agent, livemode, context: wellFormed(input.context), override, channel: input.channel });
    const { row, setup, failures } = await this.#setUp(asked, agent);
    const { variables } = effectiveConfig(agent.config, row.override_config).runtime;
    assertVariables(variables, row.context, failures);
    await this.#store(row, setup);
    const noticed = {
      undeclared: unknownVariables(variables, asked.context),
      unknown: unknownIn(input.override_config),
    };
    return { id: row.id, channel: this.#channelOf(row), ...noticed };
  }

  /** Lets the webhook endpoints that want to have their say on a conversation about to begin. */
  async #setUp(row: ConversationRow, agent: AgentRow) {
    const { channel_type: type, direction, created_at: now } = row;
    const setup = envelop(
      originOf(row),
      { type: "conversation.setup", channel: { type }, direction },
      { sequence: 1, now },
    );
    const { briefing, failures } = await this.#services.setup.ask({
      envelope: setup,
      briefing: { context: row.context, override: row.override_config },
      overrideProblem: (override) => this.#overrideProblem(agent, override),
    });
    return { row: { ...row, context: briefing.context, override_config: briefing.override }, setup, failures };
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

  async #store(row: ConversationRow, setup: EventEnvelope): Promise<void> {
    const { database } = this.#services;
    const store = async (transaction: Database) => {
      const customer_id = await customerOf(transaction, row.context, row.livemode);
      await insertConversation(transaction, { ...row, customer_id }, { sequence: 1, envelope: setup });
    };
    // One statement stores both; only a customer to find or make asks for a transaction around it.
    await (row.context["$customer"] ? database.transaction().execute(store) : store(database));
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

  /**
   * Finds a conversation for whoever asks. Throws `not_found` for one that does not exist or is not a test key's to
   * see, `invalid_token` for a token that is not its active one.
   */
  async find(caller: Caller, id: string): Promise<ConversationRow> {
    const row = await findConversation(this.#services.database, id);
    if (!row) throw notFound("conversation", id);
    if ("token" in caller) this.#assertToken(caller.token, row);
    else if (!caller.key.livemode && row.livemode) throw notFound("conversation", id);
    return row;
  }

  #assertToken(token: string, row: ConversationRow): void {
    if (isTokenGood(this.#services.tokenSecret, token, { active: activeToken(row), now: new Date() })) return;
    const message = `The token does not open conversation ${row.id}: it is another's, was refreshed, or has expired.`;
    throw new OperatorError("invalid_token", message);
  }

  /** Shows a conversation, whole. Throws as `find` does. */
  async show(caller: Caller, id: string): Promise<Conversation> {
    const row = await this.find(caller, id);
    const { override_config, summary } = row;
    const channel = this.#channelOf(row);
    // Whoever has the token can talk, so a key that may only read does not see it.
    const maySeeToken = "token" in caller || includesScope(caller.key.scopes, "conversations:write");
    if (!maySeeToken) channel.token = null;
    return { ...itemOf(row), channel, override_config, summary };
  }

  /** Describes a conversation's channel. The token is computed anew, for it is not stored; null once it expired. */
  #channelOf(row: ConversationRow): Conversation["channel"] {
    const { tokenSecret, publicUrl } = this.#services;
    const isGood = row.token_expires_at > new Date();
    return {
      ...row.channel,
      token: isGood ? writeToken(tokenSecret, activeToken(row)) : null,
      session_url: `${publicUrl.replace(/^http/, "ws")}/conversations/${row.id}/session`,
      events_url: `${publicUrl}/conversations/${row.id}/events`,
    };
  }

  /** Lists conversations, newest first. A test key sees those of test mode. */
  async list(key: ApiKey, filter: ConversationFilter, page: { position: CursorPosition | null; limit: number }) {
    const visible = key.livemode ? filter : { ...filter, livemode: false };
    if (!key.livemode && filter.livemode === true) return { data: [], cursor: null };
    const rows = await listConversations(this.#services.database, visible, { ...page, limit: page.limit + 1 });
    const { shown, cursor } = cutPage(rows, page.limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: shown.map(itemOf), cursor };
  }

  /** Deletes a conversation: a test one always, a live one while it is queued. Throws `conversation_active`. */
  async delete(key: ApiKey, id: string): Promise<void> {
    const row = await this.find({ key }, id);
    const live = await this.#services.live.locate(id);
    const status = live?.state.status ?? row.status;
    if (row.livemode && status !== "queued") throw notDeletable(id, status);
    live?.close("deleted");
    if (await deleteConversation(this.#services.database, id)) return;
    // It was started, or deleted by somebody else, in the same moment.
    throw notDeletable(id, (await this.find({ key }, id)).status);
  }

  /** Makes a new token; the former is dead at once. Throws `conversation_not_active` after the end. */
  async refreshToken(key: ApiKey, id: string): Promise<{ token: string; expiresAt: Date }> {
    const row = await this.find({ key }, id);
    if (isTerminal(row.status)) throw notActive(id, row.status, "refresh its token");
    const expiresAt = new Date(Date.now() + TOKEN_LIFE);
    const generation = await nextTokenGeneration(this.#services.database, id, expiresAt);
    const active = { conversationId: id, generation, expiresAt };
    return { token: writeToken(this.#services.tokenSecret, active), expiresAt };
  }

  /** Merges more context into a conversation in progress. Throws `conversation_not_active` otherwise. */
  async updateContext(key: ApiKey, id: string, added: JsonObject) {
    const { status } = await this.find({ key }, id);
    if (status !== "in-progress") throw notActive(id, status, "update its context");
    const live = await this.#services.live.open(id);
    const context = await live.updateContext(wellFormed(added));
    return { context, undeclared: unknownVariables(live.variables, added) };
  }
}

function modeFor(key: ApiKey, livemode: boolean | undefined): boolean {
  if (key.livemode) return livemode ?? true;
  if (livemode === true) {
    const message = "A test key makes test conversations only. Leave livemode out, or use a live key (op_prod_…).";
    throw new OperatorError("not_allowed", message, { param: "livemode" });
  }
  return false;
}

/** Says whom a channel calls or writes to; null for those on which the user comes to the agent. */
function addressIn(channel: NewChannel): { address: string; param: string } | null {
  switch (channel.type) {
    case "phone":
    case "sms":
      return { address: channel.callee_no, param: "channel.callee_no" };
    case "email":
      return { address: channel.to, param: "channel.to" };
    default:
      return null;
  }
}

/** Names what no configuration knows: it is kept, but a typing error should not go unnoticed. */
function unknownIn(override: JsonObject | null): UnknownField[] {
  const renamed = override === null ? {} : renameLegacyFields(override);
  return unknownFields(agentConfigSchema, renamed).map(({ path, guess }) => ({
    path: `override_config.${path}`,
    guess,
  }));
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

function notDeletable(id: string, status: string): OperatorError {
  const message = `Conversation ${id} is live and ${status}: only queued ones, and those of test mode, can be deleted.`;
  return new OperatorError("conversation_active", message);
}

function activeToken(row: ConversationRow): ActiveToken {
  return { conversationId: row.id, generation: row.token_generation, expiresAt: row.token_expires_at };
}

interface NewRow {
  agent: AgentRow;
  livemode: boolean;
  context: JsonObject;
  override: JsonObject | null;
  channel: NewChannel;
}

function newRow({ agent, livemode, context, override, channel }: NewRow): ConversationRow {
  const now = new Date();
  return {
    id: newId("conv"),
    agent_id: agent.agent_id,
    agent_version: agent.version,
    // A draft may change under the conversation, which keeps what it began with.
    config_snapshot: agent.status === "draft" ? agent.config : null,
    override_config: override,
    customer_id: null,
    channel,
    channel_type: channel.type,
    livemode,
    direction: "inbound",
    status: "queued",
    failure_reason: null,
    context,
    custom_fields: {},
    sentiment: null,
    summary: null,
    created_at: now,
    started_at: null,
    completed_at: null,
    token_generation: 1,
    token_expires_at: new Date(now.getTime() + TOKEN_LIFE),
    holder: null,
    fence: 0,
    scheduled_at: null,
    idle_until: null,
    continues: null,
    thread: null,
  };
}
