import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { McpServers } from "../services/mcp-servers.ts";
import type { McpTrials } from "../services/mcp-trials.ts";
import { targetOf } from "./conditional-requests.ts";
import { keyOf } from "./gate.ts";
import * as schemas from "./mcp-server-schemas.ts";
import { pageOf } from "./pages.ts";

/** What the calls on MCP servers are answered from. */
export interface McpServices {
  mcpServers: McpServers;
  mcpTrials: McpTrials;
}

/** The calls on MCP servers and their tools. */
export function mcpServerRoutes({ mcpServers: servers, mcpTrials }: McpServices): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/mcp_servers", { schema: schemas.listMcpServers }, async (request) => servers.list(pageOf(request.query)));
    app.post("/mcp_servers", { schema: schemas.createMcpServer }, async (request) =>
      servers.create(keyOf(request), request.body),
    );
    app.get("/mcp_servers/:id", { schema: schemas.getMcpServer }, async (request) =>
      servers.find(keyOf(request), request.params.id),
    );
    app.put("/mcp_servers/:id", { schema: schemas.replaceMcpServer }, async (request) =>
      servers.replace(keyOf(request), targetOf(request, request.params.id), request.body),
    );
    app.patch("/mcp_servers/:id", { schema: schemas.changeMcpServer }, async (request) =>
      servers.change(keyOf(request), targetOf(request, request.params.id), request.body),
    );
    app.delete("/mcp_servers/:id", { schema: schemas.deleteMcpServer }, async (request) => {
      await servers.delete(keyOf(request), targetOf(request, request.params.id));
      return { id: request.params.id, deleted: true as const };
    });
    app.post("/mcp_servers/:id/sync", { schema: schemas.syncMcpServer }, async (request) =>
      servers.sync(keyOf(request), request.params.id),
    );
    app.patch("/mcp_servers/:id/tools/:tool", { schema: schemas.changeMcpTool }, async (request) => {
      const { id, tool } = request.params;
      return servers.changeTool(keyOf(request), { target: targetOf(request, id), name: tool }, request.body);
    });
    app.post("/mcp_servers/:id/tools/:tool/try", { schema: schemas.tryMcpTool }, async (request) => {
      const { arguments: args = {} } = request.body;
      return mcpTrials.try({ key: keyOf(request), requestId: request.id }, { ...request.params, arguments: args });
    });
  };
}
