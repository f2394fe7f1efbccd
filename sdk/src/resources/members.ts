import type { Endpoints } from "../endpoints.ts";

/** Those who may sign in on the pages. */
export const members = (on: Endpoints) => ({
  /** Lists members, newest first. */
  list: on.list("/members"),
  /** Reads a member. */
  get: on.get("/members/{id}"),
  /** Gives a member another role. */
  change: on.patch("/members/{id}"),
  /** Removes a member, who is signed out at once. */
  delete: on.delete("/members/{id}"),
});
