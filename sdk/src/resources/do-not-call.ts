import type { Endpoints } from "../endpoints.ts";

/** The numbers that are never called. */
export const doNotCall = (on: Endpoints) => ({
  /** Lists them, newest first. */
  list: on.list("/do_not_call"),
  /** Adds one. */
  create: on.post("/do_not_call"),
  /** Takes one off the list. */
  delete: on.delete("/do_not_call/{number}"),
});
