import {
  type ConversationFilter,
  type ConversationRow,
  deleteConversation,
  findConversation,
  listConversations,
  nextTokenGeneration,
} from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { agentConfigSchema, renameLegacyFields } from "../domain/agent-config.ts";
import { unknownVariables } from "../domain/context.ts";
import { type Conversation, isByVoice, isSchedulable, isTerminal, type NewChannel } from "../domain/conversation.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notActive, notFound, OperatorError } from "../domain/error.ts";
import { includesScope } from "../domain/scope.ts";
import { type ActiveToken, isTokenGood, TOKEN_LIFE, writeToken } from "../domain/token.ts";
import type { JsonObject } from "../lib/json.ts";
import { type UnknownField, unknownFields } from "../lib/unknown-fields.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { Agents } from "./agents.ts";
import type { ApiKey } from "./api-keys.ts";
import type { Beginnings } from "./beginnings.ts";
import type { Caller } from "./caller.ts";
import { type Channels, prepareChannel } from "./channels.ts";
import { itemOf } from "./conversation-view.ts";
import { assertAhead } from "./times-ahead.ts";
import { effectiveConfig } from "./effective-config.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { Recordings } from "./recordings.ts";
import type { TestAddresses } from "./test-addresses.ts";

/** What a caller says of a conversation to be created. */
export interface NewConversation {
  /** The id that was reserved for it; a new one if absent. */
  id?: string;
  agent_id: string;
  channel: NewChannel;
  livemode: boolean | undefined;
  context: JsonObject;
  override_config: JsonObject | null;
  /** The conversation that it goes on with. */
  continues: string | null;
  /** When it is to begin by itself. */
  scheduled_at: Date | null;
  /** How many messages of the user it takes; any number when absent. */
  messageLimit?: number;
}

interface Services {
  database: Database;
  agents: Agents;
  live: LiveConversations;
  beginnings: Beginnings;
  channels: Channels;
  testAddresses: TestAddresses;
  recordings: Recordings;
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
    if (input.scheduled_at) assertSchedulable(input.channel.type, input.scheduled_at);
    const prepared = await this.#prepared(input.channel, livemode);
    const agent = await this.#services.agents.findForConversation(key, input.agent_id);
    const override = input.override_config && (renameLegacyFields(wellFormed(input.override_config)) as JsonObject);
    const context = wellFormed(input.context);
    const before = await this.#predecessor(key, input, livemode);
    const row = await this.#services.beginnings.begin({
      ...(input.id === undefined ? {} : { id: input.id }),
      ...prepared,
      agent,
      livemode,
      direction: addressIn(input.channel) || input.scheduled_at ? "outbound" : "inbound",
      context,
      override,
      continues: input.continues,
      scheduledAt: input.scheduled_at,
      messageLimit: input.messageLimit ?? null,
      customerId: context["$customer"] ? null : (before?.customer_id ?? null),
    });
    const { variables } = effectiveConfig(agent.config, row.override_config).runtime;
    const noticed = {
      undeclared: unknownVariables(variables, context),
      unknown: unknownIn(input.override_config),
    };
    return { id: row.id, channel: this.#channelOf(row), ...noticed };
  }

  async #prepared(channel: NewChannel, livemode: boolean) {
    const reached = addressIn(channel);
    if (reached) await this.#services.testAddresses.assertReachable({ ...reached, livemode });
    return prepareChannel(this.#services.channels, channel, { livemode });
  }

  /** Finds the conversation that a new one is to go on with, if any. Throws `unknown_reference`. */
  async #predecessor(
    key: ApiKey,
    { continues: id }: NewConversation,
    livemode: boolean,
  ): Promise<ConversationRow | null> {
    if (id === null) return null;
    const row = await findConversation(this.#services.database, id);
    if (row && row.livemode === livemode && (key.livemode || !row.livemode)) return row;
    const message = `There is no conversation ${id} in ${livemode ? "live" : "test"} mode to go on with.`;
    throw new OperatorError("unknown_reference", message, { param: "continues" });
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
    if (isByVoice(row.channel_type)) channel.recording_url = await this.#recordingUrlOf(row);
    return { ...itemOf(row), channel, override_config, summary };
  }

  async #recordingUrlOf(row: ConversationRow): Promise<string | null> {
    const { recordings, publicUrl } = this.#services;
    return (await recordings.has(row)) ? `${publicUrl}/conversations/${row.id}/recording` : null;
  }

  /** Describes a conversation's channel. The token is computed anew, for it is not stored; null once it expired. */
  #channelOf(row: ConversationRow): Conversation["channel"] {
    const { tokenSecret, publicUrl } = this.#services;
    const isGood = row.token_expires_at > new Date();
    const wsUrl = publicUrl.replace(/^http/, "ws");
    return {
      ...row.channel,
      token: isGood ? writeToken(tokenSecret, activeToken(row)) : null,
      ...(hasSession(row.channel_type) ? { session_url: `${wsUrl}/conversations/${row.id}/session` } : {}),
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

  /** Ends a conversation; one that is queued is cancelled. Throws `conversation_not_active` when it is over. */
  async end(key: ApiKey, id: string): Promise<void> {
    const row = await this.find({ key }, id);
    if (isTerminal(row.status)) throw notActive(id, row.status, "end it");
    const live = await this.#services.live.open(id);
    await (live.state.status === "queued" ? live.fail(CANCELLED) : live.end("client_ended"));
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

const CANCELLED = { code: "cancelled", message: "It was ended before it had begun." };

function modeFor(key: ApiKey, livemode: boolean | undefined): boolean {
  if (key.livemode) return livemode ?? true;
  if (livemode === true) {
    const message = "A test key makes test conversations only. Leave livemode out, or use a live key (op_prod_…).";
    throw new OperatorError("not_allowed", message, { param: "livemode" });
  }
  return false;
}

/** Says whom a channel calls or writes to; null for those on which the user comes to the agent. */
export function addressIn(channel: NewChannel): { address: string; param: string } | null {
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
export function unknownIn(override: JsonObject | null): UnknownField[] {
  const renamed = override === null ? {} : renameLegacyFields(override);
  return unknownFields(agentConfigSchema, renamed).map(({ path, guess }) => ({
    path: `override_config.${path}`,
    guess,
  }));
}

/** Throws `invalid_field` where the platform cannot begin a conversation at that time. */
export function assertSchedulable(type: ConversationRow["channel_type"], at: Date): void {
  if (isSchedulable(type)) return assertAhead(at, "scheduled_at");
  const message = `A conversation on ${type} begins when somebody joins it, so it cannot be created for later. Leave scheduled_at out.`;
  throw new OperatorError("invalid_field", message, { param: "scheduled_at" });
}

function hasSession(type: ConversationRow["channel_type"]): boolean {
  return type === "chat_realtime" || type === "chat_async" || type === "voice_realtime";
}

function notDeletable(id: string, status: string): OperatorError {
  const message = `Conversation ${id} is live and ${status}: only queued ones, and those of test mode, can be deleted.`;
  return new OperatorError("conversation_active", message);
}

function activeToken(row: ConversationRow): ActiveToken {
  return { conversationId: row.id, generation: row.token_generation, expiresAt: row.token_expires_at };
}
