import type { Endpoints } from "../endpoints.ts";

/** What the installation has. */
export const installation = (on: Endpoints) => ({
  /** Says what is configured, what is missing, and how to get it. */
  get: on.get("/installation"),
});
