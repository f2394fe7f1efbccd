import type { Endpoints } from "../endpoints.ts";

/** What conversations have come to over a time. */
export const statistics = (on: Endpoints) => ({
  /** Counts and measures conversations, hour by hour or day by day, by agent and by tool. */
  get: on.query("/statistics"),
});
