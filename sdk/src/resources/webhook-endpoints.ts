import type { Endpoints } from "../endpoints.ts";

/** The addresses that are told what happened. */
export const webhookEndpoints = (on: Endpoints) => ({
  /** Lists endpoints, newest first. */
  list: on.list("/webhook_endpoints"),
  /** Makes an endpoint; its signing key comes with the answer. */
  create: on.post("/webhook_endpoints"),
  /** Reads an endpoint, with how it fares. */
  get: on.get("/webhook_endpoints/{id}"),
  /** Puts new settings in the place of the old. */
  update: on.put("/webhook_endpoints/{id}"),
  /** Changes the settings that are given. */
  change: on.patch("/webhook_endpoints/{id}"),
  /** Deletes an endpoint; what waited for it is not sent. */
  delete: on.delete("/webhook_endpoints/{id}"),
  /** Reads the key that signs what it is sent. */
  signingKey: on.get("/webhook_endpoints/{id}/signing_key"),
  /** Replaces that key; the old one signs beside it for as long as you say. */
  rotateSigningKey: on.post("/webhook_endpoints/{id}/rotate_signing_key"),
  /** Sends a made-up event, and says what came back. */
  test: on.post("/webhook_endpoints/{id}/test"),
  /** Sends past deliveries again. */
  replay: on.post("/webhook_endpoints/{id}/replay"),
  /** Reads what it was to be told, oldest first: a receiver sees here that it missed nothing. */
  feed: on.query("/webhook_endpoints/{id}/feed"),
});
