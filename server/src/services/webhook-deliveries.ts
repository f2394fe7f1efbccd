import type { Database } from "../db/database.ts";
import { listAttempts, type WebhookAttemptRow } from "../db/webhook-attempts.ts";
import {
  type DeliveryFilter,
  findDelivery,
  forgetDeliveries,
  lastPosition,
  listDeliveries,
  readFeed,
  type ReplayChoice,
  replayDeliveries,
  replayDelivery,
  type WebhookDeliveryRow,
} from "../db/webhook-deliveries.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound } from "../domain/error.ts";
import { badFeedCursor, type FeedPosition, readFeedCursor, writeFeedCursor } from "../domain/feed-cursor.ts";
import type { JsonObject } from "../lib/json.ts";
import type {
  WebhookAttempt,
  WebhookDelivery,
  WebhookDeliveryItem,
  WebhookFeedEntry,
} from "../domain/webhook-delivery.ts";
import type { ApiKey } from "./api-keys.ts";
import type { WebhookEndpoints } from "./webhook-endpoints.ts";
import type { WebhookOutbox } from "./webhook-outbox.ts";

const MOST_ATTEMPTS_SHOWN = 100;
/** In portions, so that no event waits long for the places that are locked meanwhile. */
const REPLAYED_AT_ONCE = 200;

interface Services {
  database: Database;
  endpoints: WebhookEndpoints;
  outbox: WebhookOutbox;
}

/** A page of an endpoint's feed. */
export interface WebhookFeed {
  data: WebhookFeedEntry[];
  /** Where to go on, also when there is nothing new. */
  cursor: string;
  has_more: boolean;
}

/** What receivers were, and are to be, sent: finding, replaying and pulling it. */
export class WebhookDeliveries {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Lists deliveries, newest first. A test key sees those of test conversations to endpoints of test mode. */
  async list(key: ApiKey, filter: DeliveryFilter, page: { position: CursorPosition | null; limit: number }) {
    const { position, limit } = page;
    const visible = { ...filter, testOnly: !key.livemode };
    const rows = await listDeliveries(this.#services.database, visible, { position, limit: limit + 1 });
    const { shown, cursor } = cutPage(rows, limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: shown.map(itemOf), cursor };
  }

  /** Shows a delivery with its attempts. Throws `not_found`. */
  async show(key: ApiKey, id: string): Promise<WebhookDelivery> {
    const row = await findDelivery(this.#services.database, id, { testOnly: !key.livemode });
    if (!row) throw notFound("webhook delivery", id);
    const attempts = await listAttempts(this.#services.database, id, MOST_ATTEMPTS_SHOWN);
    return { ...itemOf(row), payload: row.payload, attempt_log: attempts.map(attemptOf) };
  }

  /**
   * Sends a delivery once more, settled or not, under the same id. It takes its old place before what is pending of its
   * conversation. Throws `not_found`.
   */
  async replay(key: ApiKey, id: string): Promise<WebhookDelivery> {
    const { database, outbox } = this.#services;
    const row = await findDelivery(database, id, { testOnly: !key.livemode });
    if (!row) throw notFound("webhook delivery", id);
    await replayDelivery(database, id);
    outbox.committed();
    return this.show(key, id);
  }

  /**
   * Sends once more what fits of an endpoint's deliveries, those of each conversation in their order. Returns how many
   * they are. One that several callers replay at the same time is counted once. Throws `not_found`.
   */
  async replayAll(key: ApiKey, choice: Omit<ReplayChoice, "testOnly">): Promise<number> {
    const { database, endpoints, outbox } = this.#services;
    await endpoints.find(key, choice.endpointId);
    const upTo = await lastPosition(database);
    let after: string | null = "0";
    let replayed = 0;
    // What is recorded meanwhile is not part of it.
    while (after !== null) {
      const range = { after, upTo, limit: REPLAYED_AT_ONCE };
      const { count, last } = await replayDeliveries(database, { ...choice, testOnly: !key.livemode }, range);
      outbox.committed();
      replayed += count;
      after = count < REPLAYED_AT_ONCE ? null : last;
    }
    return replayed;
  }

  /**
   * Reads what was recorded for an endpoint, oldest first, from behind `cursor` on: every event once, in an order that
   * never changes. Throws `not_found`, and `invalid_cursor` for one from which that cannot be had.
   */
  async feed(
    key: ApiKey,
    id: string,
    { cursor, limit }: { cursor: string | null; limit: number },
  ): Promise<WebhookFeed> {
    const { database, endpoints } = this.#services;
    const { forgotten_position: forgotten } = await endpoints.find(key, id);
    const position = cursor === null ? { after: "0", forgotten } : readFeedCursor(id, cursor);
    await this.#assertGapless(position, forgotten);
    const rows = await readFeed(database, id, { after: position.after, limit: limit + 1, testOnly: !key.livemode });
    const shown = rows.slice(0, limit);
    const next = { after: shown.at(-1)?.position ?? position.after, forgotten };
    return { data: shown.map(entryOf), cursor: writeFeedCursor(id, next), has_more: rows.length > limit };
  }

  /** Deletes what was settled more than `keptFor` ms ago. What is pending stays, however old. */
  async forgetOld(keptFor: number): Promise<void> {
    const before = new Date(Date.now() - keptFor);
    while (await forgetDeliveries(this.#services.database, before));
  }

  async #assertGapless({ after, forgotten }: FeedPosition, forgottenNow: string): Promise<void> {
    if (BigInt(forgottenNow) > BigInt(forgotten) && BigInt(forgottenNow) > BigInt(after)) {
      throw badFeedCursor("What came after this cursor is not kept any more, for it is too old.");
    }
    const last = await lastPosition(this.#services.database);
    if (BigInt(after) > BigInt(last)) throw badFeedCursor("The cursor is ahead of everything that was recorded here.");
  }
}

function itemOf(row: WebhookDeliveryRow): WebhookDeliveryItem {
  const { id, target, endpoint_id, address, conversation_id, event_id, procedure_id, type, livemode } = row;
  const { status, attempts, last_error } = row;
  return {
    id,
    target,
    endpoint_id,
    address,
    conversation_id,
    event_id,
    procedure_id,
    type,
    livemode,
    status,
    attempts,
    next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
    last_error,
    created_at: row.created_at.toISOString(),
    settled_at: row.settled_at?.toISOString() ?? null,
  };
}

function attemptOf({ delivery_id: _delivery, endpoint_id: _endpoint, at, ...rest }: WebhookAttemptRow): WebhookAttempt {
  return { ...rest, at: at.toISOString() };
}

function entryOf({ id, payload, status }: WebhookDeliveryRow): WebhookFeedEntry {
  return { delivery_id: id, event: JSON.parse(payload) as JsonObject, status };
}
