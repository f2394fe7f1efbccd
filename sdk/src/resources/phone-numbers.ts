import type { CallOptions } from "../call-options.ts";
import type { ItemOf, QueryOf } from "../endpoint-types.ts";
import type { Endpoints } from "../endpoints.ts";

/** The numbers at which agents are reached. */
export const phoneNumbers = (on: Endpoints) => ({
  /** Lists numbers, newest first. */
  list: on.list("/phone_numbers"),
  /** Connects a number. */
  create: on.post("/phone_numbers"),
  /** Reads a number. */
  get: on.get("/phone_numbers/{id}"),
  /** Changes the settings that are given. */
  change: on.patch("/phone_numbers/{id}"),
  /** Disconnects a number. */
  delete: on.delete("/phone_numbers/{id}"),
  /** Lists the numbers that a carrier has for you and that are not connected yet. */
  available: async (
    query: QueryOf<"/phone_numbers/available", "get">,
    options?: CallOptions,
  ): Promise<ItemOf<"/phone_numbers/available">[]> => {
    return (await on.query("/phone_numbers/available")(query, options)).data;
  },
});
