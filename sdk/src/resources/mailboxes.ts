import type { Endpoints } from "../endpoints.ts";

/** The addresses at which agents receive mails. */
export const mailboxes = (on: Endpoints) => ({
  /** Lists mailboxes, newest first. */
  list: on.list("/mailboxes"),
  /** Makes one. */
  create: on.post("/mailboxes"),
  /** Reads one. */
  get: on.get("/mailboxes/{id}"),
  /** Changes the settings that are given. */
  change: on.patch("/mailboxes/{id}"),
  /** Deletes one; its conversations stay. */
  delete: on.delete("/mailboxes/{id}"),
});
