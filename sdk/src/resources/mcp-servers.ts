import type { Endpoints } from "../endpoints.ts";

/** Servers of the Model Context Protocol, whose tools agents may call. */
export const mcpServers = (on: Endpoints) => ({
  /** Lists servers, newest first. */
  list: on.list("/mcp_servers"),
  /** Adds a server and reads its tools. */
  create: on.post("/mcp_servers"),
  /** Reads a server, with its tools. */
  get: on.get("/mcp_servers/{id}"),
  /** Puts new settings in the place of the old. */
  update: on.put("/mcp_servers/{id}"),
  /** Changes the settings that are given. */
  change: on.patch("/mcp_servers/{id}"),
  /** Takes a server away that no agent needs. */
  delete: on.delete("/mcp_servers/{id}"),
  /** Reads the server's tools anew, and says what has changed. */
  sync: on.act("/mcp_servers/{id}/sync"),
  /** Changes how one of its tools is used. */
  changeTool: on.patch("/mcp_servers/{id}/tools/{tool}"),
  /** Calls one of its tools as an agent would, and says what an agent would be told. */
  tryTool: on.post("/mcp_servers/{id}/tools/{tool}/try"),
});
