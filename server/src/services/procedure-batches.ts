import type { ConversationFilter } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { type BatchChoice, insertBatchItems, listBatchItems, listNotTaken } from "../db/procedure-batch-items.ts";
import {
  findProcedureBatch,
  insertProcedureBatch,
  listProcedureBatches,
  lockProcedureBatch,
  type ProcedureBatchRow,
  updateProcedureBatch,
  wakeBatch,
} from "../db/procedure-batches.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { newId, parseAgentReference } from "../domain/ids.ts";
import { dearestOf, type ModelPrice, type ModelPrices } from "../domain/model-prices.ts";
import { MODEL_OF_THE_CONVERSATION, modelsOfRun } from "../domain/procedural-agent-config.ts";
import type { BatchFilter, NewProcedureBatch, ProcedureBatch } from "../domain/procedure-batch.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { ApiKey } from "./api-keys.ts";
import type { Jobs } from "./jobs.ts";
import { procedureModeOf, type ReferredAgent, referredAgent } from "./procedural-agent-reference.ts";
import { itemShown, readShownBatch } from "./procedure-batch-view.ts";

const MOST_NAMED = 5;

interface Services {
  database: Database;
  jobs: Pick<Jobs, "announce">;
  prices: ModelPrices;
}

/** Runs of procedural agents over past conversations: beginning, showing and cancelling them. */
export class ProcedureBatches {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Begins a batch. Throws for versions that are not there, conversations that cannot be taken, and unknown prices. */
  async create(key: ApiKey, input: NewProcedureBatch): Promise<ProcedureBatch> {
    const { database, jobs } = this.#services;
    const livemode = procedureModeOf(key, input.livemode);
    const { agent, compared } = await this.#versionsOf(key, input);
    const price = this.#priceOf(input, agent);
    const comparePrice = compared && this.#priceOf(input, compared);
    const choice = choiceOf(input);
    const row = await database.transaction().execute(async (transaction) => {
      const made = await insertProcedureBatch(transaction, {
        id: newId("pbat"),
        livemode,
        agent_id: agent.agentId,
        agent_version: agent.row.version,
        compare_version: compared?.row.version ?? null,
        has_effects: input.has_effects,
        budget: input.budget && JSON.stringify(input.budget),
        concurrency: input.concurrency,
        price: price && JSON.stringify(price),
        compare_price: comparePrice && JSON.stringify(comparePrice),
        status: "running",
      });
      await takeConversations(transaction, made, choice);
      for (const query of wakeBatch(transaction, made.id)) await transaction.executeQuery(query);
      return made;
    });
    jobs.announce();
    return readShownBatch(database, row);
  }

  /** Lists batches, newest first. A test key sees those of test mode. */
  async list(key: ApiKey, agentId: string | undefined, page: { position: CursorPosition | null; limit: number }) {
    const { database } = this.#services;
    const { position, limit } = page;
    const rows = await listProcedureBatches(
      database,
      { agentId, testOnly: !key.livemode },
      { position, limit: limit + 1 },
    );
    const { shown, cursor } = cutPage(rows, limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: await Promise.all(shown.map((row) => readShownBatch(database, row))), cursor };
  }

  /** Shows a batch. Throws `not_found`. */
  async show(key: ApiKey, id: string): Promise<ProcedureBatch> {
    return readShownBatch(this.#services.database, await this.#find(key, id));
  }

  /** Lists what came of each conversation, the newest conversation first. Throws `not_found`. */
  async results(
    key: ApiKey,
    { id, onlyChanged }: { id: string; onlyChanged: boolean },
    page: { position: CursorPosition | null; limit: number },
  ) {
    const batch = await this.#find(key, id);
    const { position, limit } = page;
    const rows = await listBatchItems(this.#services.database, { id, onlyChanged }, { position, limit: limit + 1 });
    const place = (row: (typeof rows)[number]) => ({ createdAt: row.conversation_created_at, id: row.conversation_id });
    const { shown, cursor } = cutPage(rows, limit, place);
    return { data: shown.map((row) => itemShown(batch, row)), cursor };
  }

  /** Begins no other run, and cancels those under way. One that is over stays as it is. Throws `not_found`. */
  async cancel(key: ApiKey, id: string): Promise<ProcedureBatch> {
    const { database, jobs } = this.#services;
    await this.#find(key, id);
    await database.transaction().execute(async (transaction) => {
      const row = await lockProcedureBatch(transaction, id);
      if (row === undefined || row.ended_at !== null || row.status === "cancelled") return;
      await updateProcedureBatch(transaction, id, { status: "cancelled" });
      for (const query of wakeBatch(transaction, id)) await transaction.executeQuery(query);
    });
    jobs.announce();
    return this.show(key, id);
  }

  async #find(key: ApiKey, id: string): Promise<ProcedureBatchRow> {
    const row = await findProcedureBatch(this.#services.database, id);
    if (row && (key.livemode || !row.livemode)) return row;
    throw notFound("procedure batch", id);
  }

  async #versionsOf(key: ApiKey, { agent_id, compare_with, has_effects }: NewProcedureBatch) {
    const { database } = this.#services;
    const agent = await referredAgent(database, key, agent_id);
    if (compare_with === null) return { agent, compared: null };
    const param = "compare_with";
    if (parseAgentReference(compare_with, "pa")?.agentId !== agent.agentId) {
      const message = `compare_with must be another version of ${agent.agentId}, e.g. ${agent.agentId}@v0.`;
      throw new OperatorError("invalid_field", message, { param });
    }
    const compared = await referredAgent(database, key, compare_with);
    if (compared.row.version === agent.row.version) {
      const message = "compare_with is the version that runs anyway. Name another one.";
      throw new OperatorError("invalid_field", message, { param });
    }
    if (has_effects) {
      const message = "Two versions over one conversation would do everything twice. Leave has_effects false.";
      throw new OperatorError("invalid_field", message, { param: "has_effects" });
    }
    return { agent, compared };
  }

  /** Returns what a version costs; null where that is not known, which a budget in money does not allow. */
  #priceOf({ budget }: NewProcedureBatch, agent: ReferredAgent): ModelPrice | null {
    const price = dearestOf(modelsOfRun(agent.row.config, null), this.#services.prices);
    if (!("unpriced" in price) && !takesModelOfConversation(agent)) return price;
    const unpriced = "unpriced" in price ? price.unpriced : [];
    if (budget !== null && budget.max_cost_usd !== null) throw withoutPrice(unpriced);
    return null;
  }
}

/** Then which models answer depends on the conversation. */
function takesModelOfConversation({ row }: ReferredAgent): boolean {
  const { model, fallback_models } = row.config.runtime;
  return [model, ...fallback_models].includes(MODEL_OF_THE_CONVERSATION);
}

function withoutPrice(unpriced: readonly string[]): OperatorError {
  const what =
    unpriced.length === 0
      ? "The agent takes the models of each conversation, so that what a run costs is not known before. Name models"
      : `OPERATOR_MODEL_PRICES has no price of ${unpriced.join(", ")}. Add \`${unpriced[0]}=in/out\` there, in US dollars per million tokens`;
  return new OperatorError("invalid_field", `${what}, or set max_tokens.`, { param: "budget.max_cost_usd" });
}

function choiceOf({ conversation_ids, filter, max_conversations }: NewProcedureBatch): BatchChoice {
  if ((conversation_ids === null) === (filter === null)) {
    const message = "Give either conversation_ids or filter; an empty filter takes all conversations that are over.";
    throw new OperatorError("invalid_field", message, { param: "conversation_ids" });
  }
  if (conversation_ids !== null) return { ids: [...new Set(wellFormed(conversation_ids))] };
  return { filter: filterOf(wellFormed(filter as BatchFilter)), limit: max_conversations };
}

function filterOf(filter: BatchFilter): ConversationFilter {
  const agent = filter.agent_id === undefined ? null : parseAgentReference(filter.agent_id);
  const moment = (text: string | undefined) => (text === undefined ? undefined : new Date(text));
  const read = {
    agentId: agent?.agentId,
    agentVersion: agent?.version ?? undefined,
    customerId: filter.customer_id,
    status: filter.status,
    channelType: filter.channel_type,
    direction: filter.direction,
    createdFrom: moment(filter.created_at_gte),
    createdBefore: moment(filter.created_at_lt),
    completedFrom: moment(filter.completed_at_gte),
    completedBefore: moment(filter.completed_at_lt),
    text: filter.q,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

async function takeConversations(transaction: Database, batch: ProcedureBatchRow, choice: BatchChoice): Promise<void> {
  const count = await insertBatchItems(transaction, batch, choice);
  if ("ids" in choice && count < choice.ids.length) {
    const missing = await listNotTaken(transaction, batch.id, { ids: choice.ids, limit: MOST_NAMED });
    const more = choice.ids.length - count - missing.length;
    const names = `${missing.map((id) => id.slice(0, 40)).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
    const mode = batch.livemode ? "live" : "test-mode";
    const message = `There is no ${mode} conversation that is over with the id ${names}. Take those out.`;
    throw new OperatorError("invalid_field", message, { param: "conversation_ids" });
  }
  if (count > 0) return;
  const message = "No conversation that is over fits the filter. GET /conversations shows what there is.";
  throw new OperatorError("invalid_field", message, { param: "filter" });
}
