import type { Endpoints } from "../endpoints.ts";

/** The destinations to which agents hand callers over. */
export const transfers = (on: Endpoints) => ({
  /** Lists destinations, newest first. */
  list: on.list("/transfers"),
  /** Makes one. */
  create: on.post("/transfers"),
  /** Reads one. */
  get: on.get("/transfers/{id}"),
  /** Changes the settings that are given. */
  change: on.patch("/transfers/{id}"),
  /** Deletes one that no agent needs. */
  delete: on.delete("/transfers/{id}"),
});
