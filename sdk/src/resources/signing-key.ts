import type { Endpoints } from "../endpoints.ts";

/** The key that signs what the platform sends. */
export const signingKey = (on: Endpoints) => ({
  /** Reads the key, and which one it replaces. */
  get: on.get("/signing_key"),
  /** Replaces the key; the old one signs beside it for as long as you say. */
  rotate: on.post("/signing_key/rotate"),
});
