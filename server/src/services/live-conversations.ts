import { conversationChanges } from "../db/conversation-changes.ts";
import { type ConversationRow, findConversation, listDeleted, listNeverJoined } from "../db/conversations.ts";
import type { CustomerFacts } from "../db/customers.ts";
import type { Database } from "../db/database.ts";
import type { EventWriter } from "../db/event-writer.ts";
import { readEvents } from "../db/events.ts";
import { acquireLease, holderUrl, listOrphans, releaseLease } from "../db/leases.ts";
import { deleteDeadNodes } from "../db/nodes.ts";
import type { ConversationState } from "../domain/conversation-state.ts";
import { type ChannelType, isAsync, isByVoice, isTerminal } from "../domain/conversation.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import type { EventEnvelope, EventOrigin, StoredEvent } from "../domain/event.ts";
import { versionId } from "../domain/ids.ts";
import type { AgentConfig } from "../domain/agent-config.ts";
import type { TurnStep } from "../runtime/turn-types.ts";
import type { AgentAtWork } from "./agent-at-work.ts";
import type { AgentDesk } from "./agent-desk.ts";
import { ConversationPast } from "./conversation-past.ts";
import { originOf } from "./conversation-view.ts";
import { type Outbox, outgoing } from "./journal.ts";
import { LiveConversation } from "./live-conversation.ts";
import type { SleepRules } from "./live-conversation-options.ts";
import type { CustomerMemory } from "./customer-memory.ts";
import type { ForeseenCustomer } from "./customer-recognition.ts";
import type { Membership } from "./membership.ts";
import { VoiceSession, type VoiceServices } from "./voice-session.ts";

/** The conversation is held by another process of the installation, reachable at `url`. */
export class HeldElsewhereError extends Error {
  readonly url: string;

  constructor(conversationId: string, url: string) {
    super(`Conversation ${conversationId} is held by ${url}.`);
    this.name = "HeldElsewhereError";
    this.url = url;
  }
}

const CALLS_SETTLE_WITHIN = 3_000;

interface Services {
  database: Database;
  writer: EventWriter;
  desk: AgentDesk;
  membership: Membership;
  memory: CustomerMemory;
  /** Who is told of a conversation's events. */
  outboxOf(row: ConversationRow): Outbox;
  /** What conversations by voice are spoken with. */
  voice: VoiceServices;
  /** The telephone calls of this process. */
  calls: { find(conversationId: string): unknown };
  /** How long a conversation waits for a session that dropped. */
  reconnectWithin: number;
  /** How long a conversation that sleeps between messages stays in memory when nothing goes on. */
  sleepAfter: number;
  /** Is told what went wrong in the background. */
  onError(error: unknown, conversationId: string | null): void;
}

/** The conversations that this process holds. */
export class LiveConversations {
  readonly #services: Services;
  readonly #past: ConversationPast;
  readonly #open = new Map<string, Promise<LiveConversation>>();
  #isClosed = false;

  constructor(services: Services) {
    this.#services = services;
    this.#past = new ConversationPast(services.database);
  }

  /** How many conversations this process holds. */
  get size(): number {
    return this.#open.size;
  }

  /**
   * Returns the open conversation, taking it over and rebuilding it from its log when nobody holds it. Throws
   * `not_found`, `conversation_not_active` for one that has ended, and `HeldElsewhereError`.
   */
  async open(id: string): Promise<LiveConversation> {
    return this.#opened(id, () => this.#load(id));
  }

  /**
   * Makes an agent ready for a conversation that is about to be stored; null where that cannot be done before. It is for
   * `take`, which tells what went wrong.
   */
  ready({ row, setup, foreseen }: ToReady): Promise<AtDesk> | null {
    if (foreseen === null) return null;
    const log = [{ sequence: 1, envelope: setup }];
    const readied = this.#atDesk({ ...row, customer_id: foreseen.id }, { log, customer: foreseen.facts });
    readied.catch(() => undefined);
    return readied;
  }

  /** Opens a conversation that was just stored as held by this process, with what `ready` gave for it. Throws as `open` does. */
  async take(row: ConversationRow, ready: Promise<AtDesk> | null): Promise<LiveConversation> {
    const { membership } = this.#services;
    // A process that lost its place among the others meanwhile is another holder by now.
    const isHolder = membership.isMember() && row.holder === membership.nodeId();
    return this.#opened(row.id, () => (isHolder ? this.#rebuilt(row, ready) : this.#load(row.id)));
  }

  async #opened(id: string, load: () => Promise<LiveConversation>): Promise<LiveConversation> {
    if (this.#isClosed) throw new OperatorError("unavailable", "The platform is restarting; try again in a moment.");
    const known = this.#open.get(id);
    if (known) return this.#kept(known);
    const loading = load();
    this.#open.set(id, loading);
    loading.catch(() => {
      if (this.#open.get(id) === loading) this.#open.delete(id);
    });
    return loading;
  }

  async #kept(opening: Promise<LiveConversation>): Promise<LiveConversation> {
    const conversation = await opening;
    conversation.stay();
    return conversation;
  }

  /** Returns the conversation if this process holds it; undefined when nobody does. Throws `HeldElsewhereError`. */
  async locate(id: string): Promise<LiveConversation | undefined> {
    const known = this.#open.get(id);
    if (known) return this.#kept(known);
    const url = await holderUrl(this.#services.database, id);
    if (url === undefined) return undefined;
    return this.open(id);
  }

  /** Closes a conversation that was deleted, if this process holds it, and tells whoever follows it. */
  async discard(id: string): Promise<void> {
    // One that could not be opened has told whoever opened it.
    const [opened] = await Promise.allSettled([this.#open.get(id)]);
    if (opened?.status === "fulfilled") opened.value?.close("deleted");
  }

  /** Takes up every conversation in progress that no living process holds, and ends those nobody can join any more. */
  async sweep(): Promise<void> {
    const { database } = this.#services;
    for (const overdue of this.#overdue.values()) this.#giveBack(overdue);
    // Other processes may have deleted some of them, with their customer.
    for (const id of await listDeleted(database, [...this.#open.keys()])) await this.discard(id);
    for (const id of await listOrphans(database)) await this.#quietly(id, () => this.open(id));
    for (const id of await listNeverJoined(database, new Date())) {
      await this.#quietly(id, async () => (await this.open(id)).endUnlessJoined());
    }
    await deleteDeadNodes(database);
  }

  /**
   * Lets go of every conversation for good; clients are told to reconnect. Calls under way have a moment to return, so
   * that fewer outcomes are unknown afterwards.
   */
  async close(): Promise<void> {
    this.#isClosed = true;
    const open = await Promise.allSettled(this.#open.values());
    const live = open.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    await Promise.all(live.map((conversation) => conversation.callsSettled(CALLS_SETTLE_WITHIN)));
    await this.release();
  }

  /** Lets go of every conversation as it stands in the log; clients are told to reconnect. */
  async release(): Promise<void> {
    const closing = [...this.#open.values()].map(async (opening) => (await opening).close("restarting"));
    // One that could not be opened has told whoever opened it, and there is nothing to let go of.
    await Promise.allSettled(closing);
  }

  async #quietly(id: string, work: () => Promise<unknown>): Promise<void> {
    if (this.#isClosed) return;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof HeldElsewhereError)) this.#services.onError(error, id);
    }
  }

  async #load(id: string): Promise<LiveConversation> {
    return this.#rebuilt(await this.#acquire(id));
  }

  async #rebuilt(row: ConversationRow, ready: Promise<AtDesk> | null = null): Promise<LiveConversation> {
    try {
      const readied = await ready;
      // It may have turned out to be somebody else's when it was stored.
      return await this.#rebuild(row, readied?.customerId === row.customer_id ? readied : await this.#atDesk(row));
    } catch (error) {
      // Kept, the lease would hide the conversation from everyone's sweep, this process's own included.
      this.#giveBack({ row, isAtRest: false });
      throw error;
    }
  }

  async #rebuild(row: ConversationRow, { config, state, agent }: AtDesk): Promise<LiveConversation> {
    const { id } = row;
    const origin = originOf(row);
    const { database } = this.#services;
    const conversation = new LiveConversation({
      journal: { writer: this.#services.writer, outbox: this.#services.outboxOf(row), origin, fence: row.fence, state },
      agent,
      changes: conversationChanges(database, id),
      readLog: (after, upTo) => readOutgoing(database, origin, { after, upTo }),
      messageLimit: row.message_limit,
      reconnectWithin: this.#services.reconnectWithin,
      isCallLost: () => row.channel_type === "phone" && this.#services.calls.find(id) === undefined,
      sleep: sleepRulesOf(row, config, this.#services.sleepAfter),
      openVoice: isByVoice(row.channel_type) ? (host) => new VoiceSession(this.#services.voice, config, host) : null,
      onClosed: ({ error, isAtRest }) => this.#forget({ row, isAtRest }, error),
    });
    await conversation.recover();
    return conversation;
  }

  /**
   * Says what the model is told as the conversation stands in its log, or stood at its end, whoever holds it. Throws
   * `not_found` when its agent's version is gone.
   */
  async told(row: ConversationRow): Promise<{ step: TurnStep; state: ConversationState }> {
    const { agent, state } = await this.#atDesk(row);
    return { step: agent.prepareStep(state), state };
  }

  /** Folds the log of a conversation, and readies its agent. */
  async #atDesk(row: ConversationRow, { log, customer }: Unstored = STORED): Promise<AtDesk> {
    const { desk, memory } = this.#services;
    const config = await this.#past.configOf(row);
    const recalling = customer === null ? memory.recall(row, config.memory) : memory.ofSomebodyNew(customer);
    const [state, recollection] = await Promise.all([this.#past.stateOf(row, config, log), recalling]);
    const agent = await desk.prepare(state, config, { ...aboutOf(row), recollection });
    return { customerId: row.customer_id, config, state, agent };
  }

  async #acquire(id: string): Promise<ConversationRow> {
    const { database, membership } = this.#services;
    const row = await acquireLease(database, id, membership.nodeId());
    if (row && isTerminal(row.status)) {
      await releaseLease(database, { id, fence: row.fence, alarm: false });
      throw new OperatorError("conversation_not_active", `Conversation ${id} has ended.`);
    }
    if (row) return row;
    const url = await holderUrl(database, id);
    if (url !== undefined) throw new HeldElsewhereError(id, url);
    if (await findConversation(database, id)) return this.#acquire(id);
    throw notFound("conversation", id);
  }

  #forget(left: Left, error: unknown): void {
    this.#open.delete(left.row.id);
    if (error !== null) this.#services.onError(error, left.row.id);
    this.#giveBack(left);
  }

  /** Leases that could not be given back yet, by conversation. */
  readonly #overdue = new Map<string, Left>();

  #giveBack(left: Left): void {
    // While the process shuts down its lock is freed anyway, which frees every lease at once.
    if (this.#isClosed) return;
    const { database, onError } = this.#services;
    const { id, fence, channel_type } = left.row;
    this.#overdue.delete(id);
    // Nobody looks for those that sleep, so what is left to be done about one is said.
    const release = { id, fence, alarm: isAsync(channel_type) && !left.isAtRest };
    releaseLease(database, release).catch((cause: unknown) => {
      onError(cause, id);
      this.#overdue.set(id, left);
    });
  }
}

/** A conversation that is about to be stored, as far as an agent is made ready for it. */
interface ToReady {
  row: ConversationRow;
  /** Its first event. */
  setup: EventEnvelope;
  /** Null where its customer is found only when it is stored. */
  foreseen: ForeseenCustomer | null;
}

/** What is known of a conversation and cannot be read yet. */
interface Unstored {
  /** Its whole log. */
  log: readonly StoredEvent[] | null;
  /** What is known of somebody new that it is with. */
  customer: CustomerFacts | null;
}

const STORED: Unstored = { log: null, customer: null };

/** An agent that is ready for a conversation with a customer. */
interface AtDesk {
  customerId: string | null;
  config: AgentConfig;
  state: ConversationState;
  agent: AgentAtWork;
}

/** A conversation that this process holds no more. */
interface Left {
  row: ConversationRow;
  /** Whether nothing is left to be done about it. */
  isAtRest: boolean;
}

/** How long the agent waits for more before it answers, in ms, where its configuration does not say. */
const QUIET_TIME: Partial<Record<ChannelType, number>> = { sms: 1_500, email: 3_000 };

function sleepRulesOf({ channel_type }: ConversationRow, config: AgentConfig, after: number): SleepRules | null {
  if (!isAsync(channel_type)) return null;
  const { idle_time_sec, quiet_time_ms } = config.channel;
  return {
    after,
    idleTime: idle_time_sec * 1000,
    quietTime: quiet_time_ms ?? QUIET_TIME[channel_type] ?? 0,
    showsWriting: channel_type === "chat_async",
  };
}

function aboutOf({ id, agent_id, agent_version, livemode, channel_type, completed_at }: ConversationRow) {
  const agentVersionId = versionId(agent_id, agent_version);
  const observed = { conversationId: id, agentVersionId, agentName: null, livemode };
  return { observed, channel: channel_type, endedAt: completed_at };
}

/** Reads a log, ready to be sent. */
export async function* readOutgoing(database: Database, origin: EventOrigin, range: { after: number; upTo?: number }) {
  for await (const page of readEvents(database, origin, range)) {
    yield page.map((event) => outgoing(event.envelope, event.sequence));
  }
}
