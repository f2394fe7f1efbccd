import type { Endpoints } from "../endpoints.ts";

/** The people that agents talk with. */
export const customers = (on: Endpoints) => ({
  /** Lists customers, newest first. */
  list: on.list("/customers"),
  /** Enters a customer. */
  create: on.post("/customers"),
  /** Reads a customer. */
  get: on.get("/customers/{id}"),
  /** Changes the fields that are given. */
  change: on.patch("/customers/{id}"),
  /** Deletes a customer with everything of theirs, and says how much that was. */
  delete: on.delete("/customers/{id}"),
  /** Makes two customers one. */
  merge: on.post("/customers/{id}/merge"),
});
