import type { Endpoints } from "../endpoints.ts";

/** Runs of procedural agents. */
export const procedures = (on: Endpoints) => ({
  /** Lists runs, newest first. */
  list: on.list("/procedures"),
  /** Orders a run. */
  create: on.post("/procedures"),
  /** Reads a run, with its events and its output. */
  get: on.get("/procedures/{id}"),
  /** Cancels a run that has not ended. */
  cancel: on.act("/procedures/{id}/cancel"),
  /** Follows a run's events, from the first to the last, over all breaks of the line. */
  events: on.events("/procedures/{id}/events", "procedure.ended"),
});
