import type { Endpoints } from "../endpoints.ts";

/** What was sent to webhook endpoints. */
export const webhookDeliveries = (on: Endpoints) => ({
  /** Lists deliveries, newest first. */
  list: on.list("/webhook_deliveries"),
  /** Reads a delivery, with each attempt of it. */
  get: on.get("/webhook_deliveries/{id}"),
  /** Sends it again. */
  replay: on.act("/webhook_deliveries/{id}/replay"),
});
