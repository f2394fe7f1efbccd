import type { Endpoints } from "../endpoints.ts";

/** Runs of a procedural agent over many past conversations. */
export const procedureBatches = (on: Endpoints) => ({
  /** Lists batches, newest first. */
  list: on.list("/procedure_batches"),
  /** Lets a procedural agent run over past conversations. */
  create: on.post("/procedure_batches"),
  /** Reads a batch, with how far it is and what it cost. */
  get: on.get("/procedure_batches/{id}"),
  /** Lists what came of each conversation. */
  results: on.list("/procedure_batches/{id}/results"),
  /** Begins no more runs. */
  cancel: on.act("/procedure_batches/{id}/cancel"),
});
