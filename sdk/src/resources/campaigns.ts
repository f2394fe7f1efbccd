import type { Endpoints } from "../endpoints.ts";

/** Lists of people to be called or written to. */
export const campaigns = (on: Endpoints) => ({
  /** Lists campaigns, newest first. */
  list: on.list("/campaigns"),
  /** Makes a campaign; it begins when it is started. */
  create: on.post("/campaigns"),
  /** Reads a campaign, with how far it is. */
  get: on.get("/campaigns/{id}"),
  /** Changes the settings that are given. */
  change: on.patch("/campaigns/{id}"),
  /** Deletes a campaign with its rows; its conversations stay. */
  delete: on.delete("/campaigns/{id}"),
  /** Begins with the rows. */
  start: on.act("/campaigns/{id}/start"),
  /** Begins no more rows until it is resumed. */
  pause: on.act("/campaigns/{id}/pause"),
  /** Goes on. */
  resume: on.act("/campaigns/{id}/resume"),
  /** Gives up the rows that have not been begun. */
  cancel: on.act("/campaigns/{id}/cancel"),
  /** Lists the rows, in their order. */
  rows: on.list("/campaigns/{id}/rows"),
  /** Adds rows: `{rows: […]}`, or the text of a CSV file. */
  addRows: on.post("/campaigns/{id}/rows"),
  /** Reads all rows with what came of them, as CSV. */
  export: on.file("/campaigns/{id}/export"),
});
