import type { Endpoints } from "../endpoints.ts";

/** Keys of this API. */
export const apiKeys = (on: Endpoints) => ({
  /** Lists keys, without the keys themselves. */
  list: on.list("/api_keys"),
  /** Makes a key; it is shown in this answer only. */
  create: on.post("/api_keys"),
  /** Reads what a key may do. */
  get: on.get("/api_keys/{id}"),
  /** Changes the settings that are given. */
  change: on.patch("/api_keys/{id}"),
  /** Revokes a key at once. */
  delete: on.delete("/api_keys/{id}"),
  /** Replaces a key; the old one works on for as long as you say. */
  rotate: on.post("/api_keys/{id}/rotate"),
});
