import type { Database } from "../db/database.ts";
import { orderJobs } from "../db/jobs.ts";
import {
  deleteWebhookEndpoint,
  findWebhookEndpoint,
  insertWebhookEndpoint,
  listWebhookEndpoints,
  lockWebhookEndpoint,
  readWebhookHealth,
  updateWebhookEndpoint,
  type WebhookEndpointRow,
} from "../db/webhook-endpoints.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import type { EventEnvelope } from "../domain/event.ts";
import type { ServerEventType } from "../domain/event-payloads.ts";
import { newId } from "../domain/ids.ts";
import type { Target } from "../domain/precondition.ts";
import { keysAt, rotated } from "../domain/signing-key.ts";
import type { WebhookTest } from "../domain/webhook-delivery.ts";
import type {
  NewWebhookEndpoint,
  WebhookEndpoint,
  WebhookEndpointChange,
  WebhookEndpointItem,
  WebhookSigningKey,
} from "../domain/webhook-endpoint.ts";
import type { SafeFetch } from "../lib/safe-fetch.ts";
import type { SecretBox } from "../lib/secret-box.ts";
import type { ActivityLog } from "../ports/activity-log.ts";
import type { ApiKey } from "./api-keys.ts";
import { readAnswer } from "./conversation-setup.ts";
import { assertUnchanged, tagged } from "./entity-tags.ts";
import { freshKey, openKeys, sealKeys, shownKeys } from "./webhook-keys.ts";
import { logDelivery } from "./webhook-lanes.ts";
import type { WebhookOutbox } from "./webhook-outbox.ts";
import { RESUME_WEBHOOKS } from "./webhook-resumption.ts";
import { sendWebhook, testOf } from "./webhook-sender.ts";

interface Services {
  database: Database;
  fetch: SafeFetch;
  secretBox: SecretBox;
  activityLog: ActivityLog;
  outbox: WebhookOutbox;
  /** How long an endpoint may take to answer, in ms: to an event, and to `conversation.setup`. */
  timeLimits: { delivery: number; setup: number };
}

/** The places that are sent events: making, changing, trying and deleting them, and their keys. */
export class WebhookEndpoints {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Makes an endpoint with a key of its own. Throws for an address that may not be called, or a mode not the key's. */
  async create(
    key: ApiKey,
    input: NewWebhookEndpoint,
  ): Promise<WebhookEndpointItem & { signing_key: WebhookSigningKey }> {
    this.#assertCallable(input.url);
    const id = newId("whe");
    const record = { key: freshKey(), next_key: null, switches_at: null };
    const sealed = sealKeys(this.#services.secretBox, id, record);
    const row = await insertWebhookEndpoint(this.#services.database, { id, ...settingsOf(key, input), ...sealed });
    await this.#services.outbox.refresh();
    const answer = { ...itemOf(row), signing_key: shownKeys(record) };
    return tagged(answer, configurationOf(row), await this.#shown(row));
  }

  /** Lists endpoints, newest first. A test key sees those of test mode. */
  async list(key: ApiKey, page: { position: CursorPosition | null; limit: number }) {
    const { position, limit } = page;
    const testOnly = !key.livemode;
    const rows = await listWebhookEndpoints(this.#services.database, { testOnly }, { position, limit: limit + 1 });
    const { shown, cursor } = cutPage(rows, limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: shown.map(itemOf), cursor };
  }

  /** Shows an endpoint and how it has been doing. Throws `not_found`. */
  async show(key: ApiKey, id: string): Promise<WebhookEndpoint> {
    return this.#shown(await this.find(key, id));
  }

  /** Finds an endpoint that the key may see. Throws `not_found`. */
  async find(key: ApiKey, id: string): Promise<WebhookEndpointRow> {
    return visibleTo(key, id, await findWebhookEndpoint(this.#services.database, id));
  }

  /** Replaces an endpoint's settings. Throws as `create` and `find` do, and `etag_mismatch`. */
  async replace(key: ApiKey, target: Target, input: NewWebhookEndpoint): Promise<WebhookEndpoint> {
    return this.change(key, target, settingsOf(key, input));
  }

  /** Changes an endpoint; what waits for one that was switched off goes on when it is switched on. */
  async change(key: ApiKey, target: Target, change: WebhookEndpointChange): Promise<WebhookEndpoint> {
    const { id } = target;
    if (change.url !== undefined) this.#assertCallable(change.url);
    if (change.livemode !== undefined) assertMode(key, change.livemode);
    const { database, outbox } = this.#services;
    const row = await database.transaction().execute(async (transaction) => {
      const former = await lockUnchanged(transaction, key, target);
      const changed = visibleTo(key, id, await updateWebhookEndpoint(transaction, id, columnsOf(change)));
      if (changed.is_enabled && !former.is_enabled) {
        await transaction.executeQuery(orderJobs(transaction, [{ kind: RESUME_WEBHOOKS, subject: id }]));
      }
      return changed;
    });
    await outbox.refresh();
    outbox.committed();
    return this.#shown(row);
  }

  /** Deletes an endpoint with everything recorded for it. Throws `not_found` and `etag_mismatch`. */
  async delete(key: ApiKey, target: Target): Promise<void> {
    const { database, outbox } = this.#services;
    const { id } = target;
    await database.transaction().execute(async (transaction) => {
      await lockUnchanged(transaction, key, target);
      // What is recorded for it is deleted in portions; from here on it is another one than it was.
      await updateWebhookEndpoint(transaction, id, { is_enabled: false });
    });
    if (!(await deleteWebhookEndpoint(database, id))) throw notFound("webhook endpoint", id);
    await outbox.refresh();
  }

  /** Shows the key that signs an endpoint's requests. Throws `not_found`. */
  async signingKey(key: ApiKey, id: string): Promise<WebhookSigningKey> {
    return shownKeys(openKeys(this.#services.secretBox, await this.find(key, id)));
  }

  /** Makes a new key, which replaces the current one after `overlap` ms; moves the moment of a switch that is due. */
  async rotateKey(key: ApiKey, target: Target, overlap: number): Promise<WebhookSigningKey> {
    const { database, outbox, secretBox } = this.#services;
    const { id } = target;
    const { record, changed } = await database.transaction().execute(async (transaction) => {
      const row = await lockUnchanged(transaction, key, target);
      const next = rotated(openKeys(secretBox, row), { now: new Date(), overlap, freshKey: freshKey() });
      const stored = await updateWebhookEndpoint(transaction, id, sealKeys(secretBox, id, next));
      return { record: next, changed: visibleTo(key, id, stored) };
    });
    await outbox.refresh();
    return tagged(shownKeys(record), configurationOf(changed), await this.#shown(changed));
  }

  /**
   * Sends one event to an endpoint now, on or off, and tells what came of it. It is no delivery: it stands in no list and
   * is not repeated. An answer to `conversation.setup` is judged as a real one, but changes nothing.
   */
  async test(key: ApiKey, id: string, envelope: EventEnvelope): Promise<WebhookTest> {
    const endpoint = await this.find(key, id);
    const { fetch, secretBox, timeLimits, activityLog } = this.#services;
    const isSetup = envelope.payload.type === "conversation.setup";
    const deliveryId = newId("whd");
    const body = JSON.stringify(envelope);
    const keys = keysAt(openKeys(secretBox, endpoint), new Date());
    const timeLimit = isSetup ? timeLimits.setup : timeLimits.delivery;
    const exchange = await sendWebhook(fetch, { url: endpoint.url, keys, deliveryId, body, timeLimit });
    const answer = isSetup && exchange.error === null ? readAnswer(exchange.response?.body ?? "") : null;
    const error = answer && "problem" in answer ? answer.problem : exchange.error;
    const { conversation_id, livemode, payload } = envelope;
    const about = { endpoint_id: id, conversation_id, livemode, type: payload.type };
    logDelivery(activityLog, { ...about, exchange, deliveryId, problem: error, details: { trigger: "test" } });
    return testOf({ ...exchange, error }, body);
  }

  async #shown(row: WebhookEndpointRow): Promise<WebhookEndpoint> {
    const health = await readWebhookHealth(this.#services.database, row.id);
    return tagged({ ...itemOf(row), health }, configurationOf(row));
  }

  #assertCallable(url: string): void {
    const refusal = this.#services.fetch.refusal(url);
    if (refusal !== null) throw new OperatorError("invalid_field", refusal, { param: "url" });
  }
}

async function lockUnchanged(transaction: Database, key: ApiKey, target: Target): Promise<WebhookEndpointRow> {
  const row = visibleTo(key, target.id, await lockWebhookEndpoint(transaction, target.id));
  assertUnchanged(target, "webhook endpoint", configurationOf(row));
  return row;
}

/** What was deleted of its deliveries is no setting of its. */
function configurationOf({ forgotten_position: _, ...row }: WebhookEndpointRow): object {
  return row;
}

function visibleTo(key: ApiKey, id: string, row: WebhookEndpointRow | undefined): WebhookEndpointRow {
  if (row && (key.livemode || row.livemode === false)) return row;
  throw notFound("webhook endpoint", id);
}

function assertMode(key: ApiKey, livemode: boolean | null): void {
  if (key.livemode || livemode === false) return;
  const message =
    "A test key makes webhook endpoints for test conversations only. Leave livemode out, or use a live key (op_prod_…).";
  throw new OperatorError("not_allowed", message, { param: "livemode" });
}

/** Of which conversations an endpoint is told unless it says so: of all that its maker may see. */
function modeOf(key: ApiKey): boolean | null {
  return key.livemode ? null : false;
}

function settingsOf(key: ApiKey, { url, description, types, is_enabled, ...rest }: NewWebhookEndpoint) {
  const livemode = rest.livemode === undefined ? modeOf(key) : rest.livemode;
  assertMode(key, livemode);
  return { url, description, types: unique(types), is_enabled, livemode };
}

function columnsOf({ types, ...change }: WebhookEndpointChange) {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...given, ...(types ? { types: unique(types) } : {}) };
}

function unique(types: readonly ServerEventType[]): ServerEventType[] {
  return [...new Set(types)];
}

function itemOf(row: WebhookEndpointRow): WebhookEndpointItem {
  const { id, url, description, types, is_enabled, livemode, created_at, updated_at } = row;
  return {
    id,
    url,
    description,
    types: types as ServerEventType[],
    is_enabled,
    livemode,
    created_at: created_at.toISOString(),
    updated_at: updated_at.toISOString(),
  };
}
