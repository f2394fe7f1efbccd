import { START_CONVERSATION } from "../db/conversation-changes.ts";
import { changeQueued, type ConversationRow } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { cancelJob, orderJobs } from "../db/jobs.ts";
import { acquireLease, releaseLease } from "../db/leases.ts";
import { renameLegacyFields } from "../domain/agent-config.ts";
import { mergeContext, unknownVariables } from "../domain/context.ts";
import type { NewChannel } from "../domain/conversation.ts";
import { OperatorError } from "../domain/error.ts";
import type { JsonObject } from "../lib/json.ts";
import type { UnknownField } from "../lib/unknown-fields.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { ApiKey } from "./api-keys.ts";
import type { Beginnings } from "./beginnings.ts";
import { type Channels, prepareChannel } from "./channels.ts";
import type { ContactTimes } from "./contact-times.ts";
import { addressIn, assertSchedulable, type Conversations, unknownIn } from "./conversations.ts";
import { customerOfConversation } from "./customers.ts";
import type { Jobs } from "./jobs.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { Membership } from "./membership.ts";
import type { TestAddresses } from "./test-addresses.ts";

/** What is to be changed of a conversation that has not begun; absent fields stay as they are. */
export interface QueuedChange {
  /** Null begins it at once. */
  scheduled_at?: Date | null | undefined;
  /** Merged key by key. */
  context?: JsonObject | undefined;
  channel?: NewChannel | undefined;
  override_config?: JsonObject | null | undefined;
}

interface Services {
  database: Database;
  live: LiveConversations;
  conversations: Conversations;
  beginnings: Beginnings;
  contactTimes: ContactTimes;
  channels: Channels;
  testAddresses: TestAddresses;
  membership: Pick<Membership, "nodeId">;
  jobs: Pick<Jobs, "announce">;
}

/** What a change made somebody notice. */
interface Noticed {
  unknown: UnknownField[];
  undeclared: UnknownField[];
}

/** Whoever opens the conversation in the same moment may take its lease; then the change begins anew. */
const MOST_TRIES = 10;

/** Conversations that have not begun, and what can be changed of them. */
export class QueuedConversations {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /**
   * Changes a conversation that is queued, checked as when it is created. Whether it has begun is decided by its lease:
   * the change is made under it, and a start under an older one is not stored. Throws `conversation_active` once it has
   * begun, `HeldElsewhereError` where another process holds it, and what creating it would.
   */
  async change(key: ApiKey, id: string, change: QueuedChange): Promise<Noticed> {
    const { live, database, membership, conversations } = this.#services;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { channel_type } = await conversations.find({ key }, id);
      const held = await live.locate(id);
      assertQueued(id, held?.state.status ?? "queued");
      if (channel_type === "phone" && held?.isJoined) throw beingDialled(id);
      held?.close("restarting");
      const row = await acquireLease(database, id, membership.nodeId());
      const noticed = row && (await this.#changeHeld(row, change));
      if (noticed) return noticed;
    }
    throw new OperatorError(
      "unavailable",
      `Conversation ${id} is being opened again and again; try again in a moment.`,
    );
  }

  /** Returns null when the lease was lost meanwhile. */
  async #changeHeld(row: ConversationRow, change: QueuedChange): Promise<Noticed | null> {
    const { id, fence } = row;
    try {
      assertQueued(id, row.status);
      const changed = await this.#checked(row, change);
      if (!(await this.#store(changed, change))) return null;
      const { runtime } = await this.#services.contactTimes.configOf(changed.row);
      return {
        unknown: unknownIn(change.override_config ?? null),
        undeclared: unknownVariables(runtime.variables, change.context ?? {}),
      };
    } catch (error) {
      await releaseLease(this.#services.database, { id, fence, alarm: false });
      throw error;
    }
  }

  /** Returns the row as it is to be, and when the conversation begins by itself then. */
  async #checked(before: ConversationRow, change: QueuedChange) {
    const { beginnings, contactTimes } = this.#services;
    const now = new Date();
    if (change.scheduled_at !== undefined) assertSchedulable(before.channel_type, change.scheduled_at ?? soon(now));
    const override = change.override_config && (renameLegacyFields(wellFormed(change.override_config)) as JsonObject);
    const row: ConversationRow = {
      ...before,
      ...(await this.#channelOf(before, change)),
      context: change.context ? mergeContext(before.context, wellFormed(change.context)) : before.context,
      override_config: override === undefined ? before.override_config : override,
      scheduled_at: change.scheduled_at === undefined ? before.scheduled_at : (change.scheduled_at ?? now),
    };
    await beginnings.assertRunnable(row);
    const startsAt = await beginnings.startOf(row, await contactTimes.configOf(row), now);
    return { row: { ...row, scheduled_at: row.scheduled_at && startsAt }, startsAt };
  }

  /** What begins later takes its thread only then. */
  async #channelOf({ channel, livemode, thread }: ConversationRow, change: QueuedChange) {
    if (!change.channel) return { channel, thread };
    if (change.channel.type !== channel.type) {
      const message = `The conversation is on ${channel.type}, and stays there. Create another one on ${change.channel.type}.`;
      throw new OperatorError("invalid_field", message, { param: "channel.type" });
    }
    const reached = addressIn(change.channel);
    if (reached) await this.#services.testAddresses.assertReachable({ ...reached, livemode });
    const prepared = await prepareChannel(this.#services.channels, change.channel, { livemode });
    return { channel: prepared.channel, thread: thread === null ? null : prepared.thread };
  }

  async #store(changed: { row: ConversationRow; startsAt: Date | null }, change: QueuedChange): Promise<boolean> {
    const { database, jobs } = this.#services;
    const { row, startsAt } = changed;
    const start = { kind: START_CONVERSATION, subject: row.id };
    const isStored = await database.transaction().execute(async (transaction) => {
      const customer_id = isWithSomebodyElse(row, change)
        ? await customerOfConversation(transaction, row, row.context)
        : row.customer_id;
      if (!(await changeQueued(transaction, row, { ...row, customer_id }))) return false;
      await transaction.executeQuery(cancelJob(transaction, start));
      if (startsAt) await transaction.executeQuery(orderJobs(transaction, [{ ...start, dueAt: startsAt }]));
      return true;
    });
    jobs.announce();
    return isStored;
  }
}

/** Whoever is held to be at another address is found anew; one that goes on with a conversation is held with its customer. */
function isWithSomebodyElse({ continues }: ConversationRow, { context, channel }: QueuedChange): boolean {
  return context?.["$customer"] !== undefined || (channel !== undefined && continues === null);
}

/** A time that counts as ahead, for what is to begin at once. */
function soon(now: Date): Date {
  return new Date(now.getTime() + 60_000);
}

function beingDialled(id: string): OperatorError {
  const message = `Conversation ${id} is being dialled, so it cannot be changed any more. POST /conversations/${id}/end ends it.`;
  return new OperatorError("conversation_active", message);
}

function assertQueued(id: string, status: ConversationRow["status"]): void {
  if (status === "queued") return;
  const message = `Conversation ${id} is ${status}: only queued ones can be changed.`;
  throw new OperatorError("conversation_active", message);
}
