import type { Endpoints } from "../endpoints.ts";

/** The public links by which anybody can talk with an agent. */
export const demoLinks = (on: Endpoints) => ({
  /** Lists links, newest first. */
  list: on.list("/demo_links"),
  /** Makes one. */
  create: on.post("/demo_links"),
  /** Reads one, and how much of its limits is used. */
  get: on.get("/demo_links/{id}"),
  /** Changes the settings that are given. */
  change: on.patch("/demo_links/{id}"),
  /** Withdraws one; conversations that are open go on. */
  delete: on.delete("/demo_links/{id}"),
});
