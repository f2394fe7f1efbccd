import type { Endpoints } from "../endpoints.ts";

/** Conversations that are to be begun or reminded of later. */
export const followUps = (on: Endpoints) => ({
  /** Lists follow-ups, newest first. */
  list: on.list("/follow_ups"),
  /** Enters one. */
  create: on.post("/follow_ups"),
  /** Reads one. */
  get: on.get("/follow_ups/{id}"),
  /** Cancels one that is not due yet. */
  delete: on.delete("/follow_ups/{id}"),
});
