import type { Endpoints } from "../endpoints.ts";

/** The tools of your own that agents may call. */
export const tools = (on: Endpoints) => ({
  /** Lists tools, newest first. */
  list: on.list("/tools"),
  /** Makes a tool. */
  create: on.post("/tools"),
  /** Reads a tool. */
  get: on.get("/tools/{name}"),
  /** Puts a new tool in the place of the old. */
  update: on.put("/tools/{name}"),
  /** Changes the settings that are given. */
  change: on.patch("/tools/{name}"),
  /** Deletes a tool that no agent needs. */
  delete: on.delete("/tools/{name}"),
  /** Calls a tool as an agent would, and says what was sent and answered. */
  try: on.post("/tools/{name}/try"),
});
