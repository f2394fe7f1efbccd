import type { Endpoints } from "../endpoints.ts";

/** Whose installation it is. */
export const organization = (on: Endpoints) => ({
  /** Reads the organization. */
  get: on.get("/organization"),
  /** Changes the settings that are given. */
  change: on.patch("/organization"),
});
