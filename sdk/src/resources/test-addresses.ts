import type { Endpoints } from "../endpoints.ts";

/** The numbers and addresses that test mode may reach. */
export const testAddresses = (on: Endpoints) => ({
  /** Lists them, newest first. */
  list: on.list("/test_addresses"),
  /** Adds one. */
  create: on.post("/test_addresses"),
  /** Takes one off the list. */
  delete: on.delete("/test_addresses/{address}"),
});
