import { findVersion } from "../db/agents.ts";
import { type ConversationRow, findConversation } from "../db/conversations.ts";
import { type CustomerRow, findCustomer } from "../db/customers.ts";
import type { Database } from "../db/database.ts";
import {
  cancelFollowUp,
  type FollowUpFilter,
  type FollowUpRow,
  FOLLOW_UP,
  findFollowUp,
  insertFollowUp,
  listFollowUps,
} from "../db/follow-ups.ts";
import { orderJobs } from "../db/jobs.ts";
import type { AgentConfig } from "../domain/agent-config.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notActive, notFound, OperatorError } from "../domain/error.ts";
import type { FollowUp, NewFollowUp } from "../domain/follow-up.ts";
import { newId, parseAgentReference, versionId } from "../domain/ids.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { Agents } from "./agents.ts";
import type { ApiKey } from "./api-keys.ts";
import type { ContactTimes } from "./contact-times.ts";
import type { Jobs } from "./jobs.ts";
import { assertAhead } from "./times-ahead.ts";

interface Services {
  database: Database;
  agents: Pick<Agents, "findForConversation">;
  contactTimes: ContactTimes;
  jobs: Pick<Jobs, "announce">;
}

/** Whom a follow-up is about, and who sees to it. */
interface About {
  conversation: ConversationRow | null;
  customer: CustomerRow | null;
}

/** What agents are to come back to: ordering, listing and cancelling it. */
export class FollowUps {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /**
   * Orders a follow-up. Throws `not_found` for whom or what is not there, `conversation_not_active` for a conversation
   * that has not begun, `invalid_field` for a time that is past or more than a year ahead.
   */
  async order(key: ApiKey, input: NewFollowUp): Promise<FollowUp> {
    assertAhead(input.due_at, "due_at");
    const about = await this.#about(key, input);
    const agent = await this.#agentFor(key, input, about.conversation);
    const { database, contactTimes, jobs } = this.#services;
    const customerId = about.customer?.id ?? null;
    const livemode = (about.conversation ?? about.customer)?.livemode ?? true;
    const contact = { customer_id: customerId, context: about.conversation?.context ?? {}, livemode };
    const due_at = await contactTimes.next(input.due_at, agent.config, contact);
    const row = await database.transaction().execute((transaction) =>
      storeFollowUp(transaction, {
        livemode,
        agent_id: agent.id,
        agent_version: agent.version,
        conversation_id: about.conversation?.id ?? null,
        customer_id: customerId,
        call_id: null,
        note: wellFormed(input.note),
        channel: input.channel,
        due_at,
      }),
    );
    jobs.announce();
    return itemOf(row as FollowUpRow);
  }

  /** Lists follow-ups, newest first. A test key sees those of test mode. */
  async list(key: ApiKey, filter: FollowUpFilter, page: { position: CursorPosition | null; limit: number }) {
    if (!key.livemode && filter.livemode === true) return { data: [], cursor: null };
    const { database } = this.#services;
    const visible = key.livemode ? filter : { ...filter, livemode: false };
    const rows = await listFollowUps(database, await withCurrentCustomer(database, visible), {
      ...page,
      limit: page.limit + 1,
    });
    const { shown, cursor } = cutPage(rows, page.limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: shown.map(itemOf), cursor };
  }

  /** Shows a follow-up. Throws `not_found`. */
  async find(key: ApiKey, id: string): Promise<FollowUp> {
    return itemOf(await this.#row(key, id));
  }

  /** Cancels a follow-up. Throws `not_found`, and `in_use` for one that is over or being seen to. */
  async cancel(key: ApiKey, id: string): Promise<FollowUp> {
    await this.#row(key, id);
    const cancelled = await cancelFollowUp(this.#services.database, id);
    if (cancelled) return itemOf(cancelled);
    const { status } = await this.#row(key, id);
    const why = status === "pending" ? "is being seen to at this moment" : `is ${status} already`;
    throw new OperatorError("in_use", `Follow-up ${id} ${why}, so it cannot be cancelled.`);
  }

  async #row(key: ApiKey, id: string): Promise<FollowUpRow> {
    const row = await findFollowUp(this.#services.database, id);
    if (row && (key.livemode || !row.livemode)) return row;
    throw notFound("follow-up", id);
  }

  async #about(key: ApiKey, { conversation_id, customer_id }: NewFollowUp): Promise<About> {
    const { database } = this.#services;
    if (conversation_id === null && customer_id === null) {
      const message = "Name a conversation_id or a customer_id: whom or what the follow-up is about.";
      throw new OperatorError("missing_field", message, { param: "conversation_id" });
    }
    const conversation = conversation_id === null ? null : await visibleConversation(database, key, conversation_id);
    const id = customer_id ?? conversation?.customer_id ?? null;
    const customer = id === null ? null : await visibleCustomer(database, key, id);
    if (conversation && customer) assertHeldWith(conversation, customer);
    return { conversation, customer };
  }

  async #agentFor(
    key: ApiKey,
    { agent_id }: NewFollowUp,
    conversation: ConversationRow | null,
  ): Promise<AgentForLater> {
    const { database, agents, contactTimes } = this.#services;
    if (agent_id !== null) {
      const { agent_id: id, config } = await agents.findForConversation(key, agent_id);
      return { id, version: parseAgentReference(agent_id)?.version ?? null, config };
    }
    if (conversation) return agentForLater(database, contactTimes, conversation);
    const message = "Name the agent_id of the agent that is to see to it.";
    throw new OperatorError("missing_field", message, { param: "agent_id" });
  }
}

/** Who sees to a follow-up; a `version` of null means the one that is released then. */
export interface AgentForLater {
  id: string;
  version: number | null;
  config: AgentConfig;
}

/** Says who sees to a follow-up of a conversation: its agent as it is then, or its very version where none is released. */
export async function agentForLater(
  database: Database,
  contactTimes: ContactTimes,
  row: ConversationRow,
): Promise<AgentForLater> {
  const released = await findVersion(database, row.agent_id, "released");
  return {
    id: row.agent_id,
    version: released ? null : row.agent_version,
    config: await contactTimes.configOf(row),
  };
}

/**
 * Stores a follow-up together with the job that sees to it, in the caller's transaction. Returns its row; undefined
 * when its tool call has ordered one already. Announce the job after the commit.
 */
export async function storeFollowUp(
  transaction: Database,
  row: Omit<Parameters<typeof insertFollowUp>[1], "id">,
): Promise<FollowUpRow | undefined> {
  const stored = await insertFollowUp(transaction, { ...row, id: newId("fup") });
  if (stored === undefined) return undefined;
  const job = { kind: FOLLOW_UP, subject: stored.id, dueAt: stored.due_at };
  await transaction.executeQuery(orderJobs(transaction, [job]));
  return stored;
}

/** A customer who was merged into another is asked for under either id. */
async function withCurrentCustomer(database: Database, filter: FollowUpFilter): Promise<FollowUpFilter> {
  if (filter.customerId === undefined) return filter;
  const customer = await findCustomer(database, filter.customerId);
  return { ...filter, customerId: customer?.id ?? filter.customerId };
}

async function visibleConversation(database: Database, key: ApiKey, id: string): Promise<ConversationRow> {
  const row = await findConversation(database, id);
  if (!row || (row.livemode && !key.livemode)) throw notFound("conversation", id);
  if (row.status === "queued") throw notActive(id, row.status, "order a follow-up");
  return row;
}

function assertHeldWith(conversation: ConversationRow, { id }: CustomerRow): void {
  if (conversation.customer_id === id) return;
  const message = `Conversation ${conversation.id} is not held with customer ${id}. Name one of the two.`;
  throw new OperatorError("invalid_field", message, { param: "customer_id" });
}

async function visibleCustomer(database: Database, key: ApiKey, id: string): Promise<CustomerRow> {
  const row = await findCustomer(database, id);
  if (!row || (row.livemode && !key.livemode)) throw notFound("customer", id);
  return row;
}

function itemOf(row: FollowUpRow): FollowUp {
  const { id, livemode, agent_id, agent_version, conversation_id, customer_id, note, channel, status } = row;
  return {
    id,
    livemode,
    agent_id: agent_version === null ? agent_id : versionId(agent_id, agent_version),
    conversation_id,
    customer_id,
    due_at: row.due_at.toISOString(),
    note,
    channel,
    status,
    call_id: row.call_id,
    done_in: status === "done" ? row.done_in : null,
    error: row.error,
    created_at: row.created_at.toISOString(),
    settled_at: row.settled_at?.toISOString() ?? null,
  };
}
