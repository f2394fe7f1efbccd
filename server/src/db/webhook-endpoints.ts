import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { WebhookHealth } from "../domain/webhook-endpoint.ts";
import type { Database } from "./database.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";

/** A webhook endpoint's row. */
export type WebhookEndpointRow = Selectable<Schema["webhook_endpoints"]>;

/** Stores a new endpoint and returns its row. */
export async function insertWebhookEndpoint(
  database: Database,
  row: Insertable<Schema["webhook_endpoints"]>,
): Promise<WebhookEndpointRow> {
  return database.insertInto("webhook_endpoints").values(row).returningAll().executeTakeFirstOrThrow();
}

/** Finds an endpoint; undefined without one. */
export async function findWebhookEndpoint(database: Database, id: string): Promise<WebhookEndpointRow | undefined> {
  return database.selectFrom("webhook_endpoints").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Finds an endpoint and keeps everyone else from changing it until the transaction ends; undefined without one. */
export async function lockWebhookEndpoint(transaction: Database, id: string): Promise<WebhookEndpointRow | undefined> {
  return transaction.selectFrom("webhook_endpoints").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** Changes an endpoint and returns its row as it is then; undefined without one. */
export async function updateWebhookEndpoint(
  database: Database,
  id: string,
  change: Updateable<Schema["webhook_endpoints"]>,
): Promise<WebhookEndpointRow | undefined> {
  return database
    .updateTable("webhook_endpoints")
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
}

/** Lists endpoints newest first; those of test mode only when `testOnly`. */
export async function listWebhookEndpoints(
  database: Database,
  { testOnly }: { testOnly: boolean },
  page: { position: CursorPosition | null; limit: number },
): Promise<WebhookEndpointRow[]> {
  const { position, limit } = page;
  let query = database.selectFrom("webhook_endpoints").selectAll();
  if (testOnly) query = query.where("livemode", "=", false);
  if (position) query = query.where(after(position));
  return query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
}

/** Lists the endpoints that are switched on, in the order of their creation. */
export async function listSubscribers(database: Database): Promise<WebhookEndpointRow[]> {
  return database
    .selectFrom("webhook_endpoints")
    .selectAll()
    .where("is_enabled", "=", true)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
}

const DELETED_AT_ONCE = 5_000;

/**
 * Deletes an endpoint with everything recorded for it, in portions, so that nobody waits long for any lock. Returns
 * whether there was one.
 */
export async function deleteWebhookEndpoint(database: Database, id: string): Promise<boolean> {
  await database.updateTable("webhook_endpoints").set({ is_enabled: false }).where("id", "=", id).execute();
  for (;;) {
    const { numDeletedRows } = await database
      .deleteFrom("webhook_deliveries")
      .where("id", "in", (eb) =>
        eb.selectFrom("webhook_deliveries").select("id").where("endpoint_id", "=", id).limit(DELETED_AT_ONCE),
      )
      .executeTakeFirst();
    if (numDeletedRows < DELETED_AT_ONCE) break;
  }
  const { numDeletedRows } = await database.deleteFrom("webhook_endpoints").where("id", "=", id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Reads how an endpoint has been doing. */
export async function readWebhookHealth(database: Database, id: string): Promise<WebhookHealth> {
  const { rows } = await sql<HealthRow>`
    select
      (select count(*)::integer from webhook_deliveries where endpoint_id = ${id} and status = 'pending') as pending,
      (select count(*)::integer from webhook_deliveries where endpoint_id = ${id} and status = 'dead') as dead,
      (select at from webhook_attempts where endpoint_id = ${id} and (error is null) = true order by at desc limit 1)
        as succeeded_at,
      f.at as failed_at, f.delivery_id, f.error
    from (select) one left join lateral (
      select at, delivery_id, error from webhook_attempts
      where endpoint_id = ${id} and (error is null) = false order by at desc limit 1
    ) f on true
  `.execute(database);
  const { pending, dead, succeeded_at, failed_at, delivery_id, error } = rows[0] as HealthRow;
  return {
    pending,
    dead,
    last_success_at: succeeded_at?.toISOString() ?? null,
    last_failure: failed_at && { at: failed_at.toISOString(), delivery_id, error },
  };
}

interface HealthRow {
  pending: number;
  dead: number;
  succeeded_at: Date | null;
  failed_at: Date | null;
  delivery_id: string;
  error: string;
}
