import type { Endpoints } from "../endpoints.ts";

/** The record of all tool calls. */
export const toolCalls = (on: Endpoints) => ({
  /** Lists calls, newest first. */
  list: on.list("/tool_calls"),
  /** Reads a call, with each try of it. */
  get: on.get("/tool_calls/{call_id}"),
});
